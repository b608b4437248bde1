import { ApplicationFailure, condition, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ChunkResult, ListedPage, OpenedBatch, SettledDocument } from '../../activities/batch/types.ts';
import {
  type BatchProgress,
  batchProgressQuery,
  pauseUpdate,
  resumeUpdate,
  setRateUpdate,
  setWindowUpdate,
} from '../messages.ts';
import { begun, type CarriedBatch, type Chunk, type OutcomeCounts } from './carried.ts';
import { Pace } from './pace.ts';
import { Throughput } from './throughput.ts';

/** Chunks that may be under way at once: more than any number of workers that one database can serve. */
export const MAX_WINDOW = 200;
/** Documents a second: as good as no limit. */
const MAX_RATE = 100_000;

/** What of a batch is known at any moment; answers its query and its updates. */
export class TrackedBatch {
  readonly #source: string;
  #batch: CarriedBatch | undefined;
  #pace = new Pace(null);
  #throughput = new Throughput([]);
  #status: BatchProgress['status'] = 'running';
  #countUnderWay = () => 0;
  /** Counts what may let something new begin. */
  #changes = 0;

  /** @param source what was given, for a person to read. */
  constructor(source: string, carried: CarriedBatch | undefined) {
    this.#source = source;
    if (carried) this.#begin(carried);
    setHandler(batchProgressQuery, () => this.progress(), { description: 'How far the batch is.' });
    setHandler(pauseUpdate, () => this.#steer({ paused: true }), { description: 'Begins no new chunk until resumed.' });
    setHandler(resumeUpdate, () => this.#steer({ paused: false }), { description: 'Goes on after a pause.' });
    setHandler(setWindowUpdate, (window) => this.#steer({ window }), {
      description: `Chunks under way at once, 1 to ${MAX_WINDOW}.`,
      validator: checkWindow,
    });
    setHandler(setRateUpdate, (rate) => this.#steer({ rate }), {
      description: 'Documents a second at most; null for no limit.',
      validator: checkRate,
    });
  }

  /** Tells how many documents are under way at any moment. */
  watch(countUnderWay: () => number): void {
    this.#countUnderWay = countUnderWay;
  }

  /** The batch itself; what happens is reported to the methods below. */
  get batch(): CarriedBatch {
    if (!this.#batch) throw new TypeError('The batch has not been opened.');
    return this.#batch;
  }

  get pace(): Pace {
    return this.#pace;
  }

  get done(): number {
    return this.#batch ? sum(this.#batch.counts) : 0;
  }

  /** Grows with each thing that happens. */
  get changes(): number {
    return this.#changes;
  }

  opened(opened: OpenedBatch): void {
    this.#begin(begun(opened, workflowInfo().runStartTime.toISOString(), false));
  }

  listed({ listed, skipped, cursor, share }: ListedPage): void {
    const { batch } = this;
    batch.listed += listed;
    batch.skipped += skipped;
    batch.cursor = cursor;
    batch.share = share;
    batch.listingDone = cursor === null;
    this.#changed();
  }

  /** Adds what has not been counted of a chunk: one that is taken once more tells all of it again. */
  chunkEnded(chunk: Chunk, { failed: _, ...result }: ChunkResult): void {
    const { counts, reused } = this.batch;
    for (const outcome of ['published', 'unchanged', 'superseded', 'duplicate'] as const) {
      counts[outcome] += result[outcome] - chunk.counted[outcome];
    }
    for (const stage of ['normalize', 'entities', 'attribution'] as const) {
      reused[stage] += result.reused[stage] - chunk.counted.reused[stage];
    }
    chunk.counted = result;
    this.#changed();
  }

  /** Adds a document that ended in a run of its own. */
  settled({ outcome }: SettledDocument): void {
    this.batch.counts[outcome] += 1;
    this.#changed();
  }

  /** Something else ended: what waited for it may begin. */
  changed(): void {
    this.#changed();
  }

  /** What the ledger says at the end is what counts. */
  ended(status: Exclude<BatchProgress['status'], 'running'>, counts?: OutcomeCounts & { listed: number }): void {
    this.#status = status;
    if (counts) {
      const { listed, ...outcomes } = counts;
      Object.assign(this.batch, { listed, counts: outcomes });
    }
    this.#describe();
  }

  progress(): BatchProgress {
    const batch = this.#batch ?? begun({ ...NOT_OPENED, source: this.#source }, startOfRun(), false);
    const done = sum(batch.counts);
    const now = Date.now();
    const rate = done === 0 ? null : this.#throughput.rate(now, done);
    const isRunning = this.#status === 'running';
    return {
      status: this.#status,
      paused: batch.paused,
      source: batch.opened.source,
      batchId: this.#batch ? batch.opened.batchId : null,
      ...batch.counts,
      listed: batch.listed,
      listingDone: batch.listingDone,
      skipped: batch.skipped,
      underWay: this.#countUnderWay(),
      reused: batch.reused,
      rate: rate === null ? null : Math.round(rate * 10) / 10,
      startedAt: batch.startedAt,
      estimatedEnd: isRunning && !batch.paused && rate ? estimateEnd(batch, done, rate, now) : null,
      window: batch.opened.window,
      rateLimit: batch.opened.rate,
    };
  }

  #begin(batch: CarriedBatch): void {
    this.#batch = batch;
    this.#pace = new Pace(batch.opened.rate, batch.paceNext);
    this.#throughput = new Throughput(batch.samples);
    this.#changed();
  }

