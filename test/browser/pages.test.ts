import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect } from 'vitest';
import {
  browserTest,
  expectNoSideways,
  hasBrowser,
  openPage,
  seriousViolations,
  type WatchedPage,
} from '../support/browser.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { serveReader } from '../support/reader.ts';
import { createTestIngest, runWorker } from '../support/temporal.ts';

const RAW = new URL('../../raw/', import.meta.url);
const { db, url } = await createTestDatabase();
let site: string;
/** The article with two versions, and one with a metonym. */
let tram: number;
let grain: number;
let paths: string[];

beforeAll(async () => {
  if (!hasBrowser) return;
  const ingest = await createTestIngest();
  const worker = await runWorker(ingest, db);
  // One after the other: the correction is to come after its original.
  for (const name of readdirSync(RAW).sort()) {
    const content = readFileSync(new URL(name, RAW));
    const source = await ingest.addRaw(name, content);
    const lines = name.endsWith('.jsonl') ? content.toString().trim().split('\n') : [];
    const sources = lines.length > 0 ? lines.map((line) => `${source}#${JSON.parse(line).id}`) : [source];
    for (const one of sources) await ingest.ingest({ source: one });
  }
  await (await ingest.start({ source: 'raw/no-such-file.txt' })).result().catch(() => undefined);
  await worker.stop();
  site = await serveReader(url);
  const find = async (key: string) =>
    (await db.selectFrom('documents').where('key', '=', key).select('id').executeTakeFirstOrThrow()).id;
  tram = await find('https://courier.example/2025/04/night-trams-return');
  grain = await find('raw/grain-talks.txt');
  paths = [
    '/',
    '/?q=harbour',
    `/documents/${tram}`,
    `/documents/${tram}/versions/1`,
    `/documents/${tram}/compare?from=1&to=2`,
    `/documents/${tram}/lineage`,
    `/documents/${tram}/lineage?version=1&start=0&end=40`,
    '/speakers',
    '/speakers/Helen%20Okafor',
    '/names/1',
    '/runs',
    '/failures',
    '/api',
    '/documents/999999',
  ];
}, 120_000);

/** Of a page that is missing, its own status is all that may be wrong. */
const isExpected = (trouble: string) => /999999: console: .*404/u.test(trouble);
const untroubled = ({ troubles }: WatchedPage) =>
  expect(troubles.filter((trouble) => !isExpected(trouble))).toEqual([]);

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  browserTest('axe finds nothing serious on any page, and the policy refuses nothing', async () => {
    const watched = await openPage(site, { colorScheme });
    for (const path of paths) {
      await watched.page.goto(path);
      expect([path, await seriousViolations(watched.page)]).toEqual([path, []]);
    }
    untroubled(watched);
  });
});

browserTest('dark mode is dark', async () => {
  const { page } = await openPage(site, { colorScheme: 'dark' });
  await page.goto(`/documents/${tram}`);
  const lightness = (what: string) =>
    page.evaluate(
      `getComputedStyle(document.body).${what}.match(/\\d+/g).reduce((sum, part) => sum + Number(part), 0)`,
    );
  expect(await lightness('backgroundColor')).toBeLessThan(150);
  expect(await lightness('color')).toBeGreaterThan(600);
});

