import { Context } from '@temporalio/activity';
import type { Database } from '../../db/connection.ts';
import { type ClaimedItem, claimItems, type HandledItem, handleItems } from '../../db/feed-items.ts';
import { loadFeed } from '../../db/feeds.ts';
import { reserveRequests } from '../../db/web-hosts.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import { withHeartbeats } from '../heartbeat.ts';
import type { IngestInput } from '../types.ts';
import { workflowIdOf } from '../workflow-id.ts';
import { type RobotRules, robotRules } from './robots.ts';
import type { DueItem, TakeFeedItemsRequest, TakenFeedItems } from './types.ts';

/** Bytes of a key. */
const MAX_KEY_BYTES = 2048;

/**
 * Takes up the next items of a feed that are due, and tells when each may be fetched: as robots.txt and the interval of
 * its host allow. Those that may not be fetched are recorded at once.
 */
export function createTakeFeedItems({ db, sources }: ActivityDependencies) {
  return function takeFeedItems({ feedId, firstExecutionRunId, lot, limit }: TakeFeedItemsRequest) {
    return asActivity(() =>
      withHeartbeats<undefined, TakenFeedItems>(async () => {
        const { url: feedUrl } = await loadFeed(db, feedId);
        const claimed = await claimItems(db, feedId, { by: firstExecutionRunId, lot, limit });
        const rules = await rulesOf(db, claimed, sources);
        const refused = claimed.flatMap((item) => refusal(item, rules));
        if (refused.length > 0) await handleItems(db, feedId, refused);

        const refusedIds = new Set(refused.map(({ id }) => id));
        const due = claimed.filter(({ id }) => !refusedIds.has(id));
        return {
          items: await scheduled(db, due, rules, sources.hostInterval, feedUrl),
          skipped: refused.filter(({ state }) => state === 'skipped').length,
          postponed: refused.filter(({ state }) => state === 'postponed').length,
        };
      }),
    );
  };
}

/** The robots.txt of each host that the items are on. */
async function rulesOf(
  db: Database,
  items: ClaimedItem[],
  settings: ActivityDependencies['sources'],
): Promise<Map<string, RobotRules>> {
  const origins = new Set(items.flatMap(({ url }) => (url === null ? [] : [new URL(url).origin])));
  const { cancellationSignal } = Context.current();
  return new Map(
    await Promise.all(
      [...origins].map(async (origin) => [origin, await robotRules(db, origin, settings, cancellationSignal)] as const),
    ),
  );
}

/** Why an item is not to be fetched, now or at all; nothing where it is. */
function refusal({ id, url, rawSha256 }: ClaimedItem, rules: Map<string, RobotRules>): HandledItem[] {
  const refused = { id, documentId: null, workflowId: null };
  if (url === null) {
    if (rawSha256 !== null) return [];
    return [
      {
        ...refused,
        state: 'skipped',
        again: false,
        reason: 'it has neither an address (of 2,048 bytes at most) nor content',
      },
    ];
  }
  const { origin } = new URL(url);
  const { isAllowed, problem } = rules.get(origin) as RobotRules;
  if (isAllowed === null) {
    const reason = `${origin} could not say what may be fetched: ${problem}`;
    return [{ ...refused, state: 'postponed', again: true, reason }];
  }
  if (isAllowed(url)) return [];
  return [{ ...refused, state: 'skipped', again: false, reason: `${origin}/robots.txt disallows it` }];
}

/** Gives each item its time, in the order of the items. */
async function scheduled(
  db: Database,
  items: ClaimedItem[],
  rules: Map<string, RobotRules>,
  hostInterval: number,
  feedUrl: string,
): Promise<DueItem[]> {
  const waits = new Map<number, number>();
  const withAddress = items.filter(({ url }) => url !== null);
  for (const [origin, onHost] of Map.groupBy(withAddress, ({ url }) => new URL(url as string).origin)) {
    const interval = Math.max(hostInterval, rules.get(origin)?.crawlDelay ?? 0);
    const first = interval === 0 ? 0 : await reserveRequests(db, origin, onHost.length, interval);
    for (const [place, { id }] of onHost.entries()) waits.set(id, first + place * interval);
  }
  return items.map((item) => {
    const origin = `${feedUrl}#${item.item}`;
    const name =
      Buffer.byteLength(origin) <= MAX_KEY_BYTES ? origin : `${new URL(feedUrl).origin}/#feed-item-${item.id}`;
    const input: IngestInput =
      item.url === null
        ? { rawSha256: item.rawSha256 as string, key: name, origin: name, contentType: item.contentType ?? undefined }
        : { source: item.url };
    const { id, isNew } = item;
    return { id, isNew, input, workflowId: workflowIdOf(item.url ?? name), wait: waits.get(id) ?? 0 };
  });
}
