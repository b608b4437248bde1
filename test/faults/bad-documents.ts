import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type BadDocument, writeBadDocuments } from '../../bench/pipeline/corpus/bad.ts';
import { documentAt } from '../../bench/pipeline/corpus/documents.ts';
import { writeFiles } from '../../bench/pipeline/corpus/write.ts';
import type { Room } from '../../bench/pipeline/stack/index.ts';
import type { ingestBatch } from '../../workflows/ingest-batch.ts';
import type { reprocess } from '../../workflows/reprocess.ts';
import { type Check, checkDatabase, checkSums, countRows, equal } from './checks.ts';
import { type FaultCase, openRoom } from './context.ts';
import { outcomesOf } from './crashes.ts';

const DOCUMENTS = 1_000;
const OF_EACH_KIND = 2;
const MAX_BYTES = 100_000;

/** Case 5: a batch of 1,000 with 20 bad documents of ten kinds; their causes mended, and the failures started again. */
export const badDocuments: FaultCase = {
  name: 'twenty bad documents of ten kinds, then mended',
  async run(context) {
    const server = await serveArticles();
    const settings = { COPYDESK_MAX_BYTES: String(MAX_BYTES) };
    const room = await openRoom(context, 'bad-documents', settings);
    try {
      const bad = await writeBadDocuments(
        {
          rawRoot: room.rawRoot,
          outside: join(room.rawRoot, '..', 'outside'),
          maxBytes: MAX_BYTES,
          refused: server.address,
        },
        OF_EACH_KIND,
      );
      const good = await writeFiles(join(room.rawRoot, 'files'), DOCUMENTS - bad.length);
      const progress = await room.client.workflow.execute<typeof ingestBatch>('ingestBatch', {
        taskQueue: room.taskQueue,
        workflowId: `batch:${room.taskQueue}`,
        args: [
          {
            documents: spread(
              good.map((path) => `raw/files/${path}`),
              bad.map(({ source }) => source),
            ),
          },
        ],
      });
      context.onProgress(`submitted ${DOCUMENTS} = ${outcomesOf(progress)}`);
      const checks = [
        equal('published', progress.published, good.length),
        equal('failed', progress.failed, bad.length),
        ...(await checkSums(room.db, progress)),
        ...(await checkFailures(room, bad)),
      ];

      for (const { mend } of bad) await mend();
      for (const worker of room.workers()) await worker.stop();
      await room.startWorker({ ...settings, COPYDESK_ALLOW_PRIVATE_ADDRESSES: 'true' });
      const before = await readVersions(room);
      const again = await room.client.workflow.execute<typeof reprocess>('reprocess', {
        taskQueue: room.taskQueue,
        workflowId: `reprocess:${room.taskQueue}`,
        args: [{ failures: true }],
      });
      const after = await readVersions(room);
      const touched = [...before].filter(([key, value]) => after.get(key) !== value);
      return [
        ...checks,
        equal('after mending: published', 'published' in again ? again.published : 'none', bad.length),
        equal('after mending: rows of failed_documents', await countRows(room.db, 'failed_documents'), 0),
        equal('after mending: rows of document_versions', await countRows(room.db, 'document_versions'), DOCUMENTS),
        equal('after mending: other documents that changed', touched.length, 0),
        ...(await checkDatabase(room.db)),
      ];
    } finally {
      await room.close();
      await server.close();
    }
  },
};

/** Each bad document has its row, with the right type, a message, and the workflow to look at. */
async function checkFailures({ db }: Room, bad: readonly BadDocument[]): Promise<Check[]> {
  const { rows } = await sql<{ source: string; error_type: string; message: string; workflow_id: string }>`
    select source, error_type, message, workflow_id from failed_documents
  `.execute(db);
  const bySource = new Map(rows.map((row) => [row.source, row]));
  const wrong = bad.filter(({ source, type }) => {
    const row = bySource.get(source);
    return row?.error_type !== type || row.message === '' || row.workflow_id === '';
  });
  const described = wrong.map(({ kind, source }) => `${kind}: ${bySource.get(source)?.error_type ?? 'no row'}`);
  return [
    equal('rows of failed_documents', rows.length, bad.length),
    equal('kinds of them', new Set(bad.map(({ kind }) => kind)).size, 10),
    equal('without the right type, a message and a workflow', described.join(', ') || 0, 0),
  ];
}

/** Everything about each document that a second look could have changed. */
async function readVersions({ db }: Room): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; state: string }>`
    select d.key, concat_ws(' ', d.current_version, (select count(*) from captures c where c.document_id = d.id),
      (select max(v.created_at) from document_versions v where v.document_id = d.id)) as state
    from documents d where d.current_version is not null
  `.execute(db);
  return new Map(rows.map(({ key, state }) => [key, state]));
}

/** The bad ones among the good, at even distances. */
function spread(good: readonly string[], bad: readonly string[]): { source: string }[] {
  const distance = Math.floor(good.length / bad.length);
  const sources = good.flatMap((source, i) =>
    i % distance === 0 && bad[i / distance] ? [bad[i / distance], source] : [source],
  );
  return sources.map((source) => ({ source }));
}

/** Articles at `/NUMBER.html` of this machine, which workers refuse unless they are told otherwise. */
async function serveArticles(): Promise<{ address: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const number = Number(/^\/(\d+)\.html$/u.exec(request.url ?? '')?.[1]);
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    response.end(documentAt(number).text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
