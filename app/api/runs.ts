import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Database } from '../../db/connection.ts';
import { BATCH_OUTCOMES, listBatchDocuments, listBatches, readBatch } from '../../db/reading/batches.ts';
import { listRuns, RUN_OUTCOMES } from '../../db/reading/runs.ts';
import { notFound } from '../reader/errors.ts';
import { place } from '../reader/parameters.ts';
import { cursor, limit, pageOf, pageSchema } from './paging.ts';
import { documentId, words } from './parameters.ts';
import { answer } from './route.ts';

const moment = z.iso.datetime();
const name = z.string().nullable();
const count = z.number().int();

const Run = z
  .object({
    workflowId: z.string(),
    runId: z.string(),
    source: name.meta({ description: 'What was ingested.' }),
    key: name.meta({ description: 'Key of the document; null where the run failed before it was known.' }),
    documentId: count.nullable().meta({ description: 'The document, where readers see a version of it.' }),
    outcome: z.enum(RUN_OUTCOMES),
    version: count
      .nullable()
      .meta({ description: 'The version that it published, otherwise the one readers saw then.' }),
    stagesRun: count.meta({ description: 'Stages that it ran; the memo had the others.' }),
    stagesMs: z.number().nullable().meta({ description: 'Milliseconds that those took.' }),
    errorType: name,
    startedAt: moment.meta({ description: 'When it had the bytes, or else when it failed.' }),
    endedAt: moment.nullable(),
  })
  .openapi('Run');

const Batch = z
  .object({
    id: count,
    workflowId: z.string(),
    runId: z.string(),
    kind: z.string().meta({ description: 'ingest or reprocess' }),
    input: z.unknown().meta({ description: 'What the workflow was given.' }),
    listed: count.meta({ description: 'Documents that were found so far: the sum of the six that follow.' }),
    published: count,
    unchanged: count,
    superseded: count,
    duplicate: count,
    failed: count,
    underWay: count,
    startedAt: moment,
    lastEndedAt: moment.nullable(),
  })
  .openapi('Batch');

const BatchDocument = z
  .object({
    position: count.meta({ description: 'Place in the listing, from 0.' }),
    source: z.string(),
    key: name,
    documentId: count.nullable(),
    outcome: z.enum(BATCH_OUTCOMES),
    version: count.nullable(),
    stagesMs: z.number().nullable(),
    workflowId: name.meta({ description: 'The run of its own that it was handed to, where it failed among others.' }),
    endedAt: moment.nullable(),
  })
  .openapi('BatchDocument');

const runs = createRoute({
  method: 'get',
  path: '/runs',
  summary: 'What became of each run of a single document, those that began last first.',
  request: {
    query: z.strictObject({
      outcome: z.enum(RUN_OUTCOMES).optional(),
      name: words.optional().openapi({ description: 'Part of the source or of the document’s key, in any case.' }),
      limit,
      cursor: cursor(z.tuple([place(2).unwrap()])),
    }),
  },
  responses: answer(pageSchema(Run, 'RunPage'), 'A page of runs.'),
});

const batches = createRoute({
  method: 'get',
  path: '/batches',
  summary: 'Batches, the last first, with what became of their documents in numbers.',
  request: { query: z.strictObject({ limit, cursor: cursor(z.tuple([documentId])) }) },
  responses: answer(pageSchema(Batch, 'BatchPage'), 'A page of batches.'),
});

const batchDocuments = createRoute({
  method: 'get',
  path: '/batches/{id}/documents',
  summary: 'What became of each document of a batch, in the order of its listing.',
  request: {
    params: z.object({ id: documentId.openapi({ description: 'Number of the batch.', example: 1 }) }),
    query: z.strictObject({
      outcome: z.enum(BATCH_OUTCOMES).optional(),
      limit,
      cursor: cursor(z.tuple([z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)])),
    }),
  },
  responses: answer(pageSchema(BatchDocument, 'BatchDocumentPage'), 'A page of documents.'),
});

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** `/runs`, `/batches` and below. */
export function runRoutes(api: OpenAPIHono, db: Database): void {
  api.openapi(runs, async (c) => {
    const { limit, cursor, outcome, name } = c.req.valid('query');
    const from = cursor ? ({ side: 'older', of: cursor[0] } as const) : null;
    const { entries } = await listRuns(db, { outcome, search: name }, from, limit + 1);
    const { items, next } = pageOf(c, entries, limit, ({ place }) => [place]);
    return c.json(
      {
        items: items.map(({ place: _, at, endedAt, ...run }) => ({
          ...run,
          startedAt: at.toISOString(),
          endedAt: iso(endedAt),
        })),
        next,
      },
      200,
    );
  });
  api.openapi(batches, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const rows = await listBatches(db, { before: cursor?.[0] ?? null, limit: limit + 1 });
    const { items, next } = pageOf(c, rows, limit, ({ id }) => [id]);
    return c.json(
      {
        items: items.map(({ startedAt, lastEndedAt, ...batch }) => ({
          ...batch,
          startedAt: startedAt.toISOString(),
          lastEndedAt: iso(lastEndedAt),
        })),
        next,
      },
      200,
    );
  });
  api.openapi(batchDocuments, async (c) => {
    const { id } = c.req.valid('param');
    const { limit, cursor, outcome } = c.req.valid('query');
    if (!(await readBatch(db, id))) throw notFound(`There is no batch ${id}; /api/batches has them all.`);
    const from = cursor ? cursor[0] + 1 : 0;
    const rows = await listBatchDocuments(db, { batchId: id, outcome, from, limit: limit + 1 });
    const { items, next } = pageOf(c, rows, limit, ({ position }) => [position]);
    return c.json({ items: items.map(({ endedAt, ...row }) => ({ ...row, endedAt: iso(endedAt) })), next }, 200);
  });
}
