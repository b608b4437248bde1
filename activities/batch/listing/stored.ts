import { createHash } from 'node:crypto';
import type { Loaded } from '../../sources/loaded.ts';
import type { BatchItem } from '../types.ts';
import type { Entry } from './entry.ts';

/** A document that is listed with its bytes, as reading it once more would mean to read all before it. */
export function storedDocument(loaded: Loaded): Pick<Entry<never>, 'document' | 'raw'> {
  const { bytes, contentType, url, key, source } = loaded;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const input: BatchItem = {
    rawSha256: sha256,
    origin: source,
    ...(key !== null && { key }),
    ...(contentType !== null && { contentType }),
    ...(url !== null && { url }),
  };
  return { document: { source, input }, raw: { sha256, bytes, contentType } };
}
