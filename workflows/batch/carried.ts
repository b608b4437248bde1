import type { ChunkCounts, ListCursor, OpenedBatch } from '../../activities/batch/types.ts';
import type { BatchOutcome } from '../../db/batch-documents.ts';
import type { Sample } from './throughput.ts';

/** Documents by outcome. */
export type OutcomeCounts = Record<BatchOutcome, number>;

/** A range of positions that one activity takes, and what of it has been counted. */
export interface Chunk {
  from: number;
  /** Without it. */
  to: number;
  counted: ChunkCounts;
}

/** What a run of a batch hands to the next when it continues as new: a few hundred bytes, a few kilobytes at most. */
export interface CarriedBatch {
  opened: OpenedBatch;
  paused: boolean;
  /** ISO 8601, of the first run. */
  startedAt: string;
  listed: number;
  listingDone: boolean;
  cursor: ListCursor | null;
  share: number | null;
  skipped: number;
  /** Position of the first document that was given to no chunk. */
  next: number;
  /** Chunks with documents that are to get runs of their own: taking them again names these. */
  again: Chunk[];
  counts: OutcomeCounts;
  reused: ChunkCounts['reused'];
  /** See Pace. */
  paceNext: number;
  samples: Sample[];
}

export function nothingDone(): ChunkCounts {
  const reused = { normalize: 0, entities: 0, attribution: 0 };
  return { published: 0, unchanged: 0, superseded: 0, duplicate: 0, reused };
}

/** A batch that was opened just now. */
export function begun(opened: OpenedBatch, startedAt: string, paused: boolean): CarriedBatch {
  const { reused, ...outcomes } = nothingDone();
  return {
    opened,
    paused,
    startedAt,
    listed: 0,
    listingDone: false,
    cursor: null,
    share: null,
    skipped: 0,
    next: 0,
    again: [],
    counts: { ...outcomes, failed: 0 },
    reused,
    paceNext: 0,
    samples: [],
  };
}
