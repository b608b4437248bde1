import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  isCancellation,
  makeContinueAsNewFunc,
  proxyActivities,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { DueItem, FeedRead, SettledItem } from '../activities/feed/types.ts';
import type { Activities } from '../activities/index.ts';
import { ACQUIRE, WRITE } from './activity-options.ts';
import { describeFailure } from './describe-failure.ts';
import { ingestItem } from './feed/ingest-item.ts';
import { TrackedFeed } from './feed/track-feed.ts';
import type { FeedProgress } from './messages.ts';
import { makeSearchable } from './search-attributes.ts';

/** `takeFeedItems` asks hosts for their robots.txt. */
const { readFeed, takeFeedItems } = proxyActivities<Activities>(ACQUIRE);
const { settleFeedItems } = proxyActivities<Activities>(WRITE);

/** Items taken up at once: their times are reserved, so that the next lot waits for all of it. */
const LOT = 25;
/** Events after which the run goes on as new: an item takes about fifteen, the server warns at 10,240. */
const MAX_EVENTS = 4000;

/** What a run hands to the one that goes on for it. */
export interface CarriedFeed {
  read: Pick<FeedRead, 'feedId' | 'concurrency' | 'maxItems' | 'searchable'>;
  progress: FeedProgress;
  /** Lots taken up. */
  lots: number;
  /** Items taken up. */
  claimed: number;
}

/**
 * Ingests what is new or changed in a feed or sitemap, each item by an `ingestDocument` of its own. Made for a schedule;
 * docs/feeds.md tells what is taken, and when. What it takes is described and checked by `activities/feed/input.ts`.
 */
export async function ingestFeed(first: unknown, ...others: unknown[]): Promise<FeedProgress> {
  const { continuedFromExecutionRunId } = workflowInfo();
  // The command line takes several inputs; of none it should be thought that it was read.
  const isContinued = continuedFromExecutionRunId !== undefined;
  const carried = isContinued ? (others[0] as CarriedFeed | undefined) : undefined;
  const input = isContinued || others.length === 0 ? first : [first, ...others];
  const feed = new TrackedFeed(describeFeed(input), carried?.progress);
  try {
    const state: CarriedFeed = carried ?? {
      read: await readAll(input, feed),
      progress: feed.progress,
      lots: 0,
      claimed: 0,
    };
    while (state.claimed < state.read.maxItems && (await takeLot(state, feed))) {
      const { historyLength, continueAsNewSuggested } = workflowInfo();
      if (continueAsNewSuggested || historyLength > MAX_EVENTS) {
        const { feedId, concurrency, maxItems, searchable } = state.read;
        const read = { feedId, concurrency, maxItems, searchable };
        await makeContinueAsNewFunc<typeof ingestFeed>()(first, { ...state, read, progress: feed.progress });
      }
    }
    feed.finished('completed');
    if (state.read.searchable) makeSearchable({ outcome: 'completed' });
    return feed.progress;
  } catch (error) {
    // Anything else is a fault of this code, or goes on as new.
    if (!(error instanceof ActivityFailure) && !(error instanceof CancelledFailure)) throw error;
    feed.finished(isCancellation(error) ? 'cancelled' : 'failed');
    if (isCancellation(error)) throw error;
    const { errorType: type, message } = describeFailure(error, 'acquire');
    throw ApplicationFailure.create({
      type,
      message,
      nonRetryable: true,
      cause: error,
      category: type === 'StageFailed' ? undefined : 'BENIGN',
    });
  }
}

/** Reads the feed; of an index then its sitemaps, each at its time. One that cannot be read does not hold up the others. */
async function readAll(input: unknown, feed: TrackedFeed): Promise<FeedRead> {
  const summary = feed.progress.source;
  const read = await readFeed.executeWithOptions({ summary }, [{ input }]);
  feed.read(read);
  const since = Date.now();
  for (const { feedId, url, wait } of read.sitemaps) {
    await sleepUntil(since + wait);
    try {
      await readFeed.executeWithOptions({ summary: shortened(url) }, [{ feedId }]);
      feed.sitemap(false);
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      feed.sitemap(true);
    }
  }
  return read;
}

/** @returns whether there was anything to take up. Cancelled, it records what has been done. */
async function takeLot(state: CarriedFeed, feed: TrackedFeed): Promise<boolean> {
  const { feedId, concurrency, maxItems } = state.read;
  const { firstExecutionRunId } = workflowInfo();
  const limit = Math.min(LOT, maxItems - state.claimed);
  const summary = `items from ${state.claimed}`;
  const taken = await takeFeedItems.executeWithOptions({ summary }, [
    { feedId, firstExecutionRunId, lot: state.lots, limit },
  ]);
  feed.taken(taken);
  const count = taken.items.length + taken.skipped + taken.postponed;
  if (count === 0) {
    feed.left(0);
    return false;
  }
  state.lots += 1;
  state.claimed += count;

  const settled: SettledItem[] = [];
  try {
    await ingestItems(feedId, taken.items, concurrency, feed, settled);
  } finally {
    const { left } = await CancellationScope.nonCancellable(() =>
      settleFeedItems.executeWithOptions({ summary }, [{ feedId, firstExecutionRunId, settled }]),
    );
    feed.left(left);
  }
  return count === limit;
}

/** Each item at its time, some at once. @param settled what is done, also where this is cancelled. */
async function ingestItems(
  feedId: number,
  items: DueItem[],
  concurrency: number,
  feed: TrackedFeed,
  settled: SettledItem[],
): Promise<void> {
  const since = Date.now();
  const waiting = items.toSorted((a, b) => a.wait - b.wait);
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await sleepUntil(since + item.wait);
      const ingested = await ingestItem(feedId, item, () => feed.begun());
      settled.push(ingested.settled);
      feed.ended(ingested.outcome);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(concurrency, items.length) }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
}

/** Throws where the run has been cancelled, also where there is nothing to wait for. */
async function sleepUntil(time: number): Promise<void> {
  const wait = time - Date.now();
  if (wait > 0) await sleep(wait);
  if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('The run was cancelled');
}

/** What was given, in a few words, whatever it was: `readFeed` checks it. */
function describeFeed(input: unknown): string {
  const { url } = (typeof input === 'object' && input !== null ? input : {}) as { url?: unknown };
  return shortened(typeof url === 'string' ? url : 'unreadable input');
}

function shortened(text: string): string {
  return [...text].slice(0, 500).join('');
}
