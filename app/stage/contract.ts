import { encodeText, tooLarge } from '../../activities/sources/loaded.ts';
import { attribute } from '../../stages/attribution/index.ts';
import type { AttributionAnnotations } from '../../stages/attribution/types.ts';
import { tagEntities } from '../../stages/entities/index.ts';
import type { EntityAnnotations } from '../../stages/entities/types.ts';
import { DocumentError } from '../../stages/errors.ts';
import { decodeRaw, normalize, toRaw } from '../../stages/normalize/index.ts';
import type { NormalizedText, RawDocument } from '../../stages/normalize/types.ts';
import type { Span } from '../../stages/text/span.ts';

/** What the stage command can be asked for; each but `all` leaves out what the others add to the normalised text. */
export const STAGE_NAMES = ['normalize', 'entities', 'attribution', 'all'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** Where the spans of an answer point: into the normalised text, or into the decoded raw text. */
type Place = (span: Span) => Span;

const asPair = ({ start, end }: Span): [number, number] => [start, end];

function textFields(normalized: NormalizedText, text: string, place: Place) {
  return {
    title: normalized.title,
    byline: normalized.byline,
    publishedAt: normalized.publishedAt,
    language: normalized.language,
    text,
    paragraphs: normalized.paragraphs.map(place),
    sentences: normalized.sentences.map(place),
  };
}

function entityFields({ entities, mentions }: EntityAnnotations, place: Place) {
  return {
    entities: mentions.map((mention) => ({
      ...place(mention),
      text: mention.text,
      type: mention.type,
      kind: mention.kind,
      canonical: entities[mention.entity].canonical,
      role: mention.role,
      metonymFor: mention.metonymFor,
      value: mention.value,
      confidence: mention.confidence,
    })),
  };
}

function attributionFields({ attributions, credits }: AttributionAnnotations, place: Place) {
  const pairs = (spans: Span[]) => spans.map((span) => asPair(place(span)));
  return {
    attributions: attributions.map((attribution) => ({
      source: pairs(attribution.source),
      cue: pairs(attribution.cue),
      content: pairs(attribution.content),
      type: attribution.type,
      speakers: attribution.speakers.map((speaker) => speaker.name),
      polarity: attribution.polarity,
      level: attribution.level,
      confidence: attribution.confidence,
    })),
    credits: credits.map(({ kind, name, role, outlet, email, ...span }) => ({
      kind,
      name,
      role,
      outlet,
      email,
      ...place(span),
    })),
  };
}

/**
 * Runs one document through the stages and gives the fields of the JSONL contract (docs/stage-command.md). With
 * `rawOffsets` the text is the decoded raw text and all spans refer to it. Throws DocumentError.
 */
export function runStages(raw: RawDocument, stage: StageName, rawOffsets: boolean): Record<string, unknown> {
  const normalized = normalize(raw);
  const text = rawOffsets ? decodeRaw(raw.bytes, normalized.encoding) : normalized.text;
  const place: Place = rawOffsets ? (span) => toRaw(normalized.offsets, span) : ({ start, end }) => ({ start, end });
  const fields: Record<string, unknown> = textFields(normalized, text, place);
  if (stage === 'normalize') return fields;
  const entities = tagEntities(normalized);
  if (stage !== 'attribution') Object.assign(fields, entityFields(entities, place));
  if (stage !== 'entities') Object.assign(fields, attributionFields(attribute(normalized, entities), place));
  return fields;
}

/** Standard base64, with padding or without; the lenient decoder would drop what it does not know. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/u;

function optionalString(document: Record<string, unknown>, field: string): string | undefined {
  const value = document[field];
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  throw new DocumentError('MalformedInput', `"${field}" must be a string, got ${typeof value}`);
}

/** A line of the contract, parsed from JSON, as a raw document. Throws DocumentError: MalformedInput, TooLarge. */
export function toRawDocument(document: unknown, maxBytes: number): RawDocument {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new DocumentError('MalformedInput', 'a line must be a JSON object with "id" and "text" or "contentBase64"');
  }
  const fields = document as Record<string, unknown>;
  if (fields.id === undefined) throw new DocumentError('MalformedInput', 'the line has no "id"');
  const text = optionalString(fields, 'text');
  const base64 = optionalString(fields, 'contentBase64');
  if ((text === undefined) === (base64 === undefined)) {
    throw new DocumentError('MalformedInput', 'give either "text" or "contentBase64", and not both');
  }
  if (base64 !== undefined && !BASE64.test(base64)) {
    throw new DocumentError('MalformedInput', '"contentBase64" is not base64');
  }
  const declared = optionalString(fields, 'contentType');
  const content =
    text === undefined
      ? { bytes: Buffer.from(base64 as string, 'base64'), contentType: declared }
      : encodeText(text, declared);
  if (content.bytes.length > maxBytes) throw tooLarge(`the document has ${content.bytes.length} bytes`, maxBytes);
  return { ...content, url: optionalString(fields, 'url') };
}
