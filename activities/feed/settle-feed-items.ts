import { countDueItems, handleItems } from '../../db/feed-items.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import type { FailureType } from '../types.ts';
import type { FeedItemsLeft, SettleFeedItemsRequest } from './types.ts';

/** Failures that pass by themselves: such an item is taken up again by the next run, though its feed says nothing new. */
const PASSING: FailureType[] = ['Unreachable', 'Cancelled'];

/** Records what became of items, and counts what is left. */
export function createSettleFeedItems({ db }: ActivityDependencies) {
  return function settleFeedItems({
    feedId,
    firstExecutionRunId,
    settled,
  }: SettleFeedItemsRequest): Promise<FeedItemsLeft> {
    return asActivity(async () => {
      const handled = settled.map(({ id, outcome, workflowId, documentId, errorType, message }) => ({
        id,
        state: outcome,
        again: outcome === 'failed' && PASSING.includes(errorType as FailureType),
        reason: outcome === 'failed' ? `${errorType}: ${message}` : null,
        documentId: documentId ?? null,
        workflowId,
      }));
      if (handled.length > 0) await handleItems(db, feedId, handled);
      return { left: await countDueItems(db, feedId, firstExecutionRunId) };
    });
  };
}
