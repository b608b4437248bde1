import { Context } from '@temporalio/activity';
import {
  countTry,
  loadHandedOver,
  loadOpen,
  type OpenDocument,
  recordHandedOver,
  summarizeRange,
} from '../../db/batch-documents.ts';
import { type PreparedDocument, type SliceContext, saveSlice } from '../../db/bulk/save-slice.ts';
import { SavedMeanwhile, type StageVersionIds } from '../../db/bulk/stage-results.ts';
import { linkNearDuplicates } from '../../db/near-duplicates.ts';
import { type Stage, upsertStageVersion } from '../../db/stage-versions.ts';
import type { ChunkRequest, ChunkResult } from '../batch/types.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity, isInfrastructure } from '../failures.ts';
import { withHeartbeats } from '../heartbeat.ts';
import { currentRun } from '../run.ts';
import { computeSlice } from './compute.ts';
import { LineFiles } from './line-files.ts';
import { loadSlice, type Rejected } from './load.ts';
import { describeHandedOver, ownRunId } from './own-run.ts';
import { recomputeSlice } from './recompute.ts';

/** Documents of a slice: enough to share a round trip, few enough to be lost together. */
const SLICE = 25;
/** Attempts of a chunk after which its documents are begun one by one, so that one that ends the worker is found. */
const TOGETHER = 3;
/** How often one of those may be begun. */
const ALONE = 2;

/** How far a chunk is, for the one who looks at it in the UI. */
interface Progress {
  done: number;
  of: number;
}

/**
 * Takes the documents of a chunk through the stages, and publishes them, slice by slice. What became of each is in the
 * ledger, in the transaction that published it; an attempt goes on where the one before ended, and what is asked for again
 * is done once. A document that fails is handed to a run of its own, and fails nothing else.
 *
 * Cancelled, or when the worker shuts down, it finishes the slice that it is writing.
 */
export function createIngestChunk(dependencies: ActivityDependencies) {
  return function ingestChunk(request: ChunkRequest): Promise<ChunkResult> {
    return asActivity(() =>
      withHeartbeats<Progress, ChunkResult>(async (pulse) => {
        const { db } = dependencies;
        const rows = await loadOpen(db, request);
        const chunk = new Chunk(dependencies, request, await stageVersionIds(dependencies), rows);
        await chunk.run((done) => pulse.set({ done, of: rows.length }));
        const { failed, hasMore } = await describeHandedOver(db, await loadHandedOver(db, request));
        return { ...(await summarizeRange(db, request)), failed, ...(hasMore && { hasMore: true }) };
      }),
    );
  };
}

async function stageVersionIds({ db, stages }: ActivityDependencies): Promise<StageVersionIds> {
  const { normalize, entities, attribution } = stages.fingerprints;
  return {
    normalize: await upsertStageVersion(db, { stage: 'normalize', ...normalize }),
    entities: await upsertStageVersion(db, { stage: 'entities', ...entities }),
    attribution: await upsertStageVersion(db, { stage: 'attribution', ...attribution }),
  };
}

/** One attempt at a chunk. */
class Chunk {
  readonly #dependencies: ActivityDependencies;
  readonly #context: SliceContext;
  readonly #lineFiles: LineFiles;
  readonly #size: number;
  readonly #force: Stage[];
  readonly #rows: Map<number, OpenDocument>;
  /** Aborted with the activity, and when one of two things that go on at once fails. */
  readonly #stop = new AbortController();

  constructor(
    dependencies: ActivityDependencies,
    request: ChunkRequest,
    versions: StageVersionIds,
    rows: OpenDocument[],
  ) {
    const { attempt } = Context.current().info;
    this.#dependencies = dependencies;
    this.#context = { ...currentRun(request.firstExecutionRunId), batchId: request.batchId, versions, attempt };
    this.#lineFiles = new LineFiles(dependencies.sources);
    this.#force = request.force ?? [];
    this.#size = attempt > TOGETHER ? 1 : SLICE;
    this.#rows = new Map(rows.map((row) => [row.position, row]));
  }

