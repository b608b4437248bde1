import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  condition,
  isCancellation,
  proxyActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type {
  FailedDocument,
  ListedPage,
  ListRequest,
  OpenedBatch,
  SettledDocument,
} from '../../activities/batch/types.ts';
import type { Activities } from '../../activities/index.ts';
import type { Stage } from '../../db/stage-versions.ts';
import { WRITE } from '../activity-options.ts';
import { describeFailure } from '../describe-failure.ts';
import type { BatchProgress } from '../messages.ts';
import { makeSearchable } from '../search-attributes.ts';
import { bulk, CHUNK } from './activity-options.ts';
import { type CarriedBatch, type Chunk, nothingDone } from './carried.ts';
import { runAlone } from './own-runs.ts';
import { TrackedBatch } from './track-batch.ts';

const { ingestChunk } = proxyActivities<Activities>(CHUNK);
const { settleBatch, countBatch } = proxyActivities<Activities>(WRITE);

/** Documents listed ahead of those that are begun, in windows: workers never wait for the listing, nor does it run away. */
const WINDOWS_AHEAD = 2;
/** Documents that have runs of their own at once: enough for a few slow addresses, few beside the news. */
const MAX_OWN_RUNS = 16;
/** Documents that wait for one, beyond which no new chunk begins: where most fail, the sender should hear of it soon. */
const MAX_WAITING = 200;
/** Documents whose ends are recorded at once. */
const MAX_SETTLED = 500;
/** Events after which the batch goes on in a new run; a server suggests it at about as many. What is under way adds some. */
const MAX_EVENTS = 4_000;

/** What a workflow of many documents is made of. */
export interface BatchWorkflow {
  /** What was given, for a person to read. */
  source: string;
  /** What the run before handed over, where it continued as new. */
  carried: CarriedBatch | undefined;
  /** Stages that are computed again where the memo has their results. */
  force?: Stage[];
  /** Checks the input, and makes the batch's row. */
  open(): Promise<OpenedBatch>;
  /** Writes the next page of documents to the ledger. */
  listPage(request: ListRequest): Promise<ListedPage>;
  /** Continues as new. */
  continueAsNew(carried: CarriedBatch): Promise<never>;
}

/** A document that is to have a run of its own, with the chunk that it comes from. */
interface Waiting {
  chunk: Chunk;
  document: FailedDocument;
}

/**
 * Lists documents ahead of the work, keeps a window of chunks under way, and gives those that fail runs of their own.
 * Cancelled, or where listing or a chunk fails for good, it begins nothing more, waits for what is under way, and then ends
 * so; what is done is kept.
 *
 * @returns the final progress.
 */
export async function runBatch(workflow: BatchWorkflow): Promise<BatchProgress> {
  const tracked = new TrackedBatch(workflow.source, workflow.carried);
  try {
    if (!workflow.carried) tracked.opened(await workflow.open());
  } catch (error) {
    tracked.ended(isCancellation(error) ? 'cancelled' : 'failed');
    throw asFinal(error);
  }
  const end = await new BatchRun(workflow, tracked).run();
  const { batch } = tracked;
  if (end === 'continued') return workflow.continueAsNew(batch);
  const { batchId, searchable } = batch.opened;
  const counts = await CancellationScope.nonCancellable(() => countBatch({ batchId }));
  const outcome = end === 'completed' ? end : isCancellation(end.error) ? 'cancelled' : 'failed';
  tracked.ended(outcome, counts);
  if (searchable) makeSearchable({ outcome });
  if (end !== 'completed') throw asFinal(end.error);
  return tracked.progress();
}

/** What a workflow fails with: the type and message of the activity that gave up. */
export function asFinal(error: unknown): unknown {
  // Anything but an activity's failure is a cancellation, or a fault of this code: Temporal waits for its repair.
  if (!(error instanceof ActivityFailure) || isCancellation(error)) return error;
  const { errorType: type, message } = describeFailure(error);
  const category = type === 'StageFailed' ? undefined : 'BENIGN';
  return ApplicationFailure.create({ type, message, nonRetryable: true, cause: error, category });
}

/** One run of the loop. */
class BatchRun {
  readonly #workflow: BatchWorkflow;
  readonly #tracked: TrackedBatch;
  /** What is cancelled with the workflow. */
  readonly #cancellable = new CancellationScope();
  readonly #chunks = new Set<Chunk>();
  readonly #waiting: Waiting[] = [];
  readonly #alone = new Set<Waiting>();
  /** Chunks with more such documents than their answers had room for. */
  readonly #unnamed = new Set<Chunk>();
  #settled: SettledDocument[] = [];
  #isListing = false;
  #isSettling = false;
  #error: unknown;

