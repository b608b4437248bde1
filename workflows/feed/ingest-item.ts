import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ApplicationFailure,
  ChildWorkflowFailure,
  type ChildWorkflowOptions,
  isCancellation,
  startChild,
  type WithWorkflowArgs,
} from '@temporalio/workflow';
import type { DueItem, SettledItem } from '../../activities/feed/types.ts';
import { describeInput } from '../describe-input.ts';
import type { ingestDocument } from '../ingest-document.ts';
import type { IngestResult } from '../messages.ts';

/** Characters that a person reads in a list of runs. */
const MAX_SUMMARY = 180;
/** Characters of a failure that are kept with the item; `failures` has all of it. */
const MAX_MESSAGE = 500;

/** What became of an item, and of its document. */
export type IngestedItem = { settled: SettledItem; outcome: IngestResult['outcome'] | 'failed' };

/**
 * Ingests an item's document in a run of its own, under the id that it has without a feed; while that one runs already,
 * which may have begun before the item changed, under one of this feed.
 *
 * @param onBegin told when it has begun.
 * @throws a cancellation where the feed's run is cancelled before it began.
 */
export async function ingestItem(feedId: number, item: DueItem, onBegin: () => void): Promise<IngestedItem> {
  try {
    return await run(item, item.workflowId, onBegin);
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    // 1,000 characters are the most that a server takes by default.
    return run(item, `${[...item.workflowId].slice(0, 900).join('')}:feed-${feedId}-${item.id}`, onBegin);
  }
}

async function run({ id, input }: DueItem, workflowId: string, onBegin: () => void): Promise<IngestedItem> {
  const options: WithWorkflowArgs<typeof ingestDocument, ChildWorkflowOptions> = {
    workflowId,
    args: [input],
    staticSummary: [...describeInput(input).source].slice(0, MAX_SUMMARY).join(''),
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    // Whoever ends the feed's run by force does not mean that the document goes unrecorded.
    parentClosePolicy: 'REQUEST_CANCEL',
  };
  const child = await startChild<typeof ingestDocument>('ingestDocument', options);
  onBegin();
  try {
    const { outcome, documentId } = await child.result();
    return { outcome, settled: { id, outcome: 'taken', workflowId, documentId } };
  } catch (error) {
    // It has recorded why, also where it was cancelled.
    if (!(error instanceof ChildWorkflowFailure)) throw error;
    return { outcome: 'failed', settled: { id, outcome: 'failed', workflowId, ...reason(error) } };
  }
}

function reason(error: ChildWorkflowFailure): { errorType: string; message: string } {
  if (isCancellation(error)) return { errorType: 'Cancelled', message: 'its run was cancelled' };
  const cause = error.cause ?? error;
  const errorType = cause instanceof ApplicationFailure ? (cause.type ?? cause.name) : cause.name;
  return { errorType, message: [...cause.message].slice(0, MAX_MESSAGE).join('') };
}
