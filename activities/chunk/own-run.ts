import type { HandedOver, OpenDocument } from '../../db/batch-documents.ts';
import { findCaptures, type StoredCapture } from '../../db/captures.ts';
import type { Database } from '../../db/connection.ts';
import type { CaptureItem, FailedDocument, LineItem } from '../batch/types.ts';
import type { IngestInput } from '../types.ts';
import { workflowIdOf } from '../workflow-id.ts';

/** Characters of a source that a person reads. */
const MAX_SOURCE = 200;
/** Bytes of a list: a payload may have 256 KiB. */
const MAX_BYTES = 192 * 1024;

/** Sources that many documents have. */
const SHARED_SOURCES = new Set(['inline', 'stored']);

/**
 * The id of the run of its own that a document is handed to: the one that it has without a batch, where it has a name.
 * @param batchId its batch.
 */
export function ownRunId(batchId: number, { position, source }: OpenDocument): string {
  return SHARED_SOURCES.has(source) ? `ingest:batch-${batchId}-${position}` : workflowIdOf(source);
}

/**
 * What `ingestDocument` is given for documents that are handed over, as many of the first as a payload holds.
 * @returns `hasMore` where that is not all.
 */
export async function describeHandedOver(
  db: Database,
  documents: HandedOver[],
): Promise<{ failed: FailedDocument[]; hasMore: boolean }> {
  const captureIds = documents.flatMap(({ input }) => (input as Partial<CaptureItem>).captureId ?? []);
  const captures = await findCaptures(db, captureIds);
  const failed: FailedDocument[] = [];
  let bytes = 0;
  for (const { position, source, input, workflowId } of documents) {
    const each = {
      position,
      source: [...source].slice(0, MAX_SOURCE).join(''),
      input: inputOf(source, input, captures),
      workflowId,
    };
    bytes += Buffer.byteLength(JSON.stringify(each));
    if (bytes > MAX_BYTES && failed.length > 0) return { failed, hasMore: true };
    failed.push(each);
  }
  return { failed, hasMore: false };
}

function inputOf(source: string, input: unknown, captures: Map<number, StoredCapture>): IngestInput {
  const item = input as Partial<CaptureItem & LineItem>;
  if (item.captureId !== undefined) {
    const capture = captures.get(item.captureId);
    if (!capture) return { source };
    const { rawSha256, key, contentType, url, source: origin } = capture;
    return { rawSha256, key, origin, ...(contentType !== null && { contentType }), ...(url !== null && { url }) };
  }
  return item.offset === undefined ? (input as IngestInput) : { source };
}
