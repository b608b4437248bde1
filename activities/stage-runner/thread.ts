import { workerData } from 'node:worker_threads';
import { DocumentError, type DocumentErrorType } from '../../stages/errors.ts';
import { runTask, type TaskInput, type TaskName } from './tasks.ts';
import type { StageFunctions, TaskResult } from './types.ts';

/** What a thread is started with. */
export interface ThreadData {
  /** Address of a module that exports `stages`. */
  stages: string;
}

export interface ThreadRequest {
  task: TaskName;
  input: TaskInput<TaskName>;
}

/** Errors lose their class on the way between threads. */
export type ThreadAnswer =
  | { ok: true; result: TaskResult<unknown> }
  | { ok: false; documentError: DocumentErrorType | null; name: string; message: string; stack: string | undefined };

const { stages } = (await import((workerData as ThreadData).stages)) as { stages: StageFunctions };

/** What a thread of the pool does, one at a time; it is loaded with the stages and their models once. */
export function work({ task, input }: ThreadRequest): ThreadAnswer {
  try {
    return { ok: true, result: runTask(stages, task, input) };
  } catch (error) {
    const documentError = error instanceof DocumentError ? error.type : null;
    if (error instanceof Error) {
      return { ok: false, documentError, name: error.name, message: error.message, stack: error.stack };
    }
    return { ok: false, documentError, name: 'Error', message: String(error), stack: undefined };
  }
}