  #changed(): void {
    this.#changes += 1;
    this.#throughput.record(Date.now(), this.done);
    this.#describe();
  }

  /** An update may come before the input has been checked: it is done then. */
  async #steer(changes: { paused?: boolean; window?: number; rate?: number | null }): Promise<BatchProgress> {
    await condition(() => this.#batch !== undefined);
    const { batch } = this;
    const { paused = batch.paused, window = batch.opened.window, rate = batch.opened.rate } = changes;
    if (batch.paused && !paused) this.#throughput.restart(Date.now(), this.done);
    if (changes.rate !== undefined) this.#pace.setRate(rate, Date.now());
    batch.paused = paused;
    Object.assign(batch.opened, { window, rate });
    this.#changed();
    return this.progress();
  }

  #describe(): void {
    const { listed, listingDone, published, failed, rate, paused, status } = this.progress();
    const state = status === 'running' && paused ? 'paused' : status;
    const of = listingDone ? `${listed}` : `${listed} or more`;
    const speed = rate === null || status !== 'running' ? '' : `; ${rate} documents a second`;
    setCurrentDetails(
      `**${state}**: ${this.done} of ${of} documents, ${published} published, ${failed} failed${speed}`,
    );
  }
}

const NOT_OPENED = { batchId: 0, window: 0, chunkSize: 0, rate: null };

function startOfRun(): string {
  return workflowInfo().runStartTime.toISOString();
}

function sum(counts: OutcomeCounts): number {
  return counts.published + counts.unchanged + counts.superseded + counts.duplicate + counts.failed;
}

function estimateEnd({ listed, listingDone, share }: CarriedBatch, done: number, rate: number, now: number) {
  if (!listingDone && !share) return null;
  const total = listingDone ? listed : listed / (share as number);
  return new Date(now + ((total - done) / rate) * 1000).toISOString();
}

function checkWindow(window: unknown): void {
  if (Number.isInteger(window) && (window as number) >= 1 && (window as number) <= MAX_WINDOW) return;
  throw refused(`the window is ${JSON.stringify(window)}: give a whole number of chunks from 1 to ${MAX_WINDOW}`);
}

function checkRate(rate: unknown): void {
  if (rate === null || (typeof rate === 'number' && rate > 0 && rate <= MAX_RATE)) return;
  throw refused(`the rate is ${JSON.stringify(rate)}: give documents a second, above 0, or null for no limit`);
}

function refused(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'MalformedInput');
}
