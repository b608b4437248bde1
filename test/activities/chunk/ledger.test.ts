import { MockActivityEnvironment } from '@temporalio/testing';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createSettleBatch } from '../../../activities/batch/settle-batch.ts';
import { storeRawDocument } from '../../../db/raw-documents.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { htmlPage, serveWeb } from '../../support/web-server.ts';
import { createChunkRoom, stagesHere, testSources } from './chunk-room.ts';

const { db } = await createTestDatabase();
const room = await createChunkRoom(db);

const text = (words: string, key: string) => ({ source: key, input: { text: `${words}, said Ada Okoye.`, key } });

test('the sums in SQL are those of the ledger, and each document has a row', async () => {
  await (await room.list([text('It rained', 'rain'), text('It snowed', 'snow')])).ingest();
  const batch = await room.list([
    text('It rained', 'rain'),
    text('It thawed', 'thaw'),
    text('It thawed', 'thaw'),
    { source: 'raw/missing.txt', input: { source: 'raw/missing.txt' } },
    { source: 'raw/late.txt', input: { source: 'raw/late.txt' } },
    text('It cleared up', 'clear'),
  ]);
  const result = await batch.ingest({ from: 0, to: 5 });
  expect(result).toEqual({
    published: 1,
    unchanged: 1,
    superseded: 0,
    duplicate: 1,
    failed: [3, 4].map((position) => {
      const source = position === 3 ? 'raw/missing.txt' : 'raw/late.txt';
      return { position, source, input: { source }, workflowId: `ingest:${source}` };
    }),
    reused: { normalize: 2, entities: 2, attribution: 2 },
  });
  const settleBatch = createSettleBatch({ db, stages: await stagesHere(), sources: testSources(room.rawRoot) });
  const settle = (documents: Parameters<typeof settleBatch>[0]['documents']) =>
    new MockActivityEnvironment().run(settleBatch, { batchId: batch.batchId, documents });
  await settle([{ position: 3, outcome: 'failed', workflowId: 'ingest:raw/missing.txt:batch-2-3' }]);
  await settle([{ position: 3, outcome: 'published', documentId: 1, version: 1 }]);

  const [sums] = await db.selectFrom('batch_summary').selectAll().where('batch_id', '=', batch.batchId).execute();
  expect(sums).toMatchObject({
    kind: 'ingest',
    listed: 6,
    published: 1,
    unchanged: 1,
    superseded: 0,
    duplicate: 1,
    failed: 1,
    under_way: 2,
  });
  expect(sums.last_ended_at?.getTime()).toBeGreaterThan(sums.started_at?.getTime() as number);
  const rows = await db
    .selectFrom('run_summary')
    .select(['document', 'source', 'outcome', 'version', 'stages_run', 'workflow_id'])
    .where('run_id', '=', `batch-run-${batch.batchId}`)
    .orderBy(sql`source collate "C"`)
    .orderBy('outcome')
    .execute();
  const own = `batch:${batch.batchId}`;
  expect(rows).toEqual([
    { document: null, source: 'clear', outcome: 'under way', version: null, stages_run: null, workflow_id: own },
    { document: 'rain', source: 'rain', outcome: 'unchanged', version: null, stages_run: 0, workflow_id: own },
    {
      document: null,
      source: 'raw/late.txt',
      outcome: 'under way',
      version: null,
      stages_run: null,
      workflow_id: 'ingest:raw/late.txt',
    },
    { document: 'thaw', source: 'thaw', outcome: 'duplicate', version: null, stages_run: 0, workflow_id: own },
    { document: 'thaw', source: 'thaw', outcome: 'published', version: 1, stages_run: 3, workflow_id: own },
  ]);
  expect(await batch.ledger()).toMatchObject([
    { outcome: 'unchanged', version: 1 },
    { outcome: 'published', version: 1 },
    { outcome: 'duplicate', version: 1 },
    { outcome: 'failed', workflow_id: 'ingest:raw/missing.txt:batch-2-3' },
    { outcome: null, workflow_id: 'ingest:raw/late.txt' },
    { outcome: null, workflow_id: null },
  ]);
});