  /** Computes each slice while the one before is being written. */
  async run(report: (done: number) => void): Promise<void> {
    const rows = [...this.#rows.values()];
    const { cancellationSignal } = Context.current();
    const stop = () => this.#stop.abort(cancellationSignal.reason);
    cancellationSignal.addEventListener('abort', stop);
    if (cancellationSignal.aborted) stop();
    try {
      let done = 0;
      let next = await this.#prepare(rows, 0);
      while (next !== null) {
        const { documents, end } = next;
        [next] = await this.#both(this.#prepare(rows, end), this.#save(documents));
        done = end;
        report(done);
      }
    } finally {
      cancellationSignal.removeEventListener('abort', stop);
      await this.#lineFiles.close();
    }
  }

  /** Both end before either's error is thrown: a slice that is being written is written. */
  async #both<A, B>(preparing: Promise<A>, saving: Promise<B>): Promise<[A, B]> {
    const failed = (error: unknown): never => {
      this.#stop.abort(error);
      throw error;
    };
    const [prepared, saved] = await Promise.allSettled([preparing, saving.catch(failed)]);
    if (saved.status === 'rejected') throw saved.reason;
    if (prepared.status === 'rejected') throw prepared.reason;
    return [prepared.value, saved.value];
  }

  /** Reads and computes the slice that begins with a row. @returns null after the last; else the row after it, too. */
  async #prepare(rows: OpenDocument[], at: number): Promise<{ documents: PreparedDocument[]; end: number } | null> {
    if (at >= rows.length) return null;
    const { signal } = this.#stop;
    signal.throwIfAborted();
    const slice = rows.slice(at, at + this.#size);
    if (this.#size === 1 && (await this.#isSuspect(slice[0]))) {
      const error = new Error('it was begun alone before, and its chunk never came to an end');
      await this.#handOver([{ position: slice[0].position, error }]);
      return { documents: [], end: at + 1 };
    }
    const { documents, rejected, taken } = await loadSlice(this.#dependencies, this.#lineFiles, slice, signal);
    const computed = await computeSlice(this.#dependencies, this.#context.versions, documents, signal);
    await this.#handOver([...rejected, ...computed.rejected]);
    if (this.#force.length === 0) return { documents: computed.documents, end: at + taken };
    const recomputed = await recomputeSlice(this.#dependencies, this.#force, computed.documents, signal);
    const both = computed.documents.map((each) => ({ ...each, recomputed: recomputed.get(each.position) }));
    return { documents: both, end: at + taken };
  }

  /** Whether a document was begun alone before, and never came to an end. */
  async #isSuspect({ position }: OpenDocument): Promise<boolean> {
    return (await countTry(this.#dependencies.db, this.#context.batchId, position)) > ALONE;
  }

  /** What the database refuses for a slice is tried document by document, so that it is known for which one. */
  async #save(documents: PreparedDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const { db } = this.#dependencies;
    try {
      await linkNearDuplicates(db, await saveSlice(db, this.#context, documents));
    } catch (error) {
      if (error instanceof SavedMeanwhile || isInfrastructure(error)) throw error;
      if (documents.length > 1) {
        for (const document of documents) await this.#save([document]);
        return;
      }
      await this.#handOver([{ position: documents[0].position, error }]);
    }
  }

  async #handOver(rejected: Rejected[]): Promise<void> {
    const { batchId } = this.#context;
    const named = rejected.map(({ position, error }) => {
      const row = this.#rows.get(position) as OpenDocument;
      const workflowId = ownRunId(batchId, row);
      Context.current().log.info(`${row.source} gets a run of its own`, { batchId, position, workflowId, error });
      return { position, workflowId };
    });
    await recordHandedOver(this.#dependencies.db, batchId, named);
  }
}
