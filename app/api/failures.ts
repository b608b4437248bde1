import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Database } from '../../db/connection.ts';
import { listFailures } from '../../db/reading/api-failures.ts';
import { cursor, limit, pageOf, pageSchema } from './paging.ts';
import { words } from './parameters.ts';
import { answer } from './route.ts';

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

/** `/failures`. */
export function failureRoutes(api: OpenAPIHono, db: Database): void {
  api.openapi(failures, async (c) => {
    const { limit, cursor, state, type: errorType, stage } = c.req.valid('query');
    const rows = await listFailures(db, { state, errorType, stage }, { before: cursor?.[0], limit: limit + 1 });
    return c.json(
      pageOf(c, rows, limit, ({ id }) => [id]),
      200,
    );
  });
}