test('what is read anew records no capture; a stage that the memo has does not run', async () => {
  const listed = await room.list([text('It hailed', 'hail'), text('It dripped', 'drip')]);
  await listed.ingest();
  const versions = await db
    .selectFrom('document_versions as v')
    .innerJoin('documents as d', 'd.id', 'v.document_id')
    .select(['d.id as documentId', 'v.capture_id as captureId', 'd.key'])
    .where('d.key', 'in', ['hail', 'drip'])
    .orderBy('d.key')
    .execute();
  const again = await room.list([
    ...versions.map(({ key, documentId, captureId }) => ({ source: key, input: { documentId, captureId } })),
    { source: 'gone', input: { documentId: versions[0].documentId, captureId: 9_999 } },
  ]);
  const before = await db.selectFrom('captures').select('id').execute();
  const usual = await stagesHere();
  const runner = {
    ...usual,
    fingerprints: { ...usual.fingerprints, attribution: { ...usual.fingerprints.attribution, fingerprint: 'changed' } },
  };
  expect(await again.begin(undefined, { runner }).ended).toEqual({
    published: 0,
    unchanged: 2,
    superseded: 0,
    duplicate: 0,
    failed: [{ position: 2, source: 'gone', input: { source: 'gone' }, workflowId: 'ingest:gone' }],
    reused: { normalize: 2, entities: 2, attribution: 0 },
  });
  expect(await db.selectFrom('captures').select('id').execute()).toEqual(before);
  expect((await again.begin(undefined, { runner }).ended).unchanged).toBe(2);
});

test('stored bytes and addresses get the key that they would have without a batch', async () => {
  const page = (words: string, head = '') => htmlPage('Ferry sank', [words], head);
  const { origin } = await serveWeb({
    '/a': (_, response) =>
      void response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(page('The ferry sank near pier 4, said Ada Okoye.')),
  });
  const stored = page(
    'The ferry sank near pier 5, said Ada Okoye.',
    '<link rel="canonical" href="https://venn.example/ferry">',
  );
  const rawSha256 = await storeRawDocument(db, { bytes: Buffer.from(stored), contentType: 'text/html' });
  const batch = await room.list([
    { source: 'raw/web.warc.gz#1', input: { rawSha256, origin: 'raw/web.warc.gz#1' } },
    { source: 'raw/web.warc.gz#2', input: { rawSha256, origin: 'raw/web.warc.gz#2', key: 'given' } },
    { source: `${origin}/a`, input: { source: `${origin}/a` } },
    { source: `${origin}/b`, input: { source: `${origin}/b` } },
  ]);
  expect(await batch.ingest()).toMatchObject({
    published: 3,
    failed: [{ position: 3, input: { source: `${origin}/b` } }],
  });
  const keys = await db
    .selectFrom('batch_documents as b')
    .innerJoin('documents as d', 'd.id', 'b.document_id')
    .select('d.key')
    .where('batch_id', '=', batch.batchId)
    .orderBy('position')
    .execute();
  expect(keys.map(({ key }) => key)).toEqual(['https://venn.example/ferry', 'given', `${origin}/a`]);
});

test('a hundred failures with the longest names fit into a payload, the rest when they are asked for again', async () => {
  const name = (i: number, what: string) => `${what}/${i}-`.padEnd(2048, 'x');
  const rawSha256 = '0'.repeat(64);
  const batch = await room.list(
    Array.from({ length: 100 }, (_, i) => ({
      source: name(i, 'raw'),
      input: { rawSha256, origin: name(i, 'raw'), key: name(i, 'key'), url: name(i, 'https://venn.example') },
    })),
  );
  const positions: number[] = [];
  for (;;) {
    const result = await batch.ingest();
    expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(200 * 1024);
    positions.push(...result.failed.map(({ position }) => position));
    await db
      .updateTable('batch_documents')
      .set({ outcome: 'failed', ended_at: new Date() })
      .where('batch_id', '=', batch.batchId)
      .where(
        'position',
        'in',
        result.failed.map(({ position }) => position),
      )
      .execute();
    if (!result.hasMore) break;
  }
  expect(positions).toEqual(Array.from({ length: 100 }, (_, i) => i));
});

test('what is listed last of a document is what readers see, whichever chunk ends first', async () => {
  const batch = await room.list([
    text('The vote was put off', 'vote'),
    text('The vote was lost', 'vote'),
    text('The vote was won', 'vote'),
  ]);
  await batch.ingest({ from: 2, to: 3 });
  expect(await batch.ingest({ from: 0, to: 2 })).toMatchObject({ published: 0, superseded: 2 });
  const [article] = await db.selectFrom('current_articles').select('text').where('document', '=', 'vote').execute();
  expect(article.text).toBe('The vote was won, said Ada Okoye.');

  const inOrder = await room.list([text('The sea rose', 'sea'), text('The sea fell', 'sea')]);
  expect(await inOrder.ingest()).toMatchObject({ published: 2 });
});