  constructor(workflow: BatchWorkflow, tracked: TrackedBatch) {
    this.#workflow = workflow;
    this.#tracked = tracked;
    tracked.watch(() => [...this.#chunks].reduce((size, { from, to }) => size + to - from, this.#alone.size));
  }

  /** Runs until all is done, or nothing more may begin and what was under way has ended. */
  async run(): Promise<'completed' | 'continued' | { error: unknown }> {
    CancellationScope.current().cancelRequested.catch((error) => this.#fail(error));
    return CancellationScope.nonCancellable(async () => {
      for (;;) {
        const seen = this.#tracked.changes;
        const isContinuing = this.#isFull();
        if (this.#error === undefined && !isContinuing && !this.#tracked.batch.paused) this.#begin();
        this.#settle();
        if (this.#isIdle()) {
          if (this.#error !== undefined) return { error: this.#error };
          if (this.#isDone()) return 'completed';
          if (isContinuing) return this.#carry();
        }
        await this.#change(seen);
      }
    });
  }

  /** Something has changed, or what the rate made wait may begin. */
  async #change(seen: number): Promise<void> {
    const isChanged = () => this.#tracked.changes !== seen;
    const wait = this.#mayBegin() ? this.#tracked.pace.wait(Date.now()) : 0;
    if (wait > 0) await condition(isChanged, wait);
    else await condition(isChanged);
  }

  #begin(): void {
    const { batch, pace } = this.#tracked;
    const { window, chunkSize } = batch.opened;
    while (this.#waiting.length > 0 && this.#alone.size < MAX_OWN_RUNS)
      this.#handOver(this.#waiting.shift() as Waiting);
    const ahead = batch.listed - batch.next;
    if (!batch.listingDone && !this.#isListing && ahead < WINDOWS_AHEAD * window * chunkSize) this.#list();
    while (this.#mayBegin() && pace.wait(Date.now()) === 0) {
      const chunk = batch.again.shift() ?? this.#nextChunk();
      pace.begin(chunk.to - chunk.from, Date.now());
      this.#run(chunk);
    }
  }

  /** Whether there is a chunk to begin and room for it, whatever the rate. */
  #mayBegin(): boolean {
    const { batch } = this.#tracked;
    const { window, chunkSize } = batch.opened;
    if (batch.paused || this.#error !== undefined || this.#isFull()) return false;
    if (this.#chunks.size >= window || this.#waiting.length >= MAX_WAITING) return false;
    const listed = batch.listed - batch.next;
    return batch.again.length > 0 || listed >= chunkSize || (batch.listingDone && listed > 0);
  }

  #nextChunk(): Chunk {
    const { batch } = this.#tracked;
    const from = batch.next;
    batch.next = Math.min(batch.listed, from + batch.opened.chunkSize);
    return { from, to: batch.next, counted: nothingDone() };
  }

  #list(): void {
    const { listed, cursor, opened } = this.#tracked.batch;
    this.#isListing = true;
    this.#work(() => this.#workflow.listPage({ batchId: opened.batchId, from: listed, cursor }))
      .then((page) => {
        this.#isListing = false;
        this.#tracked.listed(page);
      })
      .catch((error) => {
        this.#isListing = false;
        this.#fail(error);
      });
  }

  #run(chunk: Chunk): void {
    const { batchId } = this.#tracked.batch.opened;
    const { force } = this.#workflow;
    const { from, to } = chunk;
    const { firstExecutionRunId } = workflowInfo();
    const request = { batchId, from, to, firstExecutionRunId, ...(force && { force }) };
    const options = { ...bulk(batchId), summary: `documents ${from}-${to - 1}` };
    this.#chunks.add(chunk);
    this.#work(() => ingestChunk.executeWithOptions(options, [request]))
      .then((result) => {
        this.#chunks.delete(chunk);
        for (const document of result.failed) this.#waiting.push({ chunk, document });
        if (result.hasMore) this.#unnamed.add(chunk);
        this.#tracked.chunkEnded(chunk, result);
      })
      .catch((error) => {
        this.#chunks.delete(chunk);
        this.#fail(error);
      });
  }

  #handOver(waiting: Waiting): void {
    this.#alone.add(waiting);
    this.#work(() => runAlone(this.#tracked.batch.opened.batchId, waiting.document))
      .then((settled) => {
        this.#alone.delete(waiting);
        this.#settled.push(settled);
        this.#tracked.settled(settled);
      })
      .catch((error) => {
        this.#alone.delete(waiting);
        this.#fail(error);
      });
  }

  /** Records what has ended so far in one go; what ends meanwhile comes with the next. */
  #settle(): void {
    if (this.#isSettling || this.#settled.length === 0) return;
    const documents = this.#settled.splice(0, MAX_SETTLED);
    this.#isSettling = true;
    const { batchId } = this.#tracked.batch.opened;
    settleBatch({ batchId, documents })
      .then(() => {
        this.#isSettling = false;
        this.#askAgain();
        this.#tracked.changed();
      })
      .catch((error) => {
        this.#isSettling = false;
        this.#fail(error);
      });
  }

  /** Chunks whose named documents have all ended name the rest when they are taken again. */
  #askAgain(): void {
    if (this.#settled.length > 0) return;
    const busy = new Set([...this.#waiting, ...this.#alone].map(({ chunk }) => chunk));
    for (const chunk of this.#unnamed) {
      if (busy.has(chunk)) continue;
      this.#unnamed.delete(chunk);
      this.#tracked.batch.again.push(chunk);
    }
  }

  /** Ends with the workflow's cancellation, and not before what it does has ended. */
  #work<Result>(begin: () => Promise<Result>): Promise<Result> {
    return this.#cancellable.run(begin);
  }

  /** The first error is the reason; a cancellation is that of everything under way. */
  #fail(error: unknown): void {
    this.#error ??= isCancellation(error) ? new CancelledFailure('the batch was cancelled') : error;
    this.#tracked.changed();
  }

  #isFull(): boolean {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    return continueAsNewSuggested || historyLength >= MAX_EVENTS;
  }

  #isIdle(): boolean {
    const isWorking = this.#isListing || this.#isSettling || this.#chunks.size > 0 || this.#alone.size > 0;
    return !isWorking && this.#settled.length === 0;
  }

  #isDone(): boolean {
    const { listingDone, next, listed, again } = this.#tracked.batch;
    return (
      listingDone && next === listed && again.length === 0 && this.#waiting.length === 0 && this.#unnamed.size === 0
    );
  }

  /** Chunks whose failed documents have no run yet are taken again by the next run, which names the same. */
  #carry(): 'continued' {
    const { batch, pace } = this.#tracked;
    batch.again.push(...new Set([...this.#waiting.map(({ chunk }) => chunk), ...this.#unnamed]));
    batch.paceNext = pace.next;
    return 'continued';
  }
}
