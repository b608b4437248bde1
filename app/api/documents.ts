import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Database } from '../../db/connection.ts';
import { type FoundVersion, findVersion, listDocuments, loadFacts } from '../../db/reading/api-documents.ts';
import { listChanges, listVersions } from '../../db/reading/api-versions.ts';
import { notFound } from '../reader/errors.ts';
import { attributionFields, entityFields, textFields } from '../stage/fields.ts';
import { Changes, DocumentDetail, DocumentSummary, VersionSummary } from './document-schemas.ts';
import { cursor, limit, pageOf, pageSchema } from './paging.ts';
import { documentId, documentKey, span, version, words } from './parameters.ts';
import { answer } from './route.ts';

const params = z.object({ id: documentId });

const list = createRoute({
  method: 'get',
  path: '/documents',
  summary: 'Documents as readers see them now, those first seen last first.',
  request: {
    query: z.strictObject({
      key: documentKey.optional().openapi({ description: 'The document of this key.' }),
      outlet: words.optional().openapi({ description: 'Name of the publication.', example: 'Merrin Courier' }),
      language: z
        .string()
        .regex(/^[a-z]{2,3}$/)
        .optional()
        .openapi({ description: 'ISO 639-1', example: 'en' }),
      ...span,
      q: words.optional().openapi({
        description: 'Words, a "phrase", -not, or: in title or text. The last word may be the beginning of one.',
        example: 'harbour',
      }),
      limit,
      cursor: cursor(z.tuple([documentId])),
    }),
  },
  responses: answer(pageSchema(DocumentSummary, 'DocumentPage'), 'A page of documents.'),
});

const one = createRoute({
  method: 'get',
  path: '/documents/{id}',
  summary: 'A document: its text, entities, attributions and credits, as the stage command gives them.',
  request: {
    params,
    query: z.strictObject({
      version: version.optional().openapi({ description: 'Default: the one that readers see.' }),
    }),
  },
  responses: answer(DocumentDetail, 'The document.'),
});

const versions = createRoute({
  method: 'get',
  path: '/documents/{id}/versions',
  summary: 'Versions of a document, the last first.',
  request: { params, query: z.strictObject({ limit, cursor: cursor(z.tuple([version])) }) },
  responses: answer(pageSchema(VersionSummary, 'VersionPage'), 'A page of versions.'),
});

const changes = createRoute({
  method: 'get',
  path: '/documents/{id}/changes',
  summary: 'What differs between two versions of a document, in words and in facts.',
  request: { params, query: z.strictObject({ from: version, to: version }) },
  responses: answer(Changes, 'The differences; what was merely moved is none.'),
});

/** `/documents` and below. */
export function documentRoutes(api: OpenAPIHono, db: Database): void {
  api.openapi(list, async (c) => {
    const { limit, cursor, q: query, ...filter } = c.req.valid('query');
    const rows = await listDocuments(db, { ...filter, query }, { before: cursor?.[0], limit: limit + 1 });
    return c.json(
      pageOf(c, rows, limit, ({ id }) => [id]),
      200,
    );
  });
  api.openapi(one, async (c) => {
    const found = await requireVersion(db, c.req.valid('param').id, c.req.valid('query').version);
    const { text, entities, attributions, ...metadata } = await loadFacts(db, found);
    return c.json(
      {
        id: found.id,
        key: found.key,
        version: found.version,
        isCurrent: found.version === found.current_version,
        source: found.source,
        versionedAt: found.created_at.toISOString(),
        outlet: text.outlet,
        ...metadata,
        ...textFields(text, text.text),
        ...entityFields(entities),
        ...attributionFields(attributions),
      },
      200,
    );
  });
  api.openapi(versions, async (c) => {
    const { id } = c.req.valid('param');
    const { limit, cursor } = c.req.valid('query');
    const rows = await listVersions(db, id, { before: cursor?.[0], limit: limit + 1 });
    if (rows.length === 0 && !cursor) throw noDocument(id);
    return c.json(
      pageOf(c, rows, limit, ({ version }) => [version]),
      200,
    );
  });
  api.openapi(changes, async (c) => {
    const { id } = c.req.valid('param');
    const { from, to } = c.req.valid('query');
    await Promise.all([from, to].map((number) => requireVersion(db, id, number)));
    return c.json({ from, to, changes: await listChanges(db, id, from, to) }, 200);
  });
}

/** @throws 404 where there is none. */
async function requireVersion(db: Database, id: number, version: number | undefined): Promise<FoundVersion> {
  const found = await findVersion(db, id, version);
  if (found) return found;
  throw version === undefined ? noDocument(id) : notFound(`There is no version ${version} of a document ${id}.`);
}

function noDocument(id: number) {
  return notFound(`There is no document ${id}, or no version of it was published.`);
}
