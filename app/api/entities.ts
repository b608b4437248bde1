import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Database } from '../../db/connection.ts';
import { findEntity, listEntities, listEntityDocuments } from '../../db/reading/api-entities.ts';
import { notFound } from '../reader/errors.ts';
import { cursor, limit, pageOf, pageSchema } from './paging.ts';
import { documentId, entityType, text, words } from './parameters.ts';
import { answer } from './route.ts';

const EntitySummary = z
  .object({
    name: z.string(),
    type: entityType,
    ids: z
      .array(z.number().int())
      .meta({ description: 'Who or what that is across documents; several where many have the name.' }),
    documents: z.number().int().meta({ description: 'Documents that name it.' }),
    mentions: z.number().int().meta({ description: 'Places where they do.' }),
  })
  .openapi('EntitySummary');

const EntityDetail = z
  .object({
    name: z.string(),
    types: z.array(z.object({ type: entityType, documents: z.number().int() })),
    roles: z.array(z.object({ role: z.string(), documents: z.number().int() })),
    aliases: z.array(z.string()),
    known: z
      .array(z.object({ id: z.number().int(), name: z.string(), documents: z.number().int() }))
      .meta({ description: 'Who or what that is across documents; several where many have the name.' }),
    counts: z.object({
      documents: z.number().int(),
      mentions: z.number().int(),
      statements: z.number().int().meta({ description: 'Statements of which it is a speaker: see /attributions.' }),
    }),
    documents: z.array(
      z.object({
        id: z.number().int(),
        key: z.string(),
        version: z.number().int(),
        title: z.string().nullable(),
        outlet: z.string().nullable(),
        publishedAt: z.string().nullable(),
        type: entityType,
        roles: z.array(z.string()),
        mentions: z.number().int(),
      }),
    ),
    next: z.string().nullable().meta({ description: 'Address of the next page of documents; null on the last.' }),
  })
  .openapi('Entity');

const list = createRoute({
  method: 'get',
  path: '/entities',
  summary: 'People, places, organisations … that the documents name, in alphabetical order.',
  request: {
    query: z.strictObject({
      type: entityType.optional(),
      name: words.optional().openapi({ description: 'What the name begins with, in any case.', example: 'port' }),
      limit,
      cursor: cursor(z.tuple([text, entityType])),
    }),
  },
  responses: answer(pageSchema(EntitySummary, 'EntityPage'), 'A page of names.'),
});

const one = createRoute({
  method: 'get',
  path: '/entities/{name}',
  summary: 'All that the documents say of one name: types, roles, aliases, counts, and a page of the documents.',
  request: {
    params: z.object({
      name: text.openapi({ description: 'The fullest form of the name.', example: 'Helen Okafor' }),
    }),
    query: z.strictObject({
      limit,
      cursor: cursor(
        z.tuple([
          documentId,
          z
            .number()
            .int()
            .min(0)
            .max(2 ** 31 - 1),
        ]),
      ),
    }),
  },
  responses: answer(EntityDetail, 'The entity.'),
});

/** `/entities` and below. */
export function entityRoutes(api: OpenAPIHono, db: Database): void {
  api.openapi(list, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const after = cursor && { name: cursor[0], type: cursor[1] };
    const rows = await listEntities(db, filter, { after, limit: limit + 1 });
    return c.json(
      pageOf(c, rows, limit, ({ name, type }) => [name, type]),
      200,
    );
  });
  api.openapi(one, async (c) => {
    const { name } = c.req.valid('param');
    const { limit, cursor } = c.req.valid('query');
    const after = cursor && { documentId: cursor[0], entity: cursor[1] };
    const [entity, rows] = await Promise.all([
      findEntity(db, name),
      listEntityDocuments(db, name, { after, limit: limit + 1 }),
    ]);
    if (!entity) throw notFound(`No document names "${name}"; /api/entities?name=… lists names by how they begin.`);
    const { items, next } = pageOf(c, rows, limit, ({ id, entity }) => [id, entity]);
    return c.json({ ...entity, documents: items.map(({ entity: _, ...document }) => document), next }, 200);
  });
}
