import type { OpenFailure } from '../../db/reprocess/open-failures.ts';
import { RAW_PREFIX } from '../sources/file.ts';
import type { IngestInput } from '../types.ts';

/** How a failed document is got again: what `ingestDocument` takes, or why nothing can be given to it. */
export type Repetition = { input: IngestInput } | { reason: string };

/** Failures in which the document was in order: its bytes, where they are stored, are what is to go through. */
const NOT_OF_THE_DOCUMENT = new Set(['StageFailed', 'Cancelled']);

/**
 * How a failed document is got again.
 * - A path or address is read again: what was wrong with the document may have been mended there.
 * - What failed by a fault of ours, or was a text in the run's input, is taken from its stored bytes, as from where it came.
 * - Bytes that a client had stored are those again.
 */
export function repeatFailure(failure: OpenFailure): Repetition {
  const { errorType, source, key, rawSha256, capture } = failure;
  const given = failure.input as IngestInput | null;
  const stored: IngestInput | null =
    rawSha256 !== null && capture !== null
      ? {
          rawSha256,
          key: capture.key,
          origin: capture.source,
          ...(capture.contentType !== null && { contentType: capture.contentType }),
          ...(capture.url !== null && { url: capture.url }),
        }
      : null;
  if (stored !== null && NOT_OF_THE_DOCUMENT.has(errorType)) return { input: stored };
  if (given !== null) return { input: given };
  if (
    errorType !== 'MalformedInput' &&
    source !== null &&
    (source.startsWith(RAW_PREFIX) || /^https?:/iu.test(source))
  ) {
    return { input: key === null || key === source ? { source } : { source, key } };
  }
  if (stored !== null) return { input: stored };
  return {
    reason: `nothing is kept of it: what the run was given was a text that was not stored, or malformed (${errorType}); start ingestDocument with the corrected document`,
  };
}
