import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../activities/sources/addresses.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, failureOf, runWorker } from '../support/temporal.ts';
import { serveWeb } from '../support/web-server.ts';

const { db } = await createTestDatabase();
const ingest = await createTestIngest();
await runWorker(ingest, db);

/** As it is out of the box: private addresses are refused. */
const guarded = await createTestIngest();
await runWorker(guarded, db, { sources: { isAllowed: isPublicAddress } });

const { origin, requests } = await serveWeb({
  '/busy': (_, response) => void response.writeHead(503).end(),
  '/secret': (_, response) => void response.writeHead(403).end(),
});

const PDF = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n', 'latin1');
const BINARY = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 97 + 13) % 256));

beforeAll(async () => {
  await mkdir(join(ingest.rawRoot, 'folder'));
  await symlink('/etc/hostname', join(ingest.rawRoot, 'link.txt'));
  await writeFile(join(ingest.rawRoot, 'huge.txt'), '');
  await truncate(join(ingest.rawRoot, 'huge.txt'), 200 * 2 ** 20);
  await ingest.addRaw('empty.txt', '');
  await ingest.addRaw('blank.txt', ' \n\n\t\n');
  await ingest.addRaw('binary.txt', BINARY);
  await ingest.addRaw('report.pdf', PDF);
  await ingest.addRaw('many.jsonl', '{"id":"a","text":"x"}\n{"id":"b","text":"y"}\n');
  await ingest.addRaw('broken.jsonl', '{"id":"a","text":"x"}\n{"id":"b",\n');
  await ingest.addRaw('healthy.txt', { article: 'orchard.txt' });
});

/** The input; which worker gets it; the failure's type; what its message says. */
const BAD: [what: string, input: unknown, worker: typeof ingest, type: string, message: RegExp][] = [
  ['a missing file', { source: 'raw/missing.txt' }, ingest, 'NotFound', /check the name/u],
  ['a folder', { source: 'raw/folder' }, ingest, 'NotAFile', /name one file in it/u],
  [
    'a path outside the raw root',
    { source: 'raw/../../etc/passwd' },
    ingest,
    'OutsideRawRoot',
    /copy the file into it/u,
  ],
  ['a link that leads out', { source: 'raw/link.txt' }, ingest, 'OutsideRawRoot', /copy the file into it/u],
  ['a file of 200 MB', { source: 'raw/huge.txt' }, ingest, 'TooLarge', /209715200 bytes.*raise COPYDESK_MAX_BYTES/u],
  ['an empty file', { source: 'raw/empty.txt' }, ingest, 'EmptyDocument', /give a document with text/u],
  ['a file of white space', { source: 'raw/blank.txt' }, ingest, 'EmptyDocument', /./u],
  ['a binary file', { source: 'raw/binary.txt' }, ingest, 'UnsupportedType', /./u],
  ['a PDF', { source: 'raw/report.pdf' }, ingest, 'UnsupportedType', /./u],
  ['a file of several documents', { source: 'raw/many.jsonl' }, ingest, 'MultipleDocuments', /"raw\/many\.jsonl#ID"/u],
  ['a broken line', { source: 'raw/broken.jsonl#L2' }, ingest, 'MalformedInput', /line 2 .*is not JSON/u],
  ['an id that is not there', { source: 'raw/many.jsonl#c' }, ingest, 'NotFound', /check the id/u],
  ['no input', undefined, ingest, 'MalformedInput', /the input is missing/u],
  ['another field', { sauce: 'raw/healthy.txt' }, ingest, 'MalformedInput', /ingestDocument takes/u],
  ['a number for a source', { source: 7 }, ingest, 'MalformedInput', /"source"/u],
  ['bytes that nobody stored', { rawSha256: '0'.repeat(64), key: 'k' }, ingest, 'NotFound', /store them first/u],
  ['an address that is not there', { source: `${origin}/gone` }, ingest, 'NotFound', /answered 404/u],
  ['an address that is forbidden', { source: `${origin}/secret` }, ingest, 'RefusedAddress', /answered 403/u],
  [
    'an unreachable address',
    { source: 'http://127.0.0.1:9/' },
    ingest,
    'Unreachable',
    /tried 6 times.*start the run again later/u,
  ],
  ['a server that is busy for long', { source: `${origin}/busy` }, ingest, 'Unreachable', /tried 6 times.*503/u],
  ['another scheme', { source: 'ftp://paper.example/a' }, ingest, 'RefusedAddress', /not http or https/u],
  ['a private address', { source: `${origin}/secret` }, guarded, 'RefusedAddress', /COPYDESK_ALLOW_PRIVATE_ADDRESSES/u],
  ['a name of a private address', { source: 'http://localhost/' }, guarded, 'RefusedAddress', /private network/u],
];

describe('an input that cannot be processed', () => {
  test.concurrent.each(BAD)('%s', async (_, input, worker, type, message) => {
    const handle = await worker.start(input);
    const failure = await failureOf(handle.result());
    expect(failure.message).toMatch(message);
    expect(failure.type).toBe(type);
    const rows = await db
      .selectFrom('failed_documents')
      .selectAll()
      .where('workflow_id', '=', handle.workflowId)
      .execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ error_type: type, message: failure.message });
    expect(rows[0].attempts).toBe(type === 'Unreachable' ? 6 : 1);
  });

  test('does no harm to the next article, and publishes nothing', async () => {
    expect(await ingest.ingest({ source: 'raw/healthy.txt' })).toMatchObject({ version: 1, published: true });
    const { rows } = await sql<{ versions: number; failures: number }>`
      select (select count(*) from document_versions) as versions, (select count(*) from failures) as failures
    `.execute(db);
    expect(rows).toEqual([{ versions: 1, failures: BAD.length }]);
  });

  test('is resolved when the cause is mended', async () => {
    await ingest.addRaw('missing.txt', { article: 'ferry.txt' });
    await ingest.ingest({ source: 'raw/missing.txt' });
    const open = await db
      .selectFrom('failures')
      .select('id')
      .where('source', '=', 'raw/missing.txt')
      .where('resolved_at', 'is', null)
      .execute();
    expect(open).toEqual([]);
  });

  test('meets no server in a private network', () => {
    expect(requests.filter(({ url }) => url === '/secret')).toHaveLength(1);
  });
});
