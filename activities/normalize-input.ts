import { sha256 } from '../db/canonical-json.ts';
import type { NormalizeRequest } from './types.ts';

/** Hash of everything that normalize is given, by which the memo knows it. */
export function normalizeInput({ rawSha256, contentType, url }: NormalizeRequest): string {
  return sha256(JSON.stringify([rawSha256, contentType, url]));
}
