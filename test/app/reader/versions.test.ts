import { createHash } from 'node:crypto';
import { load } from 'cheerio';
import { beforeAll, expect, test } from 'vitest';
import { createReader } from '../../../app/reader/app.ts';
import { connectForReading } from '../../../db/reading/connect.ts';
import { BRIDGE, type Told } from '../../db/article.ts';
import { ingest, newRun } from '../../db/ingest.ts';
import { atEnd } from '../../support/clean-up.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db, url } = await createTestDatabase();
const reading = connectForReading(url);
atEnd(() => reading.destroy());
const context = { db: reading, temporalUi: 'http://127.0.0.1:8233', namespace: 'news desk', taskQueue: 'documents' };
const app = createReader(context);

const CORRECTED: Told = {
  ...BRIDGE,
  title: 'Bridge to close in June',
  paragraphs: BRIDGE.paragraphs.map((text) => text.replace('in May', 'in June')).toSpliced(1, 0, 'Correction: June.'),
  attributions: BRIDGE.attributions?.slice(1),
};

let bridge: number;
let other: number;

beforeAll(async () => {
  ({ documentId: bridge } = await ingest(db, { key: 'bridge', told: BRIDGE, run: newRun('ingest:a/b?c') }));
  await ingest(db, { key: 'bridge', source: 'raw/bridge-correction', told: CORRECTED });
  ({ documentId: other } = await ingest(db, { key: 'other', told: { paragraphs: ['Rain.'] } }));
});

async function get(path: string, status = 200) {
  const response = await app.request(path);
  expect([path, response.status]).toEqual([path, status]);
  return load(await response.text());
}

test('a comparison shows each paragraph once on either side, with what went and came', async () => {
  const $ = await get(`/documents/${bridge}/compare?from=1&to=2`);
  const side = (cells: string) =>
    $(cells)
      .get()
      .map((cell) => $(cell).text());
  expect(side('.sides p:nth-of-type(odd):not(.nothing)')).toEqual(BRIDGE.paragraphs);
  expect(side('.sides p:nth-of-type(even):not(.nothing)')).toEqual(CORRECTED.paragraphs);
  expect(side('.sides del')).toEqual(['May']);
  expect(side('.sides ins')).toEqual(['Correction: June.', 'June']);
  expect(side('#facts ~ details h3')).toEqual(['Of the article', 'Statements']);
  expect($('#facts ~ details').first().text()).toMatch(/title\s*Bridge to close\s*Bridge to close in June/u);
  expect($('#facts ~ details').last().find('del').text()).toContain('The 𝔅ridge shuts in May.');
});

test('any two versions can be compared, also in the other direction and one with itself', async () => {
  const back = await get(`/documents/${bridge}/compare?from=2&to=1`);
  expect(back('.sides del').last().text()).toBe('June');
  const same = await get(`/documents/${bridge}/compare?from=2&to=2`);
  expect(same('.sides del, .sides ins')).toHaveLength(0);
  expect(same('main').text()).toContain('The facts are the same.');
});

test('what cannot be compared is told with what is expected', async () => {
  for (const query of ['', '?from=1', '?from=1&to=x', '?from=0&to=1', '?from=1&to=99999999999']) {
    await get(`/documents/${bridge}/compare${query}`, 400);
  }
  await get(`/documents/${bridge}/compare?from=1&to=3`, 404);
  await get('/documents/999/compare?from=1&to=2', 404);
});

test('lineage names each stage with its version, artifact and run, the bytes and who saw them', async () => {
  const $ = await get(`/documents/${bridge}/lineage?version=1`);
  const sha256 = createHash('sha256').update(BRIDGE.paragraphs.join('\n\n')).digest('hex');
  expect(
    $('#stages + .scroll tbody th')
      .get()
      .map((cell) => $(cell).text()),
  ).toEqual(['attribution', 'entities', 'normalize']);
  expect($('main').text()).toContain(sha256);
  expect($('main').text()).toContain('text/plain, read as utf-8');
  expect($('#captures ~ .scroll tbody tr')).toHaveLength(2);
  const runs = $('a[href^="http://127.0.0.1:8233/namespaces/news%20desk/workflows/ingest%3Aa%2Fb%3Fc/"]');
  expect(runs.length).toBeGreaterThanOrEqual(5);
  const unknown = createReader({ ...context, temporalUi: null });
  const page = load(await (await unknown.request(`/documents/${bridge}/lineage`)).text());
  expect(page('a[href*="namespaces"]')).toHaveLength(0);
  expect(page('main').text()).toContain('ingest:a/b?c');
});

test('a stretch of the text leads to where it stands in the raw text', async () => {
  const $ = await get(`/documents/${bridge}/lineage?version=1&start=16&end=17`);
  expect($('.notice').text()).toContain('🌉 stands in the decoded raw text from code point 16 to 17.');
  await get(`/documents/${bridge}/lineage?start=5&end=5`, 400);
  await get(`/documents/${bridge}/lineage?start=5`, 400);
  await get(`/documents/${bridge}/lineage?start=100000&end=100001`, 404);
  await get(`/documents/${bridge}/lineage?version=7`, 404);
});

test('bytes are a file to keep, whatever they are, and only of the document that they were seen for', async () => {
  const $ = await get(`/documents/${bridge}/lineage?version=1`);
  const address = $('a.button[download]').attr('href') as string;
  const response = await app.request(address);
  expect(await response.text()).toBe(BRIDGE.paragraphs.join('\n\n'));
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment; filename="[0-9a-f]{64}\.bin"$/u),
    'x-content-type-options': 'nosniff',
  });
  await get(address.replace(`/${bridge}/`, `/${other}/`), 404);
  await get(`/documents/${bridge}/raw/${'0'.repeat(64)}`, 404);
});
