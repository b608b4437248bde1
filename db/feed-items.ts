import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import { storable } from './storable.ts';

/** An item as its feed tells it now. */
export interface ToldItem {
  /** Its own id, at most 2,048 bytes. */
  item: string;
  url: string | null;
  /** Bytes of its content, stored, of an item without an address. */
  rawSha256: string | null;
  contentType: string | null;
  title: string | null;
  published: string | null;
  updated: string | null;
  /** The later date as a point in time, ISO 8601. */
  saidAt: string | null;
  /** Hash of all that the feed says of it. */
  saidSha256: string;
}

/**
 * Writes what a feed says of its items now, in their order; what is due follows from that.
 * @param from place of the first of them in the feed.
 */
export async function tellItems(db: Connection, feedId: number, items: ToldItem[], from: number): Promise<void> {
  const placed = items.map((item, at) => ({ ...item, place: from + at }));
  await sql`
    insert into feed_items as i (feed_id, item, url, raw_sha256, content_type, title, published, updated, said_at, place,
      said_sha256)
    select ${feedId}, item, url, "rawSha256", "contentType", title, published, updated, "saidAt", place, "saidSha256"
    from json_to_recordset(${JSON.stringify(placed)}::json) as g (
      item text, url text, "rawSha256" text, "contentType" text, title text, published text, updated text,
      "saidAt" timestamptz, place integer, "saidSha256" text)
    order by item
    on conflict (feed_id, item) do update set url = excluded.url, raw_sha256 = excluded.raw_sha256,
      content_type = excluded.content_type, title = excluded.title, published = excluded.published,
      updated = excluded.updated, said_at = excluded.said_at, place = excluded.place,
      said_sha256 = excluded.said_sha256, last_seen_at = clock_timestamp(),
      state = case when i.said_sha256 = excluded.said_sha256 then i.state else 'waiting' end
  `.execute(db);
}

/** An item that a run has taken up. */
export interface ClaimedItem {
  id: number;
  item: string;
  url: string | null;
  rawSha256: string | null;
  contentType: string | null;
  /** Whether it has never been done with before. */
  isNew: boolean;
}

/**
 * Takes up the next items that are due, the newest first, each once a run; asked for the same lot again it gives the same.
 * @param by first run of the workflow.
 */
export async function claimItems(
  db: Connection,
  feedId: number,
  { by, lot, limit }: { by: string; lot: number; limit: number },
): Promise<ClaimedItem[]> {
  const { rows } = await sql<ClaimedItem>`
    with before as (
      select id from feed_items where feed_id = ${feedId} and claimed_by = ${by} and claim = ${lot}
    ), due as (
      select id from feed_items
      where feed_id = ${feedId} and handled_sha256 is distinct from said_sha256 and claimed_by is distinct from ${by}
        and not exists (select from before)
      order by said_at desc nulls last, place
      limit ${limit}
      for update skip locked
    ), claimed as (
      update feed_items i set claimed_by = ${by}, claim = ${lot}, claimed_sha256 = said_sha256
      from due where i.id = due.id
    )
    select id, item, url, raw_sha256 as "rawSha256", content_type as "contentType", handled_sha256 is null as "isNew"
    from feed_items where id in (select id from before union all select id from due)
    order by said_at desc nulls last, place
  `.execute(db);
  return rows;
}

/** What became of an item. */
export interface HandledItem {
  id: number;
  state: 'taken' | 'skipped' | 'postponed' | 'failed';
  /** Whether it is to be taken up by a later run although its feed says nothing else. */
  again: boolean;
  reason: string | null;
  documentId: number | null;
  workflowId: string | null;
}

/** Records what became of items. Writing the same again changes nothing but the time. */
export async function handleItems(db: Connection, feedId: number, handled: HandledItem[]): Promise<void> {
  const rows = handled.map((each) => ({
    ...each,
    reason: each.reason === null ? null : storable(each.reason),
  }));
  await sql`
    update feed_items i set state = h.state, reason = h.reason, handled_at = clock_timestamp(),
      handled_sha256 = case when h.again then i.handled_sha256 else i.claimed_sha256 end,
      document_id = coalesce(h."documentId", i.document_id), workflow_id = coalesce(h."workflowId", i.workflow_id)
    from json_to_recordset(${JSON.stringify(rows)}::json) as h (
      id bigint, state text, again boolean, reason text, "documentId" bigint, "workflowId" text)
    where i.id = h.id and i.feed_id = ${feedId}
  `.execute(db);
}

/** How many items are due that this run has not taken up. */
export async function countDueItems(db: Connection, feedId: number, by: string): Promise<number> {
  const { rows } = await sql<{ due: number }>`
    select count(*) as due from feed_items
    where feed_id = ${feedId} and handled_sha256 is distinct from said_sha256 and claimed_by is distinct from ${by}
  `.execute(db);
  return rows[0].due;
}
