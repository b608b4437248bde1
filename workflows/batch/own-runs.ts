import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ChildWorkflowFailure,
  type ChildWorkflowOptions,
  startChild,
  type WithWorkflowArgs,
} from '@temporalio/workflow';
import type { FailedDocument, SettledDocument } from '../../activities/batch/types.ts';
import type { ingestDocument } from '../ingest-document.ts';
import { OWN_RUN_PRIORITY } from './activity-options.ts';

/** Characters that a person reads in a list of runs. */
const MAX_SUMMARY = 180;

/**
 * Gives a document that failed among others a run of its own, where its retries and history can be seen. Its id is the one
 * that the document has without a batch; while that one runs already, one of this batch.
 *
 * @throws a cancellation where the batch is cancelled before the run began.
 */
export async function runAlone(batchId: number, document: FailedDocument): Promise<SettledDocument> {
  const { position, workflowId } = document;
  try {
    return await ingest(position, document, workflowId);
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    // An id has room for 255 characters.
    const own = `${[...workflowId].slice(0, 200).join('')}:batch-${batchId}-${position}`;
    return { ...(await ingest(position, document, own)), workflowId: own };
  }
}

async function ingest(position: number, document: FailedDocument, workflowId: string): Promise<SettledDocument> {
  const { source, input } = document;
  const options: WithWorkflowArgs<typeof ingestDocument, ChildWorkflowOptions> = {
    workflowId,
    args: [input],
    staticSummary: [...source].slice(0, MAX_SUMMARY).join(''),
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    // Whoever ends the batch by force does not mean that the document goes unrecorded.
    parentClosePolicy: 'REQUEST_CANCEL',
    priority: OWN_RUN_PRIORITY,
  };
  const run = await startChild<typeof ingestDocument>('ingestDocument', options);
  try {
    const { outcome, documentId, version } = await run.result();
    return { position, outcome, documentId, version };
  } catch (error) {
    // It has recorded why, also where it was cancelled.
    if (error instanceof ChildWorkflowFailure) return { position, outcome: 'failed' };
    throw error;
  }
}
