import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { TaggerModelError } from '../../stages/entities/transformers/errors.ts';
import { DocumentError } from '../../stages/errors.ts';
import { Lanes } from './lanes.ts';
import { StageFault } from './stage-fault.ts';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';
import type { ThreadAnswer, ThreadData, ThreadRequest } from './thread.ts';
import { timeLimit } from './time-limit.ts';
import type { RunOptions, StageFingerprints, StageRunner, TaskResult } from './types.ts';

export interface PoolOptions {
  /** Tasks that run at once. */
  threads: number;
  /** MiB of JavaScript objects that a thread may have; one that needs more is ended. */
  heapMegabytes: number;
  fingerprints: StageFingerprints;
  /** Address of the module that exports `stages`. Default: those of this checkout. */
  stages?: string;
  /** Folder of the model that finds names. Default: our own tagger does. */
  entityModel?: string;
  /** Milliseconds that a task of a size gets. Default `timeLimit`. */
  limit?: (size: number, task: TaskName) => number;
}

/** Runs tasks in threads, each of which loads the stages and their models once. */
export function startPool({
  threads,
  heapMegabytes,
  fingerprints,
  stages,
  entityModel,
  limit = (size, task) => timeLimit(size, task, entityModel !== undefined),
}: PoolOptions): StageRunner {
  const workerData: ThreadData = { stages: stages ?? new URL('../stages.ts', import.meta.url).href, entityModel };
  const pool = new Piscina<ThreadRequest, ThreadAnswer>({
    filename: fileURLToPath(new URL('./thread.ts', import.meta.url)),
    name: 'work',
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    workerData,
    recordTiming: false,
  });
  const lanes = new Lanes(threads);
  const endings = new Set<AbortController>();
  // Of a thread that ended without a task. Where none is left, what waits for one would wait until its time is over.
  pool.on('error', (error: Error) => {
    process.emitWarning(error);
    if (pool.threads.length === 0) for (const ending of endings) ending.abort(error);
  });
  return {
    fingerprints,
    async run<Name extends TaskName>(task: Name, input: TaskInput<Name>, options: RunOptions) {
      await turn(lanes, options);
      const ending = new AbortController();
      const milliseconds = limit(options.size, task);
      const tooLong = new Error(`took longer than ${milliseconds} ms for ${options.size} bytes`);
      endings.add(ending);
      const timer = setTimeout(() => ending.abort(tooLong), milliseconds);
      const stop = () => ending.abort(options.signal?.reason);
      options.signal?.addEventListener('abort', stop);
      try {
        options.signal?.throwIfAborted();
        options.onStart?.();
        const answer = await pool.run({ task, input }, { signal: ending.signal, transferList: options.transfer });
        if (answer.ok) return answer.result as TaskResult<TaskOutput<Name>>;
        throw errorOf(task, answer);
      } catch (error) {
        options.signal?.throwIfAborted();
        if (ending.signal.aborted) throw new StageFault(task, ending.signal.reason);
        throw error instanceof DocumentError || error instanceof StageFault ? error : new StageFault(task, error);
      } finally {
        clearTimeout(timer);
        endings.delete(ending);
        options.signal?.removeEventListener('abort', stop);
        lanes.done();
      }
    },
    waiting: () => lanes.waiting(),
    close: () => pool.destroy(),
  };
}

/** Waits for a thread. @throws the signal's reason when it is aborted before. */
function turn(lanes: Lanes, { lane, signal }: RunOptions): Promise<void> {
  return new Promise((start, give) => {
    signal?.throwIfAborted();
    const stop = () => {
      if (lanes.remove(work)) give(signal?.reason);
    };
    const work = {
      lane,
      start() {
        signal?.removeEventListener('abort', stop);
        start();
      },
    };
    signal?.addEventListener('abort', stop);
    lanes.add(work);
  });
}

function errorOf(task: TaskName, { documentError, name, message, stack }: ThreadAnswer & { ok: false }): Error {
  if (documentError !== null) return new DocumentError(documentError, message);
  const cause =
    name === 'TaggerModelError' ? new TaggerModelError(message) : Object.assign(new Error(message), { name });
  cause.stack = stack;
  return new StageFault(task, cause);
}
