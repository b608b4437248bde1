import { ApplicationFailure, ChildWorkflowFailure, isCancellation } from '@temporalio/workflow';
import type { DueItem, SettledItem } from '../../activities/feed/types.ts';
import { describeInput } from '../describe-input.ts';
import type { IngestResult } from '../messages.ts';
import { startIngest } from '../start-ingest.ts';

/** Characters of a failure that are kept with the item; `failures` has all of it. */
const MAX_MESSAGE = 500;

/** What became of an item, and of its document. */
export type IngestedItem = { settled: SettledItem; outcome: IngestResult['outcome'] | 'failed' };

/**
 * Ingests an item's document in a run of its own.
 *
 * @param onBegin told when it has begun.
 * @throws a cancellation where the feed's run is cancelled before it began.
 */
export async function ingestItem(feedId: number, item: DueItem, onBegin: () => void): Promise<IngestedItem> {
  const { id, input } = item;
  const { source } = describeInput(input);
  const child = await startIngest({ ...item, source, suffix: `feed-${feedId}-${id}` });
  const { workflowId } = child;
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
