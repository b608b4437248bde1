import { workerData } from 'node:worker_threads';
import { DocumentError, type DocumentErrorType } from '../../stages/errors.ts';
import { runTask, type TaskInput, type TaskName } from './tasks.ts';
import type { StageFunctions, TaskResult } from './types.ts';

/** What a thread is started with. */
export interface ThreadData {
  /** Address of a module that exports `stages`. */
  stages: string;
  /** Folder of the model that finds names instead of our own tagger. */
  entityModel: string | undefined;
}

export interface ThreadRequest {
  task: TaskName;
  input: TaskInput<TaskName>;
}

/** Errors lose their class on the way between threads. */
export type ThreadAnswer =
  | { ok: true; result: TaskResult<unknown> }
  | { ok: false; documentError: DocumentErrorType | null; name: string; message: string; stack: string | undefined };

async function load(): Promise<StageFunctions> {
  const { stages: address, entityModel } = workerData as ThreadData;
  const { stages } = (await import(address)) as { stages: StageFunctions };
  if (entityModel === undefined) return stages;
  const { openTransformers } = await import('../../stages/entities/transformers/index.ts');
  return { ...stages, tagEntities: await openTransformers(entityModel) };
}

// A thread that ended because it cannot load would be replaced by others that cannot: its tasks tell of it instead.
const [loading] = await Promise.allSettled([load()]);

/** What a thread of the pool does, one at a time; it is loaded with the stages and their models once. */
export async function work({ task, input }: ThreadRequest): Promise<ThreadAnswer> {
  try {
    if (loading.status === 'rejected') throw loading.reason;
    return { ok: true, result: await runTask(loading.value, task, input) };
  } catch (error) {
    const documentError = error instanceof DocumentError ? error.type : null;
    if (error instanceof Error) {
      return { ok: false, documentError, name: error.name, message: error.message, stack: error.stack };
    }
    return { ok: false, documentError, name: 'Error', message: String(error), stack: undefined };
  }
}
