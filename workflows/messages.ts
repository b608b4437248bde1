import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { FeedFormat } from '../activities/feed/types.ts';
import type { IngestStage } from '../activities/types.ts';
import type { BatchOutcome } from '../db/batch-documents.ts';
import type { PublishOutcome, VersionCounts } from '../db/document-versions.ts';

export type { IngestInput, IngestStage } from '../activities/types.ts';

/** What `ingestDocument` gives. */
export interface IngestResult {
  documentId: number;
  key: string;
  /** The version this run published, otherwise the current one. */
  version: number;
  published: boolean;
  outcome: PublishOutcome;
  /** Rows of that version. */
  counts: VersionCounts;
}

/** How far an ingest is. */
export interface IngestProgress {
  /** The stage under way, or where it ended. */
  stage: IngestStage;
  status: 'running' | 'completed' | 'failed' | 'cancelled';
  /** What was given, shortened. */
  source: string;
  /** Null until the document is acquired. */
  documentId: number | null;
  key: string | null;
  /** ISO 8601; of the run, and of the stage under way. */
  startedAt: string;
  stageStartedAt: string;
  /** Attempts that each finished stage took; a stage under way shows its own as a pending activity. */
  attempts: Partial<Record<IngestStage, number>>;
  /** Stages that the memo had, so that they were not run. */
  reused: IngestStage[];
}

/** How far the run is; works on ended runs too. */
export const progressQuery = defineQuery<IngestProgress>('progress');

/** How far a batch is. Documents that were listed are done (the sum of the outcomes), under way, or not yet begun. */
export interface BatchProgress extends Record<BatchOutcome, number> {
  status: 'running' | 'completed' | 'failed' | 'cancelled';
  /** No new chunk begins until it is resumed; those under way go on. */
  paused: boolean;
  /** Where the documents come from, shortened. */
  source: string;
  /** In the tables `batches` and `batch_documents`; null until the input has been checked. */
  batchId: number | null;
  /** Documents found so far; more may come until `listingDone`. */
  listed: number;
  listingDone: boolean;
  /** What the listing passed over, being no document. */
  skipped: number;
  /** Documents given to a chunk or to a run of their own that is not done with them. */
  underWay: number;
  /** Results of each stage that the memo had, so that it was not run. */
  reused: { normalize: number; entities: number; attribution: number };
  /** Documents a second over the last minute; null before the first is done. */
  rate: number | null;
  /** ISO 8601, of the first run. */
  startedAt: string;
  /** ISO 8601; null where it cannot be told. */
  estimatedEnd: string | null;
  /** Chunks under way at once, at most. */
  window: number;
  /** Documents a second, at most; null for no limit. */
  rateLimit: number | null;
}

/** How far the batch is; works on ended runs too. Another answer of the same name as a single document's. */
export const batchProgressQuery = defineQuery<BatchProgress>('progress');

/** No new chunk begins from now on; chunks and documents under way are finished. */
export const pauseUpdate = defineUpdate<BatchProgress>('pause');
/** Goes on where a pause stopped. */
export const resumeUpdate = defineUpdate<BatchProgress>('resume');
/** Chunks under way at once, 1 to 200. */
export const setWindowUpdate = defineUpdate<BatchProgress, [window: number]>('setWindow');
/** Documents a second at most, above 0; null for no limit. */
export const setRateUpdate = defineUpdate<BatchProgress, [rate: number | null]>('setRate');

/** How far a run of `ingestFeed` is; when it has ended, what it gives. */
export interface FeedProgress {
  status: 'running' | 'completed' | 'failed' | 'cancelled';
  /** Address of the feed, shortened. */
  source: string;
  /** `unchanged`: its server had nothing new. Null until it was asked. */
  feed: 'unchanged' | 'read' | null;
  format: FeedFormat | null;
  /** Items in it; of an index, its sitemaps. */
  items: number;
  /** Items taken up that were never done with before, and those of which the feed says something else than then. */
  new: number;
  changed: number;
  /** What became of those. */
  published: number;
  unchanged: number;
  superseded: number;
  failed: number;
  /** Not to be fetched: robots.txt disallows it, or there is nothing to fetch. */
  skipped: number;
  /** Not to be fetched now: its host could not say whether it may be. */
  postponed: number;
  /** Items that are due and left for the next run. */
  left: number;
  /** Documents under way. */
  underWay: number;
  /** Sitemaps of an index: read in this run, failed, and left for the next. */
  sitemaps: { read: number; failed: number; left: number };
  /** ISO 8601. */
  startedAt: string;
}

/** How far the run is; works on ended runs too. */
export const feedProgressQuery = defineQuery<FeedProgress>('progress');
