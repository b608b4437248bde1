import { ChildWorkflowFailure } from '@temporalio/workflow';
import type { FailedDocument, SettledDocument } from '../../activities/batch/types.ts';
import { startIngest } from '../start-ingest.ts';
import { OWN_RUN_PRIORITY } from './activity-options.ts';

/**
 * Gives a document that failed among others a run of its own, where its retries and history can be seen.
 * @throws a cancellation where the batch is cancelled before the run began.
 */
export async function runAlone(batchId: number, document: FailedDocument): Promise<SettledDocument> {
  const { position, workflowId } = document;
  const run = await startIngest({ ...document, suffix: `batch-${batchId}-${position}`, priority: OWN_RUN_PRIORITY });
  const named = run.workflowId === workflowId ? {} : { workflowId: run.workflowId };
  try {
    const { outcome, documentId, version } = await run.result();
    return { position, outcome, documentId, version, ...named };
  } catch (error) {
    // It has recorded why, also where it was cancelled.
    if (error instanceof ChildWorkflowFailure) return { position, outcome: 'failed', ...named };
    throw error;
  }
}