browserTest('on a phone nothing scrolls sideways, and versions stand one below the other', async () => {
  const watched = await openPage(site, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const { page } = watched;
  for (const path of paths) {
    await page.goto(path);
    await expectNoSideways(page);
  }
  const places = async () => {
    await page.goto(`/documents/${tram}/compare?from=1&to=2`);
    const sides = page.locator('.sides p:has(del), .sides p:has(ins)');
    const [old, now] = await Promise.all([sides.nth(0).boundingBox(), sides.nth(1).boundingBox()]);
    return { isBelow: now!.y >= old!.y + old!.height, isBeside: now!.x >= old!.x + old!.width };
  };
  expect(await places()).toEqual({ isBelow: true, isBeside: false });
  await page.setViewportSize({ width: 1200, height: 800 });
  expect(await places()).toEqual({ isBelow: false, isBeside: true });
  untroubled(watched);
});

browserTest('by keyboard: Tab leads to a mention, its card tells of it, Escape closes the card', async () => {
  const watched = await openPage(site);
  const { page } = watched;
  await page.goto(`/documents/${grain}`);
  const card = page.getByRole('tooltip');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
  await page.keyboard.press('Enter');
  for (let i = 0; i < 40 && !(await card.isVisible()); i += 1) await page.keyboard.press('Tab');
  const focused = page.locator('.text a.mention:focus');
  expect(await focused.count()).toBe(1);
  expect(await focused.getAttribute('aria-describedby')).toBe('card');
  expect(await card.textContent()).toMatch(/confidence 0\.\d\d|confidence 1\.00/u);
  await page.keyboard.press('Escape');
  expect(await card.isVisible()).toBe(false);
  expect(await focused.getAttribute('aria-describedby')).toBeNull();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#e\d+$/u);
  untroubled(watched);
});

browserTest(
  'the card of a mention tells entity, role, kind, confidence and origin, and what a metonym stands for',
  async () => {
    const watched = await openPage(site);
    const { page } = watched;
    await page.goto(`/documents/${tram}`);
    const card = page.getByRole('tooltip');
    await page.getByRole('link', { name: 'Gareth Lloyd, person' }).first().hover();
    await card.waitFor();
    const told = await card.textContent();
    for (const part of [
      'Gareth Lloyd',
      'person',
      'chief executive of Merrin Tramways',
      'name',
      'confidence',
      'sentence',
      'Found by entities',
    ]) {
      expect(told).toContain(part);
    }
    await page.getByRole('heading', { level: 1 }).hover();
    await card.waitFor({ state: 'hidden' });

    const metonym = await db
      .selectFrom('current_mentions')
      .where('kind', '=', 'metonym')
      .where('metonym_for', 'is not', null)
      .select(['document_id', 'mention', 'text', 'metonym_for'])
      .orderBy('document_id')
      .orderBy('mention')
      .executeTakeFirstOrThrow();
    await page.goto(`/documents/${metonym.document_id}`);
    await page.locator(`#m${metonym.mention}`).hover();
    await card.waitFor();
    expect(await card.textContent()).toMatch(
      new RegExp(`“${metonym.text}” here stands for (?:the )?${metonym.metonym_for}`, 'u'),
    );
    untroubled(watched);
  },
);

browserTest(
  'what was said shows its speaker, cue, kind and confidence; the card stays while the pointer is on it',
  async () => {
    const watched = await openPage(site);
    const { page } = watched;
    await page.goto(`/documents/${tram}`);
    const card = page.getByRole('tooltip');
    const said = page.locator('.text .content.direct').first();
    await said.hover({ position: { x: 3, y: 5 } });
    await card.waitFor();
    expect(await card.textContent()).toMatch(
      /Gareth Lloyd[\s\S]*said[\s\S]*direct[\s\S]*Confidence 0\.\d\d, sentence \d+[\s\S]*Found by attribution/u,
    );
    expect(await said.getAttribute('class')).toContain('shown');
    await card.hover();
    await page.waitForTimeout(400);
    expect(await card.isVisible()).toBe(true);
    await page.locator('.number-of').first().focus();
    expect(await card.textContent()).toContain('Found by attribution');
    untroubled(watched);
  },
);

browserTest('without JavaScript all of it is there to read: search, marks, lists, versions, speakers', async () => {
  const watched = await openPage(site, { javaScriptEnabled: false });
  const { page } = watched;
  await page.goto('/');
  await page.getByRole('searchbox').fill('dredge');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(/q=dredge/u);
  await page.getByRole('link', { name: /Port Merrin to dredge/u }).click();
  await page.locator('.text a.mention').first().click();
  const entity = page.locator(':target');
  await entity.locator('.about').waitFor();
  await entity.locator('summary').click();
  expect(await entity.locator('.mentions').textContent()).toMatch(/confidence \d\.\d\d/u);
  await page.locator('.number-of').first().click();
  await page.locator(':target blockquote').waitFor();
  await page.locator('.statements').getByRole('link', { name: 'Helen Okafor' }).first().click();
  await page.getByLabel('Kind').selectOption('mixed');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/kind=mixed/u);
  expect(new Set(await page.locator('.results .tag').allTextContents())).toEqual(new Set(['mixed']));
  await page.goto(`/documents/${tram}`);
  await page.getByRole('link', { name: 'What changed' }).click();
  await page.locator('.sides ins').first().waitFor();
  expect(await page.locator('.sides ins').allTextContents()).toContain('2.1');
  untroubled(watched);
});

