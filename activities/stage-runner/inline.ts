import { DocumentError } from '../../stages/errors.ts';
import { StageFault } from './stage-fault.ts';
import { runTask } from './tasks.ts';
import type { StageFingerprints, StageFunctions, StageRunner } from './types.ts';

/** Runs tasks in this thread, one after another, without limits: for stages that are changed on the spot. */
export function inlineRunner(stages: StageFunctions, fingerprints: StageFingerprints): StageRunner {
  return {
    fingerprints,
    async run(task, input, { signal, onStart }) {
      signal?.throwIfAborted();
      onStart?.();
      try {
        return await runTask(stages, task, input);
      } catch (error) {
        throw error instanceof DocumentError ? error : new StageFault(task, error);
      }
    },
    waiting: () => ({ interactive: 0, bulk: 0 }),
    close: async () => undefined,
  };
}
