import type { Publication } from '../db/document-versions.ts';
import type { StageResult } from '../db/stage-results.ts';
import type { DocumentErrorType } from '../stages/errors.ts';

/** A document by where it lies: `raw/NAME`, `raw/NAME.jsonl#ID`, or an `http(s)` address. */
export interface SourceInput {
  source: string;
  /** The document's stable key; else its canonical address, its address, or its path. */
  key?: string;
  /** Media type, where the sender knows it better than the file's name or the server's answer. */
  contentType?: string;
}

/** A document as text in the input itself. */
export interface TextInput {
  text: string;
  /** Default: the address, else `text:` and the hash of the text. */
  key?: string;
  /** Default `text/plain`. */
  contentType?: string;
  /** Address it came from. */
  url?: string;
}

/** A document whose bytes the client has stored in `raw_documents` before. */
export interface StoredInput {
  rawSha256: string;
  /** Default: the address that the document names as its own, else `url`, else `origin`: one of the three is needed. */
  key?: string;
  contentType?: string;
  url?: string;
  /** Where the client has it from, the same each time (default `stored`): a later version from there replaces an earlier. */
  origin?: string;
}

/** What `ingestDocument` takes. */
export type IngestInput = SourceInput | TextInput | StoredInput;

/** Where a document can stop. */
export type IngestStage = 'acquire' | 'normalize' | 'entities' | 'attribution' | 'publish';

/**
 * Why it stopped. `StageFailed`: a fault of ours, met several times on the same input. `Cancelled`: by somebody's wish.
 */
export type FailureType = DocumentErrorType | 'StageFailed' | 'Cancelled';

/** First run of the workflow's chain, which an activity is not told by Temporal. */
interface InChain {
  firstExecutionRunId: string;
}

export interface AcquireRequest extends InChain {
  /** As the workflow got it, not yet checked. */
  input: unknown;
}

/** The answer of an activity on a server that knows our search attributes, so that the run may set them. */
export interface Searchable {
  searchable?: true;
}

/** A document whose bytes are stored. */
export interface Acquired extends Searchable {
  documentId: number;
  key: string;
  /** As in its capture. */
  source: string;
  rawSha256: string;
  byteLength: number;
  contentType: string | null;
  url: string | null;
  attempt: number;
}

/** The document's key, for those who read logs and traces; runs that began before it was passed on lack it. */
interface OfDocument {
  document?: string;
}

export type NormalizeRequest = Pick<Acquired, 'rawSha256' | 'contentType' | 'url'> & OfDocument;

/** Where `tagEntities` finds the text. */
export interface TagEntitiesRequest extends OfDocument {
  text: StageResult;
}

/** Where `attribute` finds text and entities. */
export interface AttributeRequest extends OfDocument {
  text: StageResult;
  entities: StageResult;
}

/** What a stage gave, by reference. */
export interface StageOutcome extends StageResult {
  /** Whether the memo had it, so that the stage was not run. */
  reused: boolean;
  attempt: number;
}

export interface PublishRequest extends InChain, OfDocument {
  documentId: number;
  source: string;
  results: { normalize: number; entities: number; attribution: number };
}

/** How publishing ended. */
export interface Published extends Publication {
  /** The publication that the document names, where runs can be found by it. */
  outlet?: string | null;
}

export interface RecordFailureRequest extends InChain {
  stage: IngestStage;
  errorType: string;
  message: string;
  attempts: number;
  source: string | null;
  key: string | null;
  documentId: number | null;
  rawSha256: string | null;
  /** What the run was given, for another start; runs that began before this was recorded lack it. */
  input?: object | null;
}

/** That the failure is recorded. */
export interface FailureRecorded extends Searchable {}

/** Travels with a final failure of an activity as its one detail. */
export interface FailureDetail {
  attempts: number;
}
