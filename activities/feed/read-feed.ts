import { Context } from '@temporalio/activity';
import { type Database, inTransaction } from '../../db/connection.ts';
import { type ToldItem, tellItems } from '../../db/feed-items.ts';
import {
  dueSitemaps,
  type Feed,
  feedProblem,
  feedRead,
  feedUnchanged,
  listSitemaps,
  loadFeed,
  upsertFeed,
} from '../../db/feeds.ts';
import { storeRawDocument } from '../../db/raw-documents.ts';
import { reserveRequests } from '../../db/web-hosts.ts';
import { DocumentError } from '../../stages/errors.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import { withHeartbeats } from '../heartbeat.ts';
import { tryFetch } from '../sources/try-fetch.ts';
import { type Fetched, fetchIfModified } from '../sources/web.ts';
import type { Tries } from '../tries.ts';
import { checkFeedInput } from './input.ts';
import { type ParsedFeed, parseRawFeed } from './parse/index.ts';
import { latest, toldItem } from './told-items.ts';
import type { FeedFormat, FeedRead, ReadFeedRequest } from './types.ts';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';
/** Sitemaps of an index that one run reads. */
const MAX_SITEMAPS = 20;
/** Characters of a feed's title that are kept. */
const MAX_TITLE = 500;
/** Items that one statement writes. */
const SLICE = 5000;
const INDEX: FeedFormat = 'sitemap index';

/**
 * Asks a feed's server for what is new in it, in one request, and writes what it says of its items. What is due is found
 * from that by `takeFeedItems`. A later attempt, or a reset, that gets the same writes nothing new.
 */
export function createReadFeed({ db, sources, searchable }: ActivityDependencies) {
  return function readFeed(request: ReadFeedRequest): Promise<FeedRead> {
    return asActivity(() =>
      withHeartbeats<Tries, FeedRead>(async (pulse) => {
        const { feed, concurrency, maxItems } = await open(db, request);
        const { etag, lastModified, url } = feed;
        const { cancellationSignal } = Context.current();
        const asked = { accept: ACCEPT, etag, lastModified };
        const fetch = () => fetchIfModified(url, sources, cancellationSignal, asked);
        let fetched: Fetched | null;
        try {
          fetched = await tryFetch(pulse, fetch, url);
          if (fetched) await write(db, feed, fetched, await parseRawFeed(fetched, sources.maxBytes));
          else await feedUnchanged(db, feed.id);
        } catch (error) {
          if (error instanceof DocumentError) await feedProblem(db, feed.id, `${error.type}: ${error.message}`);
          throw error;
        }
        const { format, items } = await loadFeed(db, feed.id);
        const due = format === INDEX ? await dueSitemaps(db, feed.id, MAX_SITEMAPS) : { due: [], total: 0 };
        return {
          feedId: feed.id,
          url,
          status: fetched ? 'read' : 'unchanged',
          format: format as FeedFormat,
          items,
          sitemaps: await Promise.all(
            due.due.map(async (sitemap) => ({
              feedId: sitemap.id,
              url: sitemap.url,
              wait: await reserveRequests(db, new URL(sitemap.url).origin, 1, sources.hostInterval),
            })),
          ),
          sitemapsLeft: due.total - due.due.length,
          concurrency,
          maxItems,
          ...(searchable && { searchable }),
        };
      }),
    );
  };
}

async function open(
  db: Database,
  request: ReadFeedRequest,
): Promise<{ feed: Feed; concurrency: number; maxItems: number }> {
  if ('feedId' in request) return { feed: await loadFeed(db, request.feedId), concurrency: 1, maxItems: 0 };
  const { key, url, concurrency, maxItems } = checkFeedInput(request.input);
  return { feed: await upsertFeed(db, key, url), concurrency, maxItems };
}

/** One transaction: the feed's state, and what it says. Items of a sitemap belong to the index that lists it. */
async function write(db: Database, feed: Feed, fetched: Fetched, parsed: ParsedFeed): Promise<void> {
  const { format, title, entries, sitemaps } = parsed;
  if (format === INDEX && feed.parentId !== null) {
    throw new DocumentError('MalformedInput', `${feed.url} is an index within an index: give its own address`);
  }
  const { etag, lastModified } = fetched;
  await inTransaction(db, async (transaction) => {
    const items: ToldItem[] = [];
    for (const entry of entries) {
      const { told, content } = toldItem(entry);
      const rawSha256 = content && (await storeRawDocument(transaction, content));
      items.push({ ...told, rawSha256, contentType: content?.contentType ?? null });
    }
    for (let at = 0; at < items.length; at += SLICE) {
      await tellItems(transaction, feed.parentId ?? feed.id, items.slice(at, at + SLICE), at);
    }
    if (format === INDEX) {
      const listed = sitemaps.map(({ url, lastmod }) => ({ url, lastmod, lastmodAt: latest(lastmod) }));
      await listSitemaps(transaction, feed.id, listed);
    }
    await feedRead(transaction, feed.id, {
      format,
      title: title?.slice(0, MAX_TITLE) ?? null,
      etag,
      lastModified,
      items: items.length + sitemaps.length,
    });
  });
}
