import type { Preview, Reason } from '../../db/reprocess/selection.ts';
import type { Stage } from '../../db/stage-versions.ts';
import type { OpenBatchRequest, OpenedBatch } from '../batch/types.ts';

/** What `reprocess` takes: all conditions that are given must hold. With none it takes all that is stale. */
export interface ReprocessInput {
  /** Documents of which this stage is to run. With `force` the stage that runs again; with `failures` where they stopped. */
  stage?: Stage;
  /** Documents of which readers see what a stage of this fingerprint made, or one that begins so (8 digits or more). */
  fingerprint?: string;
  /** Documents of these keys; `*` stands for any characters, `?` for one. With `failures` their sources too. */
  keys?: string | string[];
  /** ISO 8601: documents whose version was published here, or which failed, from then on … */
  since?: string;
  /** … and before then. */
  until?: string;
  /** Documents of which readers see the version of this number. */
  version?: number;
  /** Documents of which readers see a version that this pipeline made: a number of the view `pipelines`. */
  pipeline?: number;
  /** Documents that failed and have not gone through since, instead of stale ones; each in a run of its own. */
  failures?: boolean;
  /** Tells how many and why, and writes nothing. */
  dryRun?: boolean;
  /** Computes again what the memo has, and records whether it came out the same. */
  force?: boolean;
  /** As for `ingestBatch`. */
  window?: number;
  chunkSize?: number;
  rate?: number | null;
}

/** A failure that cannot be started again. */
export interface NotRepeatable {
  source: string;
  workflowId: string;
  reason: string;
}

/** What `failures` comes to. */
export interface FailurePreview {
  documents: number;
  /** By error type. */
  reasons: { errorType: string; documents: number }[];
  /** Some of the documents, by source. */
  sample: { source: string; errorType: string; workflowId: string }[];
  /** Those that need somebody to give the document anew, which do not count above. */
  notRepeatable: { documents: number; sample: NotRepeatable[] };
}

/** What stale documents come to, with the fingerprint of today beside that which made what readers see. */
export type StalePreview = Omit<Preview, 'reasons'> & { reasons: (Reason & { today: string | null })[] };

/** What `reprocess` with `dryRun` gives. */
export type ReprocessPreview = { dryRun: true } & (StalePreview | FailurePreview);

/** What is left when a batch of `reprocess` has ended. */
export interface ReprocessReport {
  /** Documents that are stale still, of all: others that were not selected, that failed, or that were published meanwhile. */
  stale: number;
  /** Open failures, of all. */
  failures: number;
  /** Of these, those that need somebody to give the document anew; with `failures` only, else none. */
  notRepeatable: { documents: number; sample: NotRepeatable[] };
  /** With `force`: results that were computed again, and those of them that came out otherwise. */
  recomputed: number;
  unequal: number;
}

/** A batch that is ready to be listed; the workflow knows what was given. */
export type OpenedReprocess = Omit<OpenedBatch, 'source'>;

export type PreviewReprocessRequest = Omit<OpenBatchRequest, 'firstExecutionRunId'>;
