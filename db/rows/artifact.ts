import type { AttributionAnnotations } from '../../stages/attribution/types.ts';
import type { EntityAnnotations } from '../../stages/entities/types.ts';
import type { NormalizedText } from '../../stages/normalize/types.ts';
import { canonicalJson, sha256 } from '../canonical-json.ts';
import { attributionRows } from './attribution-rows.ts';
import { type EncodedPayload, encodePayload } from './encoded-payload.ts';
import { entityRows, type TextSpans } from './entity-rows.ts';
import type { Payload } from './payload.ts';
import { textContent, textOriginRow, textRows } from './text-rows.ts';

/** A stage's output as an artifact: its address, and its rows. May be built in another thread than that of the database. */
export interface PreparedArtifact {
  /** Address of the content. */
  sha256: string;
  status: string;
  rows: EncodedPayload;
}

/**
 * The address of an output.
 * @param on address of what it rests on, null for a text: offsets mean nothing without the text they count in.
 */
export function artifactAddress(on: string | null, content: object): string {
  return sha256(canonicalJson({ on, content }));
}

/** @throws RangeError when the output contradicts itself. */
export function textArtifact(output: NormalizedText): PreparedArtifact {
  const content = textContent(output);
  return prepared(artifactAddress(null, content), 'normalized', textRows(content));
}

/** Row of `text_origins` as JSON, but for the result that it belongs to. */
export function textOrigin(rawSha256: string, output: NormalizedText): string {
  return JSON.stringify(textOriginRow(rawSha256, output));
}

/** @param textSha256 address of the text. @throws RangeError when the output contradicts its text. */
export function entitiesArtifact(textSha256: string, text: TextSpans, output: EntityAnnotations): PreparedArtifact {
  return prepared(artifactAddress(textSha256, output), output.status, entityRows(text, output));
}

/** @param entitiesSha256 address of the entities. @throws RangeError when the output contradicts its text. */
export function attributionArtifact(
  entitiesSha256: string,
  text: TextSpans,
  output: AttributionAnnotations,
): PreparedArtifact {
  return prepared(artifactAddress(entitiesSha256, output), output.status, attributionRows(text, output));
}

function prepared(address: string, status: string, rows: Payload): PreparedArtifact {
  return { sha256: address, status, rows: encodePayload(rows) };
}
