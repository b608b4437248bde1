import { defineQuery } from '@temporalio/workflow';
import type { IngestStage } from '../activities/types.ts';
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
