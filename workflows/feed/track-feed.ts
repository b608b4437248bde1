import { setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { FeedRead, TakenFeedItems } from '../../activities/feed/types.ts';
import { type FeedProgress, feedProgressQuery } from '../messages.ts';

/** What of a feed's run is known at any moment; answers its query, and shows it in the UI. */
export class TrackedFeed {
  readonly #progress: FeedProgress;

  /**
   * @param source what was given, for a person to read.
   * @param carried where the run goes on as new.
   */
  constructor(source: string, carried: FeedProgress | undefined) {
    this.#progress = carried ?? {
      status: 'running',
      source,
      feed: null,
      format: null,
      items: 0,
      new: 0,
      changed: 0,
      published: 0,
      unchanged: 0,
      superseded: 0,
      failed: 0,
      skipped: 0,
      postponed: 0,
      left: 0,
      underWay: 0,
      sitemaps: { read: 0, failed: 0, left: 0 },
      startedAt: workflowInfo().runStartTime.toISOString(),
    };
    setHandler(feedProgressQuery, () => this.#progress, {
      description: 'How far the run is: items by what became of them.',
    });
    this.#show();
  }

  get progress(): Readonly<FeedProgress> {
    return this.#progress;
  }

  read({ status, format, items, sitemapsLeft }: FeedRead): void {
    Object.assign(this.#progress, { feed: status, format, items });
    this.#progress.sitemaps.left = sitemapsLeft;
    this.#show();
  }

  /** A sitemap of an index. */
  sitemap(hasFailed: boolean): void {
    this.#progress.sitemaps[hasFailed ? 'failed' : 'read'] += 1;
    this.#show();
  }

  taken({ items, skipped, postponed }: TakenFeedItems): void {
    const count = items.filter(({ isNew }) => isNew).length;
    this.#progress.new += count;
    this.#progress.changed += items.length - count;
    this.#progress.skipped += skipped;
    this.#progress.postponed += postponed;
    this.#show();
  }

  begun(): void {
    this.#progress.underWay += 1;
  }

  ended(outcome: 'published' | 'unchanged' | 'superseded' | 'failed'): void {
    this.#progress.underWay -= 1;
    this.#progress[outcome] += 1;
    this.#show();
  }

  left(count: number): void {
    this.#progress.left = count;
  }

  finished(status: Exclude<FeedProgress['status'], 'running'>): void {
    this.#progress.status = status;
    this.#show();
  }

  #show(): void {
    const { status, feed, format, items, published, unchanged, superseded, failed, skipped, postponed, left } =
      this.#progress;
    const head = feed === null ? status : `**${status}**: ${format ?? 'feed'} ${feed}, ${items} items`;
    setCurrentDetails(
      `${head}; ${published} published, ${unchanged + superseded} with nothing new, ${failed} failed, ${skipped} skipped, ${postponed} postponed, ${left} left`,
    );
  }
}
