import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../connection.ts';
import { arrivalOrder, type DocumentOrder, publicationOrder } from './documents-order.ts';
import { beyond, by, type Cursor, type Page, pageOf, placeOf } from './page.ts';
import { searchQuery } from './search-query.ts';

/** Which articles are wanted; what is left out restricts nothing. */
export interface ArticleFilter {
  /** Name of the publication; its first 100 characters decide. */
  outlet?: string;
  /** ISO 639-1 code. */
  language?: string;
  /** Published on this day or later: ISO 8601. */
  from?: string;
  /** Published on this day or earlier. */
  to?: string;
}

/** Which documents are wanted, of those that readers see. */
export interface DocumentFilter extends ArticleFilter {
  /** What somebody typed: found in title and text, or as the beginning of a speaker's name. */
  search?: string;
}

/** A document in a list, with the version that readers see. */
export interface DocumentPlace {
  documentId: number;
  version: number;
  place: string;
}

/** Versions that are looked through before what matches is gathered instead: fewer where each has its text looked into. */
const WALK = 2_000;
const SEARCHING_WALK = 400;

/** @returns the order in which a list with this filter is. */
export function orderOf({ from, to }: ArticleFilter): DocumentOrder {
  return from === undefined && to === undefined ? arrivalOrder : publicationOrder;
}

/**
 * Documents that readers see, the newest first: by when their version was published here; where days are asked for, by the
 * day of publication.
 *
 * What many documents have is soon found by looking through the newest ones; what few have is soon gathered through an index.
 * Which of the two it is, is tried out: a page is looked for among some hundred versions, and what matches is gathered where
 * these do not fill it. Both ways find the same.
 *
 * @param cursor null for the first page. @param limit documents of a page.
 */
export async function listDocuments(
  db: Database,
  filter: DocumentFilter,
  cursor: Cursor | null,
  limit: number,
): Promise<Page<DocumentPlace>> {
  const request = { filter, cursor, limit: limit + 1 };
  let { rows } = await walk(request).execute(db);
  if (rows.length <= limit) ({ rows } = await gather(request).execute(db));
  return pageOf(rows, cursor, limit);
}

export interface ListRequest {
  filter: DocumentFilter;
  cursor: Cursor | null;
  /** Most documents. */
  limit: number;
}

/** The query that looks through the versions next to the cursor. */
export function walk({ filter, cursor, limit }: ListRequest): RawBuilder<DocumentPlace> {
  const { columns, walk: tables } = orderOf(filter);
  const search = filter.search === undefined ? undefined : searchQuery(filter.search);
  const days = daysOf(filter);
  const conditions = [beyond(columns, cursor), conditionsOf(filter)];
  if (search) {
    const speaks = sql`exists (
      select from attribution_speakers k
      where k.artifact_id = v.attribution_artifact_id and lower(k.name) ^@ ${search.speaker}::text)`;
    conditions.push(search.speaker === '' ? search.found : sql`(${search.found} or ${speaks})`);
  }
  return sql`
    select v.document_id as "documentId", v.version, ${placeOf(columns)} as place
    from ${tables({ days, cursor, limit: search ? SEARCHING_WALK : WALK })}
    join documents d on d.id = v.document_id and d.current_version = v.version
    where ${sql.join(conditions, sql` and `)}
    order by ${by(columns, cursor)} limit ${limit}
  `;
}

/** The query that gathers all that match, and takes those next to the cursor. */
export function gather({ filter, cursor, limit }: ListRequest): RawBuilder<DocumentPlace> {
  const { columns } = orderOf(filter);
  const search = filter.search === undefined ? undefined : searchQuery(filter.search);
  const conditions = sql`${beyond(columns, cursor)} and ${conditionsOf(filter)}`;
  const selected = sql`select v.document_id, v.version, v.created_at, t.published_at, t.artifact_id`;
  const spoken = sql`
    union
    ${selected}
    from attribution_speakers k
    join document_versions v on v.attribution_artifact_id = k.artifact_id
    join texts t on t.artifact_id = v.text_artifact_id
    where lower(k.name) ^@ ${search?.speaker}::text and ${conditions}`;
  const asText = sql`cross join lateral (select v.published_at, v.artifact_id) t`;
  // Sorted first: of most that match nobody has to ask then whether readers see them.
  return sql`
    with matching as materialized (
      ${selected}
      from texts t
      join document_versions v on v.text_artifact_id = t.artifact_id
      where ${conditions} and ${search ? search.found : sql`true`}
      ${search && search.speaker !== '' ? spoken : sql``}
    )
    select v.document_id as "documentId", v.version, ${placeOf(columns)} as place
    from (select v.* from matching v ${asText} order by ${by(columns, cursor)}) v
    ${asText}
    join documents d on d.id = v.document_id and d.current_version = v.version
    order by ${by(columns, cursor)} limit ${limit}
  `;
}

/** What a filter demands of the text `t`. */
export function conditionsOf({ outlet, language, from, to }: ArticleFilter): RawBuilder<unknown> {
  const conditions = [daysOf({ from, to })];
  if (outlet !== undefined) conditions.push(sql`left(t.outlet, 100) = left(${outlet}::text, 100)`);
  if (language !== undefined) conditions.push(sql`t.language = ${language}`);
  return sql.join(conditions, sql` and `);
}

/** Articles without a date were published on no day. */
function daysOf({ from, to }: ArticleFilter): RawBuilder<unknown> {
  const conditions = [sql`true`];
  if (from !== undefined) conditions.push(sql`t.published_at >= ${from}::date::timestamp at time zone 'UTC'`);
  if (to !== undefined) conditions.push(sql`t.published_at < (${to}::date + 1)::timestamp at time zone 'UTC'`);
  return sql.join(conditions, sql` and `);
}
