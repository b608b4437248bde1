import { insertBatch } from '../../db/batches.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import { currentExecution } from '../run.ts';
import { checkBatchInput } from './input.ts';
import type { OpenBatchRequest, OpenedBatch } from './types.ts';

/** Checks what `ingestBatch` was given, and makes the batch's row. A later attempt, or a reset, finds it. */
export function createOpenBatch({ db, searchable }: ActivityDependencies) {
  return function openBatch({ input, firstExecutionRunId }: OpenBatchRequest): Promise<OpenedBatch> {
    return asActivity(async () => {
      const { listed, options } = checkBatchInput(input);
      const { workflowId } = currentExecution();
      const batchId = await insertBatch(db, { kind: 'ingest', input, workflowId, firstExecutionRunId });
      const source = 'source' in listed ? listed.source : `a list of ${listed.documents.length}`;
      return { batchId, source, ...options, ...(searchable && { searchable }) };
    });
  };
}
