import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { ReprocessInput } from '../../activities/reprocess/types.ts';
import { stages } from '../../activities/stages.ts';
import { storeRawDocument } from '../../db/raw-documents.ts';
import type { ingestBatch } from '../../workflows/ingest-batch.ts';
import type { ReprocessResult, reprocess } from '../../workflows/reprocess.ts';
import { dumpTables } from '../support/dump.ts';
import { newsletter } from '../support/newsletters.ts';
import { findOrphans } from '../support/orphans.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, failureOf, runWorker } from '../support/temporal.ts';
import { htmlPage, serveWeb } from '../support/web-server.ts';

const { db } = await createTestDatabase();
const ingest = await createTestIngest();
const web = await serveWeb();

const read = (input: ReprocessInput) =>
  ingest.client.workflow.execute<typeof reprocess>('reprocess', {
    taskQueue: ingest.taskQueue,
    workflowId: `reprocess:${crypto.randomUUID()}`,
    args: [input],
  }) as Promise<Exclude<ReprocessResult, { dryRun: true }>>;

const failed = async () =>
  (await db.selectFrom('failed_documents').select(['source', 'error_type']).distinct().orderBy('source').execute()).map(
    ({ source, error_type }) => `${source} ${error_type}`,
  );

const raw = (name: string, content: string | Uint8Array) => writeFile(join(ingest.rawRoot, name), content);
const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<< /Type /Catalog >>\nendobj\n', 'latin1');
const line = (id: string, i: number) => JSON.stringify({ id, text: newsletter(i) });

