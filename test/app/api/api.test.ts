import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PROJECT_ROOT } from '../../../app/config.ts';
import { createReader } from '../../../app/reader/app.ts';
import { recordFailure } from '../../../db/failures.ts';
import { connectForReading } from '../../../db/reading/connect.ts';
import { BRIDGE } from '../../db/article.ts';
import { ingest, newRun } from '../../db/ingest.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { contractOf, type OpenApi } from './contract.ts';
import { publishRaw } from './published.ts';

const { db, url } = await createTestDatabase();
const reading = connectForReading(url);
afterAll(() => reading.destroy());
const reader = createReader({ db: reading, temporalUi: null, namespace: 'default', taskQueue: 'copydesk' });
const ask = async (path: string, init?: RequestInit) => reader.request(`/api${path}`, init);
const read = async (path: string) => (await ask(path)).json() as Promise<Record<string, unknown>>;
const items = async (path: string) => (await read(path)).items as Record<string, unknown>[];

type Problem = { status: number; instance: string; detail: string; issues?: unknown[] };

let document: OpenApi;
let contract: ReturnType<typeof contractOf>;
let trams: number;
let harbour: number;
let batch: number;

beforeAll(async () => {
  for (const name of ['savage-islands.txt', 'museum-bronze.html', 'flood-hearing.txt']) await publishRaw(db, name);
  harbour = await publishRaw(db, 'harbour-dredging.txt');
  trams = await publishRaw(db, 'tram-line-1.html', 'trams');
  await publishRaw(db, 'tram-line-2-correction.html', 'trams');
  await ingest(db, { key: 'bridge', told: BRIDGE });
  await ingest(db, { key: 'bridge', told: BRIDGE });
  await recordFailure(db, {
    ...newRun('ingest:picture'),
    stage: 'normalize',
    errorType: 'UnsupportedType',
    message: 'a PNG picture',
    attempts: 1,
    source: 'raw/picture.png',
  });
  ({ id: batch } = await db
    .insertInto('batches')
    .values({ kind: 'ingest', input: '{"source":"raw/"}', workflow_id: 'archive', first_execution_run_id: 'run-0' })
    .returning('id')
    .executeTakeFirstOrThrow());
  const listed = [
    {
      position: 0,
      source: 'raw/a.txt',
      input: '{}',
      outcome: 'published',
      ended_at: new Date(),
      version: 1,
      document_id: harbour,
      stages_ms: 7,
    },
    { position: 1, source: 'raw/b.txt', input: '{}', outcome: 'failed', workflow_id: 'ingest:b', ended_at: new Date() },
    { position: 2, source: 'raw/b.txt', input: '{}' },
  ];
  for (const row of listed)
    await db
      .insertInto('batch_documents')
      .values({ batch_id: batch, ...row })
      .execute();
  document = (await read('/openapi.json')) as unknown as OpenApi;
  contract = contractOf(document);
});

test('docs/api.md tells of every route and every filter', async () => {
  const page = await readFile(join(PROJECT_ROOT, 'docs', 'api.md'), 'utf8');
  const told = Array.from(page.matchAll(/^\| `\/api(\S+)` \|/gmu), ([, address]) => address).sort();
  const known = Object.entries(document.paths).map(([path, { get }]) => {
    const filters = (get.parameters ?? []).filter(
      (given) => given.in === 'query' && !['limit', 'cursor'].includes(given.name),
    );
    return (
      path +
      (filters.length > 0 ? '?' : '') +
      filters
        .map(({ name }) => `${name}=`)
        .sort()
        .join('&')
    );
  });
  expect(told.map((address) => address.replace(/(?<=\?).*$/u, (query) => query.split('&').sort().join('&')))).toEqual(
    known.sort(),
  );
});