browserTest('the list and the speakers are searched as one types, without leaving the page', async () => {
  const watched = await openPage(site);
  const { page } = watched;
  for (const [path, typed, found] of [
    ['/', 'Okafor', 'Port Merrin to dredge'],
    ['/speakers', 'okaf', 'Helen Okafor'],
  ]) {
    await page.goto(path);
    await page.evaluate('window.stayed = true');
    await page.getByRole('searchbox').pressSequentially(typed);
    await page.waitForURL((address) => address.searchParams.get('q') === typed);
    await page.getByRole('link', { name: found }).first().waitFor();
    expect(await page.getByText('Museum returns bronze').count()).toBe(0);
    expect(await page.evaluate('window.stayed')).toBe(true);
  }
  untroubled(watched);
});

browserTest('a comparison shows words and facts that went and came', async () => {
  const { page } = await openPage(site);
  await page.goto(`/documents/${tram}/compare?from=1&to=2`);
  expect(await page.locator('.sides del').allTextContents()).toContain('1.2');
  expect(await page.locator('.sides ins').allTextContents()).toContain('2.1');
  const facts = page.locator('section[aria-labelledby=facts]');
  await facts.getByRole('heading', { name: 'Statements' }).waitFor();
  expect(await facts.locator('ins').allTextContents()).toContainEqual(expect.stringContaining('a third of it'));
});

browserTest('lineage leads from the facts to the bytes and to the run in the Temporal UI', async () => {
  const watched = await openPage(site, { acceptDownloads: true });
  const { page } = watched;
  await page.goto(`/documents/${tram}`);
  await page.getByRole('link', { name: 'Lineage down to the bytes' }).click();
  for (const stage of ['normalize', 'entities', 'attribution']) {
    await page.getByRole('rowheader', { name: stage }).waitFor();
  }
  const { workflow_id, run_id } = await db
    .selectFrom('article_history')
    .where('document_id', '=', tram)
    .where('is_current', '=', true)
    .select(['workflow_id', 'run_id'])
    .executeTakeFirstOrThrow();
  const address = `http://127.0.0.1:8233/namespaces/default/workflows/${encodeURIComponent(workflow_id as string)}/${run_id}/history`;
  expect(await page.locator(`a[href="${address}"]`).count()).toBeGreaterThan(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the bytes' }).click(),
  ]);
  expect(readFileSync(await download.path())).toEqual(readFileSync(new URL('tram-line-2-correction.html', RAW)));
  untroubled(watched);
});

browserTest("a speaker's page has everything said, and a timeline with its table", async () => {
  const watched = await openPage(site);
  const { page } = watched;
  await page.goto('/speakers');
  await page.getByRole('link', { name: 'Helen Okafor' }).click();
  await page.getByRole('heading', { level: 1, name: 'Helen Okafor' }).waitFor();
  const { count } = await db
    .selectFrom('current_attributions')
    .where('speaker', '=', 'Helen Okafor')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(await page.locator('.results > li').count()).toBe(count);
  await page.getByRole('img', { name: /Statements by day/u }).waitFor();
  await page.getByText('As a table').click();
  const numbers = await page.locator('.timeline + details td:nth-child(2)').allTextContents();
  expect(numbers.reduce((sum, text) => sum + Number(text), 0)).toBeLessThanOrEqual(count);
  await page.getByRole('rowheader', { name: 'Mayor' }).waitFor();
  await page.locator('.results a').first().click();
  await page.locator(':target').waitFor();
  untroubled(watched);
});

browserTest('runs and failures tell what became of each document', async () => {
  const watched = await openPage(site);
  const { page } = watched;
  await page.goto('/failures');
  expect(await page.locator('main').textContent()).toMatch(
    /raw\/no-such-file\.txt[\s\S]*NotFound|NotFound[\s\S]*raw\/no-such-file\.txt/u,
  );
  await page.goto('/runs');
  expect(await page.locator('main').textContent()).toContain('published');
  untroubled(watched);
});
