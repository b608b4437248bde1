import type {
  ChunkRequest,
  ChunkResult,
  ListedPage,
  ListRequest,
  OpenedBatch,
  SettleRequest,
} from '../../activities/batch/types.ts';
import type {
  FeedRead,
  SettleFeedItemsRequest,
  TakeFeedItemsRequest,
  TakenFeedItems,
} from '../../activities/feed/types.ts';
import type {
  Acquired,
  AcquireRequest,
  IngestStage,
  Published,
  PublishRequest,
  RecordFailureRequest,
  StageOutcome,
} from '../../activities/types.ts';
import { describeInput } from '../../workflows/describe-input.ts';
import type { Metrics } from './metrics.ts';

/** What an activity works on, as far as its input tells. */
export interface Subject {
  /** Key of the document; before that is known, its source. */
  document?: string | undefined;
  stage?: IngestStage;
  batchId?: number;
  feedId?: number;
  /** Documents of a chunk, or from where a listing goes on. */
  positions?: string;
}

/** What came of it: fields for a log line and a span. */
export interface Report extends Subject {
  outcome?: string;
  [field: string]: unknown;
}

/** How the input and result of an activity are read. */
interface Reader {
  subject(request: unknown): Subject;
  /** Also counts. Nothing where it ended with nothing to say. */
  report?(metrics: Metrics, result: unknown, request: unknown): Report;
  /** How the line is to be taken. Default `info`. */
  level?(request: unknown): 'info' | 'warn' | 'error';
}

/** Gives a reader the types of its activity. */
function reader<Request, Result>(typed: {
  subject(request: Request): Subject;
  report?(metrics: Metrics, result: Result, request: Request): Report;
  level?(request: Request): 'info' | 'warn' | 'error';
}): Reader {
  return typed as Reader;
}

/** A result of the memo is counted here; one that was computed, where it runs. */
function stage(name: 'normalize' | 'entities' | 'attribution'): Reader {
  return reader<{ document?: string }, StageOutcome>({
    subject: ({ document }) => ({ document, stage: name }),
    report(metrics, { reused }) {
      if (reused) metrics.stageReused.inc({ stage: name });
      return { reused };
    },
  });
}

/** Activities by name. One that is not here is timed and logged, with nothing about its document. */
export const READERS: Partial<Record<string, Reader>> = {
  acquire: reader<AcquireRequest, Acquired>({
    subject: ({ input }) => {
      const { source, key } = describeInput(input);
      return { document: key ?? source, stage: 'acquire' };
    },
    report: (_, { key, source, byteLength }) => ({ document: key, source, bytes: byteLength }),
  }),
  normalize: stage('normalize'),
  tagEntities: stage('entities'),
  attribute: stage('attribution'),
  publish: reader<PublishRequest, Published>({
    subject: ({ document }) => ({ document, stage: 'publish' }),
    report(metrics, { outcome, version }) {
      metrics.documents.inc({ outcome, kind: 'single' });
      return { outcome, version };
    },
  }),
  recordFailure: reader<RecordFailureRequest, unknown>({
    subject: ({ key, source, stage }) => ({ document: key ?? source ?? undefined, stage }),
    report(metrics, _, { errorType, message, attempts }) {
      const outcome = errorType === 'Cancelled' ? 'cancelled' : 'failed';
      metrics.failures.inc({ type: errorType });
      metrics.documents.inc({ outcome, kind: 'single' });
      return { outcome, errorType, reason: message, attempts };
    },
    // A fault of ours is for the one who watches the log; a bad document, for its sender.
    level: ({ errorType }) => (errorType === 'StageFailed' ? 'error' : 'warn'),
  }),
  openBatch: reader<unknown, OpenedBatch>({
    subject: () => ({}),
    report: (_, { batchId, source }) => ({ batchId, source }),
  }),
  listBatch: reader<ListRequest, ListedPage>({
    subject: ({ batchId, from }) => ({ batchId, positions: `${from}–` }),
    report: (_, { listed, skipped, cursor }) => ({ listed, skipped, listingDone: cursor === null }),
  }),
  ingestChunk: reader<ChunkRequest, ChunkResult>({
    subject: ({ batchId, from, to }) => ({ batchId, positions: `${from}–${to - 1}` }),
    report(metrics, { failed, reused, hasMore = false, published, unchanged, superseded, duplicate }) {
      const outcomes = { published, unchanged, superseded, duplicate };
      const handedOver = failed.length;
      // Those that failed are counted where their own runs end; a chunk with more of them is asked for again, whole.
      if (hasMore) return { ...outcomes, handedOver, hasMore };
      for (const [outcome, count] of Object.entries(outcomes)) metrics.documents.inc({ outcome, kind: 'batch' }, count);
      for (const [stage, count] of Object.entries(reused)) metrics.stageReused.inc({ stage }, count);
      return { ...outcomes, handedOver };
    },
  }),
  settleBatch: reader<SettleRequest, unknown>({
    subject: ({ batchId }) => ({ batchId }),
    report: (_, __, { documents }) => ({ settled: documents.length }),
  }),
  readFeed: reader<unknown, FeedRead>({
    subject: () => ({}),
    report: (_, { feedId, url, status, items }) => ({ feedId, url, outcome: status, items }),
  }),
  takeFeedItems: reader<TakeFeedItemsRequest, TakenFeedItems>({
    subject: ({ feedId }) => ({ feedId }),
    report: (_, { items, skipped, postponed }) => ({ taken: items.length, skipped, postponed }),
  }),
  settleFeedItems: reader<SettleFeedItemsRequest, unknown>({
    subject: ({ feedId }) => ({ feedId }),
    report: (_, __, { settled }) => ({ settled: settled.length }),
  }),
};