test('the OpenAPI document is valid, and describes every parameter', async () => {
  const validator = new Validator();
  expect((await validator.validate({ ...document })).errors ?? []).toEqual([]);
  expect(validator.version).toBe('3.1');
  const parameters = Object.values(document.paths).flatMap(({ get }) => get.parameters ?? []);
  expect(
    parameters.filter(
      (given) => !JSON.stringify(given).includes('"description"') && !JSON.stringify(given).includes('"enum"'),
    ),
  ).toEqual([]);
});

describe('answers are as the OpenAPI document says', () => {
  test('of every route', async () => {
    const asked: Record<string, string[]> = {
      '/documents': ['', '?q=harbour', '?limit=1', '?language=en&since=2025-01-01&until=2026-01-01', '?key=trams'],
      '/documents/{id}': [String(harbour), String(trams), `${trams}?version=1`],
      '/documents/{id}/versions': [`${trams}/versions`, `${trams}/versions?limit=1`],
      '/documents/{id}/changes': [`${trams}/changes?from=1&to=2`, `${trams}/changes?from=2&to=1`],
      '/attributions': [
        '',
        '?speaker=Helen%20Okafor',
        `?document=${harbour}&kind=direct`,
        '?polarity=negative',
        '?speakerId=1',
      ],
      '/entities': ['', '?type=PER', '?name=ma'],
      '/entities/{name}': ['Helen%20Okafor', 'Helen%20Okafor?limit=1'],
      '/speakers': ['', '?name=helen&type=PER'],
      '/runs': ['', '?outcome=failed', '?name=TRAMS', '?limit=1'],
      '/batches': [''],
      '/batches/{id}/documents': [`${batch}/documents`, `${batch}/documents?outcome=failed&limit=1`],
      '/failures': ['', '?state=all&type=UnsupportedType&stage=normalize', '?state=resolved'],
    };
    expect(Object.keys(asked).sort()).toEqual(Object.keys(document.paths).sort());
    for (const [path, questions] of Object.entries(asked)) {
      const base = path.replace(/\{.*$/u, '');
      for (const question of questions) {
        const response = await ask(base + question);
        expect([base + question, response.status]).toEqual([base + question, 200]);
        expect(await contract.faults(path, response)).toEqual([]);
      }
    }
  });

  test('when something is wrong', async () => {
    const wrong: [string, string, number][] = [
      ['/documents', '/documents?limit=0', 400],
      ['/documents', '/documents?since=yesterday', 400],
      ['/documents', '/documents?outlt=x', 400],
      ['/documents', '/documents?cursor=WyJ4Il0', 400],
      ['/documents', '/documents?q=%00', 400],
      ['/documents/{id}', '/documents/4711', 404],
      ['/documents/{id}', '/documents/x', 400],
      ['/documents/{id}', `/documents/${trams}?version=3`, 404],
      ['/documents/{id}/versions', '/documents/4711/versions', 404],
      ['/documents/{id}/changes', `/documents/${trams}/changes?from=1&to=9`, 404],
      ['/documents/{id}/changes', `/documents/${trams}/changes?from=1`, 400],
      ['/entities/{name}', '/entities/Nobody%2FHere', 404],
      ['/failures', '/failures?state=shut', 400],
      ['/batches/{id}/documents', '/batches/4711/documents', 404],
      ['/runs', '/runs?cursor=WyIyMDI1Il0', 400],
    ];
    for (const [path, question, status] of wrong) {
      const response = await ask(question);
      expect([question, response.status]).toEqual([question, status]);
      const problem = (await response.clone().json()) as Problem;
      expect(problem).toMatchObject({ status, instance: `/api${question}`, detail: expect.stringMatching(/./u) });
      if (status === 400)
        expect(problem.issues).toEqual([{ parameter: expect.any(String), message: expect.any(String) }]);
      expect(await contract.faults(path, response)).toEqual([]);
    }
  });
});

describe('what is asked for is what comes', () => {
  test('documents by filter', async () => {
    const keys = async (query: string) => (await items(`/documents${query}`)).map(({ key }) => key);
    expect(await keys('')).toEqual([
      'bridge',
      'trams',
      'raw/harbour-dredging.txt',
      'raw/flood-hearing.txt',
      'raw/museum-bronze.html',
      'raw/savage-islands.txt',
    ]);
    expect(await keys('?outlet=The%20Quay%20Review')).toEqual(['raw/museum-bronze.html']);
    expect(await keys('?since=2025-03-03&until=2025-04-01')).toEqual(['raw/harbour-dredging.txt']);
    expect(await keys('?since=2025-03-03T00:00:01Z&until=2025-04-01')).toEqual([]);
    expect(await keys('?q=dredger%20-tram')).toEqual(['raw/harbour-dredging.txt']);
    expect(await keys('?q=dredg')).toEqual(await keys('?q=dredger'));
    expect(await keys('?language=de')).toEqual([]);
  });

  test('a document has the facts that the views have, and each span is where it says', async () => {
    const found = await read(`/documents/${harbour}`);
    const { rows } = await sql<{ words: string; speaker: string | null }>`
      select words, min(speaker) as speaker from current_attributions
      where document_id = ${harbour} group by attribution, words order by attribution
    `.execute(db);
    const points = [...(found.text as string)];
    const facts = found.attributions as { content: [number, number][]; speakers: string[] }[];
    const told = facts.map(({ content, speakers }) => ({
      words: content.map(([start, end]) => points.slice(start, end).join('')).join(' … '),
      speaker: speakers.toSorted()[0] ?? null,
    }));
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual(rows.map(({ words, speaker }) => ({ words, speaker })));
  });

  test('statements of a speaker, in any case, are those of the view', async () => {
    const { rows } = await sql<{ words: string }>`
      select words from current_attributions where speaker = 'Helen Okafor' order by document_id desc, attribution
    `.execute(db);
    expect(rows.length).toBeGreaterThan(3);
    for (const name of ['Helen Okafor', 'helen okafor']) {
      const found = await items(`/attributions?speaker=${encodeURIComponent(name)}`);
      expect(found.map(({ words }) => words)).toEqual(rows.map(({ words }) => words));
    }
  });

  test('who somebody is across documents is as in the views, and finds all statements', async () => {
    const { rows } = await sql<{ id: number; name: string; articles: number; statements: number }>`
      select id, name, articles, statements from people_places_organizations where name = 'Helen Okafor'
    `.execute(db);
    const [{ id, name, articles, statements }] = rows;
    expect((await read('/entities/Helen%20Okafor')).known).toEqual([{ id, name, documents: articles }]);
    expect(await items('/entities?name=helen%20ok')).toMatchObject([{ name, ids: [id] }]);
    const found = await items(`/attributions?speakerId=${id}&limit=200`);
    expect(found).toHaveLength(statements);
    expect(found.every(({ speakers }) => (speakers as { id: number }[]).some((speaker) => speaker.id === id))).toBe(
      true,
    );
    const { rows: unnamed } = await sql<{ words: string }>`
      select distinct words from current_attributions where speaker is not null and speaker_id is null
    `.execute(db);
    const all = await items('/attributions?limit=200');
    const without = all.filter(({ speakers }) =>
      (speakers as { id: number | null }[]).some((speaker) => speaker.id === null),
    );
    expect(new Set(without.map(({ words }) => words))).toEqual(new Set(unnamed.map(({ words }) => words)));
  });

  test('counts of an entity are those of the views', async () => {
    const { rows } = await sql`
      select count(distinct document_id) as documents, sum(mentions)::int as mentions,
        (select count(*) from current_attributions where speaker = 'Helen Okafor') as statements
      from current_entities where canonical = 'Helen Okafor'
    `.execute(db);
    expect((await read('/entities/Helen%20Okafor')).counts).toEqual(rows[0]);
  });

  test('runs and failures are those of the views', async () => {
    expect((await items('/runs')).map(({ outcome }) => outcome).sort()).toEqual(
      ['failed', 'unchanged', ...Array(7).fill('published')].sort(),
    );
    expect(await items('/failures')).toMatchObject([{ source: 'raw/picture.png', errorType: 'UnsupportedType' }]);
  });

  test('names with slashes, percent signs and questions marks have an address', async () => {
    for (const name of ['AC/DC', '100 % Wool?', 'Ünal & Söhne #1', '..']) {
      const entities = [{ name, type: 'ORG' as const, mentions: [name] }];
      await ingest(db, { key: `odd:${name}`, told: { paragraphs: [`Thus spoke ${name} today.`], entities } });
      const path = name === '..' ? '%2E%2E%2F..' : encodeURIComponent(name);
      const { status } = await ask(`/entities/${path}`);
      expect([name, status]).toEqual([name, name === '..' ? 404 : 200]);
    }
  });
});

describe('http', () => {
  test('HEAD has the headers of GET, other methods are refused', async () => {
    for (const path of ['/documents', `/documents/${harbour}`, '/openapi.json', '']) {
      const [get, head] = [await ask(path), await ask(path, { method: 'HEAD' })];
      expect([head.status, await head.text()]).toEqual([200, '']);
      expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const refused = await ask(path, { method });
        expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      }
    }
  });

  test('what has not changed is not sent again, and no other site may read it', async () => {
    const { headers } = await ask(`/documents/${harbour}`, { headers: { origin: 'https://elsewhere.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-cache');
    const again = await ask(`/documents/${harbour}`, { headers: { 'if-none-match': headers.get('etag') as string } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('what fails inside is logged under an id, and the answer says no more', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const away = connectForReading(url.replace(/:\d+\//u, ':1/'));
    const broken = createReader({ db: away, temporalUi: null, namespace: 'default', taskQueue: 'copydesk' });
    const response = await broken.request('/api/documents');
    const problem = (await response.clone().json()) as Problem;
    expect(await contract.faults('/documents', response)).toEqual([]);
    expect(problem).toMatchObject({ status: 500, instance: expect.stringMatching(/^urn:uuid:/u) });
    expect(JSON.stringify(problem)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|node:/u);
    expect(log.mock.calls[0][0]).toContain(problem.instance.slice('urn:uuid:'.length));
    log.mockRestore();
    await away.destroy();
  });

  test('a question that takes too long is given up', async () => {
    const slow = connectForReading(url, { statementTimeout: 100 });
    const hasty = createReader({ db: slow, temporalUi: null, namespace: 'default', taskQueue: 'copydesk' });
    const response = await db.transaction().execute(async (transaction) => {
      await sql`lock table failures`.execute(transaction);
      return hasty.request('/api/failures');
    });
    expect(await contract.faults('/failures', response)).toEqual([]);
    expect(response.status).toBe(503);
    await slow.destroy();
  });
});

test('nothing that can be asked is answered with a fault', { timeout: 60_000 }, async () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '\0',
      '%',
      "'; drop table documents; --",
      '-1',
      '1e309',
      '9'.repeat(30),
      '0x10',
      ' ',
      'null',
      'a'.repeat(600),
    ),
    fc.constantFrom(
      '"',
      '(((',
      '& | !',
      '2025-13-45',
      '0000-01-01',
      '+275760-09-13',
      'WzEsMiwzXQ',
      'W10',
      'bnVsbA',
      '\ud800',
    ),
  );
  const routes = Object.entries(document.paths);
  const question = fc.constantFrom(...routes).chain(([path, { get }]) => {
    const names = (get.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    return fc.record({
      path: fc.constant(path),
      given: nasty,
      query: fc.array(fc.tuple(fc.constantFrom(...names), nasty), { maxLength: 3 }),
    });
  });
  await fc.assert(
    fc.asyncProperty(question, async ({ path, given, query }) => {
      const address = path.replace(/\{\w+\}/u, encodeURIComponent(given.toWellFormed()) || 'x');
      const response = await ask(`${address}?${new URLSearchParams(query)}`);
      expect([200, 400, 404]).toContain(response.status);
    }),
    { numRuns: 400 },
  );
});
