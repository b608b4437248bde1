import { z } from '@hono/zod-openapi';
import { attributionKind, entityType, polarity } from './parameters.ts';

const offset = z.number().int().min(0).meta({ description: 'Code points of the text, from 0.' });
const span = z.object({ start: offset, end: offset }).openapi('Span');
/** `[start, end]` in code points, end exclusive. */
export const spanPair = z.array(offset).min(2).max(2).openapi('SpanPair', {
  description: 'First code point of the text, from 0, and the one after the last.',
});
const confidence = z.number().min(0).max(1);
const isoDate = z.string().meta({ description: 'ISO 8601, as exact as the document says.', example: '2025-03-04' });

/** A document as lists have it. */
export const DocumentSummary = z
  .object({
    id: z.number().int(),
    key: z.string().meta({ description: 'Stable key: address, path under the raw root, or as the sender named it.' }),
    version: z.number().int().meta({ description: 'The version that readers see.' }),
    title: z.string().nullable(),
    byline: z.array(z.string()),
    publishedAt: isoDate.nullable(),
    modifiedAt: isoDate.nullable(),
    language: z.string().nullable().meta({ description: 'ISO 639-1' }),
    outlet: z.string().nullable(),
    canonicalUrl: z.string().nullable(),
    source: z.string().meta({ description: 'Where the bytes came from.' }),
    versionedAt: z.iso.datetime(),
    counts: z.object({
      paragraphs: z.number().int(),
      sentences: z.number().int(),
      entities: z.number().int(),
      mentions: z.number().int(),
      attributions: z.number().int(),
    }),
  })
  .openapi('DocumentSummary');

const Place = z
  .object({
    country: z.string().meta({ description: 'ISO 3166-1' }),
    region: z.string().optional().meta({ description: 'ISO 3166-2' }),
    geonamesId: z.number().int().optional().meta({ description: 'Of a city: its number in GeoNames.' }),
    latitude: z.number().optional(),
    longitude: z.number().optional(),
  })
  .openapi('Place');

const Mention = z
  .object({
    start: offset,
    end: offset,
    text: z.string(),
    type: entityType,
    kind: z.enum(['name', 'alias', 'acronym', 'metonym', 'demonym', 'role', 'nominal', 'pronoun']),
    canonical: z.string().meta({ description: 'Mentions of one entity share it.' }),
    role: z.string().optional(),
    metonymFor: z.string().optional().meta({ description: 'What a metonym stands for.' }),
    value: z.string().optional().meta({ description: 'Of a date: ISO 8601.' }),
    place: Place.optional().meta({ description: 'Of a place that is known.' }),
    confidence,
  })
  .openapi('Mention');

const ContractAttribution = z
  .object({
    source: z.array(spanPair),
    cue: z.array(spanPair),
    content: z.array(spanPair),
    type: attributionKind,
    speakers: z.array(z.string()),
    polarity,
    level: z.number().int().min(0),
    confidence,
  })
  .openapi('DocumentAttribution');

const Credit = z
  .object({
    start: offset,
    end: offset,
    kind: z.enum([
      'author',
      'compiler',
      'translator',
      'editor',
      'interviewee',
      'contributor',
      'agency',
      'outlet',
      'dateline',
      'photo',
      'contact',
    ]),
    name: z.string(),
    role: z.string().optional(),
    outlet: z.string().optional(),
    email: z.string().optional(),
  })
  .openapi('Credit');

/** A version of a document with its text and all facts: the fields of the stage command's contract, and what it is. */
export const DocumentDetail = z
  .object({
    id: z.number().int(),
    key: z.string(),
    version: z.number().int(),
    isCurrent: z.boolean().meta({ description: 'Whether readers see this version.' }),
    source: z.string(),
    versionedAt: z.iso.datetime(),
    outlet: z.string().nullable(),
    modifiedAt: isoDate.nullable(),
    canonicalUrl: z.string().nullable(),
    title: z.string().nullable(),
    byline: z.array(z.string()),
    publishedAt: isoDate.nullable(),
    language: z.string().nullable(),
    text: z.string(),
    paragraphs: z.array(span),
    sentences: z.array(span),
    entities: z.array(Mention),
    attributions: z.array(ContractAttribution),
    credits: z.array(Credit),
  })
  .openapi('Document');

/** A version of a document as lists have it. */
export const VersionSummary = z
  .object({
    version: z.number().int(),
    isCurrent: z.boolean(),
    title: z.string().nullable(),
    publishedAt: isoDate.nullable(),
    versionedAt: z.iso.datetime(),
    capturedAt: z.iso.datetime().meta({ description: 'When its bytes were seen.' }),
    source: z.string(),
    rawSha256: z.string().regex(/^[0-9a-f]{64}$/),
    workflowId: z.string(),
    runId: z.string(),
  })
  .openapi('Version');

/** What differs between two versions. */
export const Changes = z
  .object({
    from: z.number().int(),
    to: z.number().int(),
    changes: z.array(
      z
        .object({
          kind: z.string().meta({
            description:
              'title, byline, published, modified, language, outlet, canonical_url; paragraph, entity, mention, attribution, credit',
          }),
          change: z.enum(['added', 'removed', 'changed']),
          old: z.string().nullable(),
          new: z.string().nullable(),
        })
        .openapi('Change'),
    ),
  })
  .openapi('Changes');
