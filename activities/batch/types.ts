import type { BatchOutcome } from '../../db/batch-documents.ts';
import type { Stage } from '../../db/stage-versions.ts';
import type { IngestInput, SourceInput, StoredInput, TextInput } from '../types.ts';

/**
 * One line of an uncompressed file of lines under the raw root, by where it lies. The document's source, as for
 * `ingestDocument`, is that of its row in the ledger: `raw/NAME.jsonl#ID`, or `raw/NAME.jsonl#L12`.
 */
export interface LineItem {
  /** `raw/NAME.jsonl`. */
  file: string;
  /** Number of the line, from 1. */
  line: number;
  /** Byte of the file at which it begins, from 0. */
  offset: number;
  /** Bytes of it, without its end. */
  length: number;
}

/** A document that is here already, by the sighting that its version was made from: reading it records no other. */
export interface CaptureItem {
  documentId: number;
  captureId: number;
}

/** How a worker gets a document of a batch: `batch_documents.input`. */
export type BatchItem = SourceInput | TextInput | StoredInput | LineItem | CaptureItem;

/** First run of the workflow's chain, which an activity is not told by Temporal. */
interface InChain {
  firstExecutionRunId: string;
}

/** How a batch runs; what is not given has its default. */
export interface BatchOptions {
  /** Chunks under way at once, 1 to 200. */
  window: number;
  /** Documents in a chunk, 25 to 100. */
  chunkSize: number;
  /** Most documents a second; null for no limit. */
  rate: number | null;
}

export interface OpenBatchRequest extends InChain {
  /** As the workflow got it, not yet checked. */
  input: unknown;
}

/** A batch that is ready to be listed. */
export interface OpenedBatch extends BatchOptions {
  batchId: number;
  /** For a person to read: where the documents come from. */
  source: string;
  /** Set on a server that knows our search attributes, so that the run may set them. */
  searchable?: true;
}

/** Where listing goes on: small, and understood by the lister that gave it alone. */
export type ListCursor = Record<string, unknown>;

export interface ListRequest {
  batchId: number;
  /** Position of the first document of this page. */
  from: number;
  /** What the page before gave; null for the first. */
  cursor: ListCursor | null;
}

/** A page of the listing, now in `batch_documents`. */
export interface ListedPage {
  /** Documents of this page: their positions are `from` to `from + listed`. */
  listed: number;
  /** What was passed over in this page, being no document: records of other kinds in a web archive. */
  skipped: number;
  /** Null after the last page. */
  cursor: ListCursor | null;
  /** How much of all has been listed, 0 to 1; null where that cannot be told. */
  share: number | null;
}

export interface ChunkRequest extends InChain {
  batchId: number;
  /** Positions `from` to `to`, without `to` itself. */
  from: number;
  to: number;
  /** Stages that are computed again where the memo has their results, to see whether it comes out the same. */
  force?: Stage[];
}

/** A document of a chunk that failed: it goes to a run of its own. */
export interface FailedDocument {
  position: number;
  source: string;
  input: IngestInput;
  /** Id under which `ingestDocument` is to be started, as for the same document without a batch. */
  workflowId: string;
}

/** Documents of a chunk that were done in bulk, over all attempts at it. */
export interface ChunkCounts {
  published: number;
  unchanged: number;
  superseded: number;
  duplicate: number;
  /** Results that the memo had. */
  reused: { normalize: number; entities: number; attribution: number };
}

export interface ChunkResult extends ChunkCounts {
  /** Those that go to runs of their own and have not ended there yet. */
  failed: FailedDocument[];
  /** Set where these are not all, for the size of the payload: the chunk is to be asked for again when they have ended. */
  hasMore?: true;
}

/** What became of a document in a run of its own. */
export interface SettledDocument {
  position: number;
  outcome: BatchOutcome;
  documentId?: number;
  version?: number;
  /** The run of its own, where it is another than the chunk named. */
  workflowId?: string;
}

export interface SettleRequest {
  batchId: number;
  documents: SettledDocument[];
}

/** The ledger's sums. */
export interface BatchCounts extends Record<BatchOutcome, number> {
  listed: number;
}
