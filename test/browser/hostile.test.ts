import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import { BRIDGE } from '../db/article.ts';
import { ingest } from '../db/ingest.ts';
import { startBatch } from '../support/batch.ts';
import { browserTest, expectNoSideways, hasBrowser, openPage } from '../support/browser.ts';
import { hostileLines } from '../support/hostile-articles.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { serveReader } from '../support/reader.ts';
import { createTestIngest, runWorker } from '../support/temporal.ts';

const COUNT = 220;
const { db, url } = await createTestDatabase();
let site: string;

beforeAll(async () => {
  if (!hasBrowser) return;
  const pipeline = await createTestIngest();
  const worker = await runWorker(pipeline, db);
  await writeFile(join(pipeline.rawRoot, 'hostile.jsonl'), hostileLines(COUNT).join('\n'));
  const batch = await startBatch(pipeline, { source: 'raw/hostile.jsonl', chunkSize: 50 });
  // Of some, nothing is left to read: those are failures, and as hostile as the others.
  const { published, failed } = await batch.result();
  expect(published + failed).toBe(COUNT);
  expect(published).toBeGreaterThanOrEqual(200);
  await worker.stop();
  site = await serveReader(url);
}, 120_000);

/** Nothing of an article has run, loaded something or become a link elsewhere. */
async function expectHarmless(page: Awaited<ReturnType<typeof openPage>>['page']): Promise<void> {
  const found = await page.evaluate(`({
    pwned: window.__pwned,
    inserted: document.querySelectorAll('main :is(script, style, iframe, object, embed, base, meta, link, img, math, animate, textarea)').length,
    handlers: [...document.querySelectorAll('*:not(#card)')].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style' || name === 'srcdoc' || name === 'autofocus')),
    addresses: [...document.querySelectorAll('main [href], main [action], main [src]')]
      .flatMap((element) => ['href', 'action', 'src'].map((name) => element.getAttribute(name)))
      .filter((address) => address !== null && !/^(?:[#/?]|https?:\\/\\/)/u.test(address)),
    mains: document.querySelectorAll('main').length,
    isHidden: getComputedStyle(document.querySelector('h1')).display === 'none',
  })`);
  expect(found).toEqual({ pwned: undefined, inserted: 0, handlers: [], addresses: [], mains: 1, isHidden: false });
}

browserTest(
  '200 hostile articles are shown as text: nothing runs, nothing is loaded, nothing leads elsewhere',
  { timeout: 120_000 },
  async () => {
    const { page, troubles } = await openPage(site, { viewport: { width: 400, height: 700 } });
    const articles = await db
      .selectFrom('current_articles')
      .select(['document_id', 'title', 'document', 'text'])
      .orderBy('document_id')
      .execute();
    expect(articles.length).toBeGreaterThanOrEqual(200);
    for (const { document_id, title, document, text } of articles) {
      await page.goto(`/documents/${document_id}`, { waitUntil: 'load' });
      const shown = (await page.evaluate(
        `({ heading: document.querySelector('h1').textContent, text: document.querySelector('.text').textContent })`,
      )) as { heading: string; text: string };
      expect(shown).toEqual({ heading: title ?? document, text });
      await expectHarmless(page);
      if (Number(document_id) % 10 === 0) {
        await expectNoSideways(page);
        await page.goto(`/documents/${document_id}/lineage`);
        await expectHarmless(page);
      }
    }
    expect(troubles).toEqual([]);
  },
);

browserTest(
  'nor in the lists of documents, speakers and runs, nor on the pages of speakers and names that are such',
  async () => {
    const { page, troubles } = await openPage(site, { viewport: { width: 400, height: 700 } });
    for (const path of [
      '/',
      '/?q=%3Cscript%3Ewindow.__pwned%3D1%3C%2Fscript%3E',
      '/?q=%22%20onfocus%3Dalert(1)',
      '/speakers',
      '/speakers?q=%3Cscript%3E',
      '/runs',
      '/failures',
    ]) {
      await page.goto(path);
      await expectHarmless(page);
      await expectNoSideways(page);
    }
    const speakers = await db
      .selectFrom('current_attributions')
      .where('speaker', 'is not', null)
      .select('speaker')
      .distinct()
      .orderBy('speaker')
      .execute();
    expect(speakers.length).toBeGreaterThan(1);
    for (const { speaker } of speakers.filter(({ speaker }) => speaker !== 'Helen Okafor').slice(0, 40)) {
      await page.goto(`/speakers/${encodeURIComponent(speaker as string)}`);
      expect(await page.locator('h1').textContent()).toBe(speaker);
      await expectHarmless(page);
      await expectNoSideways(page);
    }
    const names = await db.selectFrom('people_places_organizations').select(['id', 'name']).orderBy('id').execute();
    expect(names.length).toBeGreaterThan(1);
    for (const { id, name } of names.slice(-40)) {
      await page.goto(`/names/${id}`);
      expect(await page.locator('h1').textContent()).toBe(name);
      await expectHarmless(page);
      await expectNoSideways(page);
    }
    expect(troubles).toEqual([]);
  },
);

browserTest('nor where stages let everything through, and on the card of such a name', async () => {
  const bad = '"><img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>';
  const key = `javascript:window.__pwned=1//${bad}`;
  await ingest(db, { key, source: 'data:text/html,<script>alert(1)</script>', told: BRIDGE });
  const { documentId } = await ingest(db, {
    key,
    source: key,
    told: {
      title: bad,
      published: bad,
      paragraphs: [`${bad} said: “${bad.toUpperCase()}”`, 'By Lena Holm'],
      entities: [{ name: bad, mentions: [bad], roles: [bad] }],
      attributions: [{ source: bad, cue: 'said', content: `“${bad.toUpperCase()}”`, speakers: [bad] }],
      authors: ['Lena Holm'],
    },
  });
  const { page, troubles } = await openPage(site);
  for (const path of ['versions/1', 'versions/2', 'compare?from=1&to=2', 'lineage', 'lineage?version=1']) {
    await page.goto(`/documents/${documentId}/${path}`);
    await expectHarmless(page);
  }
  await page.goto(`/documents/${documentId}`);
  await page.locator('.text .mention').first().hover();
  await page.getByRole('tooltip').waitFor();
  expect(await page.getByRole('tooltip').textContent()).toContain(bad);
  await expectHarmless(page);
  await page.goto(`/documents/${documentId}`);
  await page.locator('.statements strong a').first().click();
  await page.waitForURL(/\/speakers\//u);
  expect(await page.locator('h1').textContent()).toBe(bad);
  await expectHarmless(page);
  expect(troubles).toEqual([]);
});
