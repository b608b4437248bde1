import { insertBatch } from '../../db/batches.ts';
import { usePipeline } from '../../db/pipelines.ts';
import type { OpenBatchRequest } from '../batch/types.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import { currentExecution } from '../run.ts';
import { checkReprocessInput } from './input.ts';
import type { OpenedReprocess } from './types.ts';

/**
 * Checks what `reprocess` was given, puts this worker's pipeline in force, and makes the batch's row. A later attempt, or a
 * reset, finds it.
 */
export function createOpenReprocess({ db, stages, searchable }: ActivityDependencies) {
  return function openReprocess({ input, firstExecutionRunId }: OpenBatchRequest): Promise<OpenedReprocess> {
    return asActivity(async () => {
      const checked = checkReprocessInput(input);
      const today = await usePipeline(db, stages.fingerprints);
      const { workflowId } = currentExecution();
      const stored = { input: input ?? {}, today };
      const batchId = await insertBatch(db, { kind: 'reprocess', input: stored, workflowId, firstExecutionRunId });
      return { batchId, ...checked.options, ...(searchable && { searchable }) };
    });
  };
}
