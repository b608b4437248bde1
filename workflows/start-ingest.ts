import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { type ChildWorkflowHandle, type ChildWorkflowOptions, startChild } from '@temporalio/workflow';
import type { ingestDocument } from './ingest-document.ts';

/** Characters that a person reads in a list of runs. */
const MAX_SUMMARY = 180;
/** Characters of the usual id that are kept in another: an id has room for 255, and what follows is short. */
const MAX_KEPT = 200;

/** A document that gets a run of its own. */
export interface IngestStart {
  /** As `ingestDocument` takes it. */
  input: Parameters<typeof ingestDocument>[0];
  /** For a person to read: where the document comes from. */
  source: string;
  /** The id that the document has when it is ingested alone. */
  workflowId: string;
  /** Follows that id while it runs already, to make another: short, and of this parent only. */
  suffix: string;
  priority?: ChildWorkflowOptions['priority'];
}

/**
 * Starts `ingestDocument` as a child, under the id that the document has without its parent; while that one runs already,
 * which may have begun with something else, under one of the parent's own.
 *
 * @returns when it has begun; the handle says which id it was.
 * @throws a cancellation where the parent is cancelled before.
 */
export async function startIngest(start: IngestStart): Promise<ChildWorkflowHandle<typeof ingestDocument>> {
  const { workflowId, suffix } = start;
  try {
    return await begin(start, workflowId);
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return begin(start, `${[...workflowId].slice(0, MAX_KEPT).join('')}:${suffix}`);
  }
}

function begin(
  { input, source, priority }: IngestStart,
  workflowId: string,
): Promise<ChildWorkflowHandle<typeof ingestDocument>> {
  return startChild<typeof ingestDocument>('ingestDocument', {
    workflowId,
    args: [input],
    staticSummary: [...source].slice(0, MAX_SUMMARY).join(''),
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    // Whoever ends the parent by force does not mean that the document goes unrecorded.
    parentClosePolicy: 'REQUEST_CANCEL',
    priority,
  });
}
