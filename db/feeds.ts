import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import { storable } from './storable.ts';

/** A feed or sitemap that is read again and again. */
export interface Feed {
  id: number;
  url: string;
  /** The sitemap index that lists it. */
  parentId: number | null;
  format: string | null;
  etag: string | null;
  lastModified: string | null;
  items: number;
}

const COLUMNS = [
  'id',
  'url',
  'parent_id as parentId',
  'format',
  'etag',
  'last_modified as lastModified',
  'items',
] as const;

/** Finds the feed of this key, or makes it. One whose address is another now is asked for anew, without conditions. */
export async function upsertFeed(db: Connection, key: string, url: string): Promise<Feed> {
  return db
    .insertInto('feeds')
    .values({ key, url })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        url: sql`excluded.url`,
        etag: sql`case when feeds.url = excluded.url then feeds.etag end`,
        last_modified: sql`case when feeds.url = excluded.url then feeds.last_modified end`,
      }),
    )
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

/** @throws when there is no such feed. */
export async function loadFeed(db: Connection, feedId: number): Promise<Feed> {
  const feed = await db.selectFrom('feeds').select(COLUMNS).where('id', '=', feedId).executeTakeFirst();
  if (!feed) throw new Error(`There is no feed ${feedId}: it was deleted; start the run again.`);
  return feed;
}

/** Notes that the server was asked and had nothing new. */
export async function feedUnchanged(db: Connection, feedId: number): Promise<void> {
  await db
    .updateTable('feeds')
    .set({ checked_at: sql`now()`, problem: null, read_listed: sql`listed` })
    .where('id', '=', feedId)
    .execute();
}

/** What a feed was found to be. */
export interface ReadFeed {
  format: string;
  title: string | null;
  etag: string | null;
  lastModified: string | null;
  items: number;
}

/** Notes that the feed came with something new: in the transaction that writes its items. */
export async function feedRead(
  db: Connection,
  feedId: number,
  { format, title, etag, lastModified, items }: ReadFeed,
): Promise<void> {
  await db
    .updateTable('feeds')
    .set({
      format,
      title: title === null ? null : storable(title),
      etag,
      last_modified: lastModified,
      items,
      checked_at: sql`now()`,
      read_at: sql`now()`,
      problem: null,
      read_listed: sql`listed`,
    })
    .where('id', '=', feedId)
    .execute();
}

/** Notes why it could not be read. */
export async function feedProblem(db: Connection, feedId: number, problem: string): Promise<void> {
  await db
    .updateTable('feeds')
    .set({ checked_at: sql`now()`, problem: storable(problem) })
    .where('id', '=', feedId)
    .execute();
}

export interface ListedFeed {
  url: string;
  /** As the index gives it. */
  lastmod: string | null;
  /** The same as a point in time, ISO 8601. */
  lastmodAt: string | null;
}

/** Writes which sitemaps an index lists now; those that it no longer lists are forgotten, their items are not. */
export async function listSitemaps(db: Connection, indexId: number, sitemaps: ListedFeed[]): Promise<void> {
  await sql`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(sitemaps)}::json)
        as g (url text, lastmod text, "lastmodAt" timestamptz)
    ), gone as (
      delete from feeds where parent_id = ${indexId} and url not in (select url from given)
    )
    insert into feeds (key, url, parent_id, listed, listed_at)
    select ${indexId}::text || ' ' || md5(url), url, ${indexId}, lastmod, "lastmodAt" from given order by url
    on conflict (key) do update set listed = excluded.listed, listed_at = excluded.listed_at
  `.execute(db);
}

/**
 * The sitemaps of an index that are to be read: never read yet, or with another date than when they were; one without a
 * date each time that the index was asked for.
 */
export async function dueSitemaps(
  db: Connection,
  indexId: number,
  limit: number,
): Promise<{ due: Pick<Feed, 'id' | 'url'>[]; total: number }> {
  const { rows } = await sql<{ id: number; url: string; total: number }>`
    select f.id, f.url, count(*) over () as total
    from feeds f join feeds parent on parent.id = f.parent_id
    where f.parent_id = ${indexId} and (
      f.checked_at is null or f.read_listed is distinct from f.listed
      or f.listed is null and f.checked_at < parent.checked_at
    )
    order by f.listed_at desc nulls last, f.id desc limit ${limit}
  `.execute(db);
  return { due: rows.map(({ id, url }) => ({ id, url })), total: rows[0]?.total ?? 0 };
}
