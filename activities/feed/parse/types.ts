import type { FeedFormat } from '../types.ts';

/** An item as its feed tells it. */
export interface FeedEntry {
  /** The item's own id: guid, id, or its address. */
  item: string;
  /** Address of the article, absolute, without a fragment; null where it has none. */
  url: string | null;
  title: string | null;
  /** Dates as the feed gives them. */
  published: string | null;
  updated: string | null;
  /** What the feed has of its text: content, else a summary; HTML or plain. */
  content: string | null;
  contentType: 'text/html' | 'text/plain';
}

/** A sitemap that an index lists. */
export interface ListedSitemap {
  url: string;
  /** As the index gives it. */
  lastmod: string | null;
}

/** A feed, whatever its format. */
export interface ParsedFeed {
  format: FeedFormat;
  title: string | null;
  entries: FeedEntry[];
  /** Of a sitemap index. */
  sitemaps: ListedSitemap[];
}

/** The http(s) address that a reference in a feed means, without its fragment; null where it is none. */
export function resolveAddress(reference: string | undefined | null, base: string): string | null {
  const given = reference?.trim();
  if (!given || !URL.canParse(given, base)) return null;
  const url = new URL(given, base);
  url.hash = '';
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}
