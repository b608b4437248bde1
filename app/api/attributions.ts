import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Database } from '../../db/connection.ts';
import { listAttributions } from '../../db/reading/api-attributions.ts';
import { listSpeakers } from '../../db/reading/api-speakers.ts';
import { spanPair } from './document-schemas.ts';
import { cursor, limit, pageOf, pageSchema } from './paging.ts';
import {
  attributionKind,
  documentId,
  entityType,
  knownId,
  polarity,
  span,
  text,
  version,
  words,
} from './parameters.ts';
import { answer } from './route.ts';

const Attribution = z
  .object({
    document: z.object({
      id: z.number().int(),
      key: z.string(),
      version: z.number().int(),
      title: z.string().nullable(),
      outlet: z.string().nullable(),
    }),
    ordinal: z.number().int().meta({ description: 'Place among the attributions of the document, from 0.' }),
    speakers: z
      .array(
        z.object({ name: z.string(), type: entityType, roles: z.array(z.string()), id: z.number().int().nullable() }),
      )
      .meta({
        description:
          'Several where the statement is joint, none where nobody is named. `id` is who that is across documents.',
      }),
    source: z.string().nullable().meta({ description: 'Who is credited, in the words of the text.' }),
    cue: z.string().nullable().meta({ description: 'The words that signal the attribution.' }),
    words: z.string().nullable().meta({ description: 'What was said, with its quotation marks.' }),
    kind: attributionKind,
    polarity,
    level: z.number().int().meta({ description: '0: of the article itself; 1: inside the words of one of those …' }),
    confidence: z.number().min(0).max(1),
    sentence: z.string().nullable(),
    publishedAt: z.string().nullable(),
    spans: z.object({ source: z.array(spanPair), cue: z.array(spanPair), content: z.array(spanPair) }),
  })
  .openapi('Attribution');

const Speaker = z
  .object({
    name: z.string(),
    type: entityType,
    statements: z.number().int(),
    direct: z.number().int().meta({ description: 'Of these, in quotation marks altogether.' }),
    documents: z.number().int(),
  })
  .openapi('Speaker');

const attributions = createRoute({
  method: 'get',
  path: '/attributions',
  summary: 'Who said what: newest document first, in a document in the order of its text.',
  request: {
    query: z.strictObject({
      speaker: words.optional().openapi({ description: 'Name of a speaker, in any case.', example: 'Helen Okafor' }),
      speakerId: knownId.optional(),
      document: documentId.optional(),
      kind: attributionKind.optional(),
      polarity: polarity.optional(),
      ...span,
      limit,
      cursor: cursor(
        z.tuple([
          documentId,
          version,
          z
            .number()
            .int()
            .min(0)
            .max(2 ** 31 - 1),
        ]),
      ),
    }),
  },
  responses: answer(pageSchema(Attribution, 'AttributionPage'), 'A page of statements.'),
});

const speakers = createRoute({
  method: 'get',
  path: '/speakers',
  summary: 'Whose words the documents report, in alphabetical order.',
  request: {
    query: z.strictObject({
      name: words.optional().openapi({ description: 'What the name begins with, in any case.', example: 'helen' }),
      type: entityType.optional(),
      limit,
      cursor: cursor(z.tuple([text, entityType])),
    }),
  },
  responses: answer(pageSchema(Speaker, 'SpeakerPage'), 'A page of speakers.'),
});

/** `/attributions` and `/speakers`. */
export function attributionRoutes(api: OpenAPIHono, db: Database): void {
  api.openapi(attributions, async (c) => {
    const { limit, cursor, document, ...filter } = c.req.valid('query');
    const after = cursor && { documentId: cursor[0], version: cursor[1], ordinal: cursor[2] };
    const rows = await listAttributions(db, { ...filter, documentId: document }, { after, limit: limit + 1 });
    return c.json(
      pageOf(c, rows, limit, ({ document, ordinal }) => [document.id, document.version, ordinal]),
      200,
    );
  });
  api.openapi(speakers, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const after = cursor && { name: cursor[0], type: cursor[1] };
    const rows = await listSpeakers(db, filter, { after, limit: limit + 1 });
    return c.json(
      pageOf(c, rows, limit, ({ name, type }) => [name, type]),
      200,
    );
  });
}
