import type { IngestInput, Searchable } from '../types.ts';

/** What `ingestFeed` takes. */
export interface FeedInput {
  /** Address of the feed, sitemap or sitemap index. */
  url: string;
  /** Name under which its state is kept, where the address changes; default: the address. */
  key?: string;
  /** Documents under way at once, 1 to 50 (default 4). */
  concurrency?: number;
  /** Items that one run takes at most, 1 to 10,000 (default 500); what is left is for the next. */
  maxItems?: number;
}

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json' | 'sitemap' | 'sitemap index';

interface InChain {
  firstExecutionRunId: string;
}

/** A feed as the workflow gave it, or a sitemap that an index lists. */
export type ReadFeedRequest = { input: unknown } | { feedId: number };

/** A sitemap of an index, to be read after a pause. */
export interface DueSitemap {
  feedId: number;
  url: string;
  /** Milliseconds to wait first, for its host's sake. */
  wait: number;
}

export interface FeedRead extends Searchable {
  feedId: number;
  url: string;
  /** `unchanged`: the server says so. */
  status: 'unchanged' | 'read';
  format: FeedFormat | null;
  /** Items (of an index: sitemaps) in it, also where it is unchanged. */
  items: number;
  /** Of an index: what is to be read in this run, the newest first. */
  sitemaps: DueSitemap[];
  /** Of an index: sitemaps that are left for the next run. */
  sitemapsLeft: number;
  concurrency: number;
  maxItems: number;
}

export interface TakeFeedItemsRequest extends InChain {
  feedId: number;
  /** Number of the lot within the chain of runs, from 0: asked for again, it is the same. */
  lot: number;
  /** Items at most. */
  limit: number;
}

/** An item that is to be ingested. */
export interface DueItem {
  id: number;
  /** Whether it has never been done with before. */
  isNew: boolean;
  input: IngestInput;
  /** Id of the workflow that ingests it. */
  workflowId: string;
  /** Milliseconds to wait first, for its host's sake. */
  wait: number;
}

export interface TakenFeedItems {
  items: DueItem[];
  /** Items that are not to be fetched: robots.txt, or nothing to fetch. */
  skipped: number;
  /** Items whose host could not say whether they may be fetched: left for a later run. */
  postponed: number;
}

/** What became of an item. */
export interface SettledItem {
  id: number;
  outcome: 'taken' | 'failed';
  workflowId: string;
  documentId?: number;
  /** Of a failure: its type and message. */
  errorType?: string;
  message?: string;
}

export interface SettleFeedItemsRequest extends InChain {
  feedId: number;
  settled: SettledItem[];
}

/** What is still due, for a later run. */
export interface FeedItemsLeft {
  left: number;
}
