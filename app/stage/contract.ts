import { encodeText, tooLarge } from '../../activities/sources/loaded.ts';
import type { StageFunctions } from '../../activities/stage-runner/types.ts';
import { attribute } from '../../stages/attribution/index.ts';
import { tagEntities } from '../../stages/entities/index.ts';
import { DocumentError } from '../../stages/errors.ts';
import { decodeRaw, normalize, toRaw } from '../../stages/normalize/index.ts';
import type { RawDocument } from '../../stages/normalize/types.ts';
import { attributionFields, entityFields, type Place, textFields } from './fields.ts';
import type { StageName } from './names.ts';

/** Which stages a document goes through, and how. */
export interface StageOptions {
  stage: StageName;
  /** The text is the decoded raw text, and all spans refer to it. */
  rawOffsets: boolean;
  /** Finds the entities. Default: with our own tagger. */
  tag?: StageFunctions['tagEntities'];
}

/**
 * Runs one document through the stages and gives the fields of the JSONL contract (docs/stage-command.md). Throws
 * DocumentError.
 */
export async function runStages(
  raw: RawDocument,
  { stage, rawOffsets, tag = tagEntities }: StageOptions,
): Promise<Record<string, unknown>> {
  const normalized = normalize(raw);
  const text = rawOffsets ? decodeRaw(raw.bytes, normalized.encoding) : normalized.text;
  const place: Place | undefined = rawOffsets ? (span) => toRaw(normalized.offsets, span) : undefined;
  const fields: Record<string, unknown> = textFields(normalized, text, place);
  if (stage === 'normalize') return fields;
  const entities = await tag(normalized);
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
