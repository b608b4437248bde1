import { isDeepStrictEqual } from 'node:util';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Database } from '../../db/connection.ts';
import { listFailures } from '../../db/reading/api-failures.ts';
import { listRuns, RUN_OUTCOMES } from '../../db/reading/api-runs.ts';
import { cursor, limit, pageOf, pageSchema } from './paging.ts';
import { documentKey, text, words } from './parameters.ts';
import { answer } from './route.ts';

const Run = z
  .object({
    workflowId: z.string(),
    runId: z.string(),
    document: z.string().nullable().meta({ description: 'Key of the document, where it is known.' }),
    source: z.string().nullable(),
    outcome: z.enum(RUN_OUTCOMES),
    version: z.number().int().nullable().meta({ description: 'The version that it published.' }),
    stagesRun: z.number().int().nullable().meta({ description: 'Stages that it ran; the memo had the others.' }),
    stagesMs: z.number().nullable().meta({ description: 'Milliseconds that those took.' }),
    attempts: z.number().int().nullable(),
    error: z.string().nullable(),
    capturedAt: z.iso.datetime().nullable().meta({ description: 'When it had the bytes.' }),
    endedAt: z.iso.datetime().nullable(),
  })
  .openapi('Run');

const Failure = z
  .object({
    id: z.number().int(),
    key: z.string().nullable(),
    source: z.string().nullable(),
    stage: z.string().meta({ description: 'Where it stopped: acquire, normalize, entities, attribution or publish.' }),
    errorType: z.string().meta({ description: 'What is wrong, by name: docs/troubleshooting.md.' }),
    message: z.string(),
    attempts: z.number().int(),
    failedAt: z.iso.datetime(),
    resolvedAt: z.iso.datetime().nullable().meta({ description: 'When the same key or source went through at last.' }),
    rawSha256: z.string().nullable(),
    workflowId: z.string(),
    runId: z.string(),
  })
  .openapi('Failure');

const runs = createRoute({
  method: 'get',
  path: '/runs',
  summary: 'What became of each run and of each document of a batch, those that began last first.',
  description: 'Where a batch lists one file several times, those stay together: a page may then have more items.',
  request: {
    query: z.strictObject({
      outcome: z.enum(RUN_OUTCOMES).optional(),
      document: documentKey.optional().openapi({ description: 'Key of the document.' }),
      workflow: words.optional().openapi({ description: 'Workflow id.', example: 'ingest:raw/harbour-dredging.txt' }),
      limit,
      cursor: cursor(
        z.object({
          at: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
          workflowId: text,
          runId: text,
          source: text,
        }),
      ),
    }),
  },
  responses: answer(pageSchema(Run, 'RunPage'), 'A page of runs.'),
});

const failures = createRoute({
  method: 'get',
  path: '/failures',
  summary: 'Documents that could not be processed, the last first.',
  request: {
    query: z.strictObject({
      state: z
        .enum(['open', 'resolved', 'all'])
        .default('open')
        .openapi({ description: 'resolved: the same key or source has gone through since.' }),
      type: words.optional().openapi({ description: 'Error type.', example: 'RefusedAddress' }),
      stage: z.enum(['acquire', 'normalize', 'entities', 'attribution', 'publish']).optional(),
      limit,
      cursor: cursor(z.tuple([z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)])),
    }),
  },
  responses: answer(pageSchema(Failure, 'FailurePage'), 'A page of failures.'),
});

/** `/runs` and `/failures`. */
export function operationRoutes(api: OpenAPIHono, db: Database): void {
  api.openapi(runs, async (c) => {
    const { limit, cursor: after, outcome, document, workflow } = c.req.valid('query');
    const rows = await listRuns(db, { outcome, document, workflowId: workflow }, { after, limit: limit + 1 });
    const end = rows.findLastIndex(({ place }) => isDeepStrictEqual(place, rows[limit - 1]?.place));
    const size = Math.max(end + 1, Math.min(rows.length, limit));
    const { items, next } = pageOf(c, rows, size, ({ place }) => place);
    return c.json({ items: items.map(({ place: _, ...run }) => run), next }, 200);
  });
  api.openapi(failures, async (c) => {
    const { limit, cursor, state, type: errorType, stage } = c.req.valid('query');
    const rows = await listFailures(db, { state, errorType, stage }, { before: cursor?.[0], limit: limit + 1 });
    return c.json(
      pageOf(c, rows, limit, ({ id }) => [id]),
      200,
    );
  });
}