test('documents that failed go through once their causes are mended, and nothing else is touched', async () => {
  const good = Array.from({ length: 20 }, (_, i) => ({ text: newsletter(i), key: `good ${i}` }));
  await mkdir(join(ingest.rawRoot, 'folder'));
  await symlink(join(ingest.rawRoot, 'nowhere'), join(ingest.rawRoot, 'broken-link.txt'));
  await raw('empty.txt', '');
  await raw('binary.txt', PDF);
  await raw('large.txt', newsletter(1).repeat(100));
  await raw('lines.jsonl', ['{"id": "cut", "text": "It rai', '{"id": "textless"}', line('whole', 40)].join('\n'));
  web.pages.set('/picture', (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(PDF));
  const picture = await storeRawDocument(db, { bytes: PDF });
  const bad = [
    { source: 'raw/empty.txt' },
    { source: 'raw/binary.txt', key: 'wire:binary' },
    { source: 'raw/large.txt' },
    { source: 'raw/missing.txt' },
    { source: 'raw/broken-link.txt' },
    { source: 'raw/folder' },
    { source: 'raw/lines.jsonl#L1' },
    { source: 'raw/lines.jsonl#L2' },
    { source: `${web.origin}/missing` },
    { source: `${web.origin}/picture` },
    { text: `${newsletter(77)}\n\nHANG`, key: 'inline' },
    { rawSha256: picture, key: 'stored', origin: 'archive/1' },
    { source: 'raw/good.txt', kye: 'typo' },
  ];
  const broken = await runWorker(ingest, db, {
    sources: { maxBytes: 20_000 },
    stages: {
      attribute: (text, entities) => {
        if (text.text.includes('HANG')) throw new TypeError('no such case');
        return stages.attribute(text, entities);
      },
    },
  });
  const batch = await ingest.client.workflow.execute<typeof ingestBatch>('ingestBatch', {
    taskQueue: ingest.taskQueue,
    workflowId: 'batch:bad',
    args: [{ documents: [...good, ...bad] }],
  });
  expect(batch).toMatchObject({ listed: 33, published: 20, failed: 13 });
  expect(await failed()).toHaveLength(13);
  await broken.stop();

  await raw('empty.txt', newsletter(50));
  await raw('binary.txt', newsletter(51));
  await raw('missing.txt', newsletter(52));
  await rm(join(ingest.rawRoot, 'broken-link.txt'));
  await raw('broken-link.txt', newsletter(53));
  await rm(join(ingest.rawRoot, 'folder'), { recursive: true });
  await raw('folder', newsletter(54));
  await raw('lines.jsonl', [line('cut', 55), line('textless', 56), line('whole', 40)].join('\n'));
  for (const name of ['missing', 'picture']) {
    web.pages.set(`/${name}`, (_, response) => {
      const content = [newsletter(57), newsletter(58), newsletter(59)];
      response.writeHead(200, { 'content-type': 'text/html' }).end(htmlPage(`News of ${name}`, content));
    });
  }
  const worker = await runWorker(ingest, db);
  const tables = await dumpTables(db);
  expect(await read({ failures: true, dryRun: true })).toMatchObject({
    documents: 12,
    notRepeatable: { documents: 1, sample: [{ reason: expect.stringContaining('malformed') }] },
  });
  expect(await dumpTables(db)).toEqual(tables);

  const done = await read({ failures: true });
  expect(done).toMatchObject({ status: 'completed', listed: 12, skipped: 1, published: 11, failed: 1, failures: 2 });
  expect(done.notRepeatable).toMatchObject({ documents: 1 });
  expect(await failed()).toEqual(['archive/1 UnsupportedType', 'raw/good.txt MalformedInput']);

  const { rows: own } = await sql<{ mended: number }>`
    select count(*) as mended from failures f join document_versions v on v.workflow_id = f.workflow_id
    where f.resolved_at is not null
  `.execute(db);
  expect(own).toEqual([{ mended: 11 }]);

  // What went through before is as it was: no version, no capture, no result more.
  const { rows } = await sql<{ key: string }>`
    select distinct d.key from captures c join documents d on d.id = c.document_id
    where c.workflow_id not in ('batch:bad') and d.key like 'good %'
  `.execute(db);
  expect(rows).toEqual([]);
  const { rows: versions } = await sql<{ key: string; count: number }>`
    select key from documents where current_version > 1
  `.execute(db);
  expect(versions).toEqual([]);
  const { rows: keys } = await sql<{ key: string }>`
    select document as key from current_articles where document not like 'good %' order by 1
  `.execute(db);
  expect(keys.map(({ key }) => key)).toEqual(
    [
      `${web.origin}/missing`,
      `${web.origin}/picture`,
      'inline',
      'raw/broken-link.txt',
      'raw/empty.txt',
      'raw/folder',
      'raw/large.txt',
      'raw/lines.jsonl#L1',
      'raw/lines.jsonl#L2',
      'raw/missing.txt',
      'wire:binary',
    ].sort(),
  );
  expect(await findOrphans(db)).toEqual({});
  expect(await read({ failures: true, keys: 'raw/*' })).toMatchObject({ listed: 0, skipped: 1 });
  await worker.stop();
});

test('what reprocess cannot be asked is refused with what is wrong', async () => {
  await runWorker(ingest, db);
  const refused = async (input: unknown) => {
    const handle = await ingest.client.workflow.start('reprocess', {
      taskQueue: ingest.taskQueue,
      workflowId: `reprocess:${crypto.randomUUID()}`,
      args: [input],
    });
    const { type, message } = await failureOf(handle.result());
    return `${type}: ${message}`;
  };
  expect(await refused({ stages: 'attribution' })).toMatch(/MalformedInput: .*"stages".* is not known/u);
  expect(await refused({ stage: 'syntax' })).toContain('"stage" is none of normalize, entities, attribution');
  expect(await refused({ failures: true, version: 2 })).toContain('cannot be asked of failures');
  expect(await refused({ since: 'yesterday' })).toContain('"since" is no time');
  expect(await refused({ fingerprint: 'xyz', dryRun: true })).toContain('"fingerprint" is no 8 to 64');
  expect(await refused(['a'])).toContain('reprocess takes {}');
});
