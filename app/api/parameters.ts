import { z } from '@hono/zod-openapi';

/** Text without NUL, which PostgreSQL does not know. */
export const text = z
  .string()
  .refine((given) => !given.includes('\0'), { error: 'must not contain the character NUL' });

/** Words of a person: not so many that a search would refuse one of them, which has its limit at 2,046 bytes. */
export const words = text.min(1).max(500);

/** Key of a document. */
export const documentKey = text.min(1).max(2048);

/** Number of a document. */
export const documentId = z.coerce
  .number()
  .int()
  .min(1)
  .max(Number.MAX_SAFE_INTEGER)
  .openapi({ description: 'Number of the document.', example: 1 });

/** Number of somebody or something across documents. */
export const knownId = z.coerce
  .number()
  .int()
  .min(1)
  .max(Number.MAX_SAFE_INTEGER)
  .openapi({ description: 'Number of a person, place or organisation across documents.', example: 1 });

/** Version of a document. */
export const version = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1)
  .openapi({ description: 'Version of the document.', example: 1 });

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'expected a date or a date with time and zone, such as 2025-04-11 or 2025-04-11T06:30:00+01:00',
});

const asDate = (given: string) => new Date(given);

/** Filters by the date of publication of an article. Only articles that have one fall into a span of time. */
export const span = {
  since: moment.transform(asDate).optional().openapi({
    type: 'string',
    description: 'Published then or later; a day begins at 00:00 UTC.',
    example: '2025-01-01',
  }),
  until: moment
    .transform(asDate)
    .optional()
    .openapi({ type: 'string', description: 'Published before then.', example: '2026-01-01' }),
};

export const ENTITY_TYPES = ['PER', 'LOC', 'ORG', 'DATE', 'MISC', 'EVENT', 'EMAIL'] as const;
export const entityType = z.enum(ENTITY_TYPES);
export const attributionKind = z.enum(['direct', 'indirect', 'mixed']);
export const polarity = z.enum(['positive', 'negative', 'uncertain']);
