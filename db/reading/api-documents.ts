import { type RawBuilder, sql } from 'kysely';
import { loadAttributions } from '../attributions.ts';
import { loadArticles } from '../bulk/load-articles.ts';
import type { Database } from '../connection.ts';
import { loadEntities } from '../entities.ts';
import { searchQuery } from './search-query.ts';

/** Which documents are wanted; what is left out restricts nothing. */
export interface DocumentFilter {
  /** The document of this key. */
  key?: string;
  /** Name of the publication, exactly. */
  outlet?: string;
  /** ISO 639-1 code. */
  language?: string;
  /** Published at this moment or later. */
  since?: Date;
  /** Published before this moment. */
  until?: Date;
  /** Words, a "phrase", -not, or: in the title or the text. The last word may be the beginning of one. */
  query?: string;
}

/** A document as lists have it. */
export interface DocumentSummary {
  id: number;
  key: string;
  version: number;
  title: string | null;
  byline: string[];
  publishedAt: string | null;
  modifiedAt: string | null;
  language: string | null;
  outlet: string | null;
  canonicalUrl: string | null;
  source: string;
  versionedAt: string;
  counts: { paragraphs: number; sentences: number; entities: number; mentions: number; attributions: number };
}

/** Documents that are looked through, the newest first, before what matches is gathered instead. */
const WALK = 400;

interface DocumentPage {
  /** Only documents of lower numbers. */
  before?: number;
  limit: number;
}

/**
 * Documents as readers see them now, the one that was seen last for the first time first. What many match is found among the
 * newest; what few match is gathered through an index where these do not fill the page.
 */
export async function listDocuments(
  db: Database,
  filter: DocumentFilter,
  page: DocumentPage,
): Promise<DocumentSummary[]> {
  let { rows } = await walk(filter, page).execute(db);
  if (rows.length < page.limit) ({ rows } = await gather(filter, page).execute(db));
  return describe(
    db,
    rows.map(({ id }) => id),
  );
}

/** @param page.limit documents that match; of the newest `WALK` alone. */
function walk(filter: DocumentFilter, { before, limit }: DocumentPage): RawBuilder<{ id: number }> {
  return sql`
    select d.id
    from (
      select id, key, current_version from documents
      where current_version is not null and ${before === undefined ? sql`true` : sql`id < ${before}`}
      order by id desc limit ${WALK}
    ) d
    join document_versions v on v.document_id = d.id and v.version = d.current_version
    join texts t on t.artifact_id = v.text_artifact_id
    where ${conditionsOf(filter)} and ${filter.key === undefined ? sql`true` : sql`d.key = ${filter.key}`}
    order by d.id desc limit ${limit}`;
}

function gather(filter: DocumentFilter, { before, limit }: DocumentPage): RawBuilder<{ id: number }> {
  const texts =
    filter.key === undefined
      ? sql`select artifact_id from texts t where ${conditionsOf(filter)}`
      : sql`select t.artifact_id
          from documents d
          join document_versions v on v.document_id = d.id and v.version = d.current_version
          join texts t on t.artifact_id = v.text_artifact_id
          where d.key = ${filter.key} and ${conditionsOf(filter)}`;
  return sql`
    with matching as materialized (${texts})
    select d.id
    from matching m
    join document_versions v on v.text_artifact_id = m.artifact_id
    join documents d on d.id = v.document_id and d.current_version = v.version
    where ${before === undefined ? sql`true` : sql`d.id < ${before}`}
      and ${filter.key === undefined ? sql`true` : sql`d.key = ${filter.key}`}
    order by d.id desc limit ${limit}`;
}

/** What a filter demands of the text `t`. */
function conditionsOf({ outlet, language, since, until, query }: DocumentFilter): RawBuilder<unknown> {
  const conditions = [sql`true`];
  if (outlet !== undefined) conditions.push(sql`t.outlet = ${outlet}`);
  if (language !== undefined) conditions.push(sql`t.language = ${language}`);
  if (since) conditions.push(sql`t.published_at >= ${since}`);
  if (until) conditions.push(sql`t.published_at < ${until}`);
  if (query !== undefined) conditions.push(sql`${searchQuery(query).found}`);
  return sql.join(conditions, sql` and `);
}

async function describe(db: Database, ids: number[]): Promise<DocumentSummary[]> {
  const query = db
    .selectFrom('current_articles')
    .select(['document_id', 'document', 'version', 'title', 'byline', 'published', 'modified', 'language', 'outlet'])
    .select(['canonical_url', 'source', 'versioned_at'])
    .select(['paragraphs', 'sentences', 'entities', 'mentions', 'attributions'])
    .where('document_id', '=', sql<number>`any(${ids}::bigint[])`)
    .orderBy('document_id', 'desc');
  // A view's columns have no "not null"; these of the current version of a document have values.
  return (await query.execute()).map((row) => ({
    id: row.document_id!,
    key: row.document!,
    version: row.version!,
    title: row.title,
    byline: row.byline!,
    publishedAt: row.published,
    modifiedAt: row.modified,
    language: row.language,
    outlet: row.outlet,
    canonicalUrl: row.canonical_url,
    source: row.source!,
    versionedAt: row.versioned_at!.toISOString(),
    counts: {
      paragraphs: row.paragraphs!,
      sentences: row.sentences!,
      entities: row.entities!,
      mentions: row.mentions!,
      attributions: row.attributions!,
    },
  }));
}

/** The version that readers see of a document, or the one that is named. @returns undefined where there is none. */
export async function findVersion(db: Database, documentId: number, version?: number) {
  const wanted = db
    .selectFrom('documents as d')
    .innerJoin('document_versions as v', 'v.document_id', 'd.id')
    .select(['d.id', 'd.key', 'v.version', 'v.source', 'v.created_at', 'd.current_version'])
    .select(['v.text_artifact_id', 'v.entities_artifact_id', 'v.attribution_artifact_id'])
    .where('d.id', '=', documentId);
  return (
    version === undefined
      ? wanted.whereRef('v.version', '=', 'd.current_version')
      : wanted.where('v.version', '=', version)
  ).executeTakeFirst();
}

export type FoundVersion = NonNullable<Awaited<ReturnType<typeof findVersion>>>;

/** All facts of a version, as the stages gave them. */
export async function loadFacts(
  db: Database,
  { text_artifact_id, entities_artifact_id, attribution_artifact_id }: FoundVersion,
) {
  const [texts, metadata, entities, attributions] = await Promise.all([
    loadArticles(db, [text_artifact_id]),
    db
      .selectFrom('texts')
      .select(['modified', 'canonical_url'])
      .where('artifact_id', '=', text_artifact_id)
      .executeTakeFirstOrThrow(),
    loadEntities(db, entities_artifact_id),
    loadAttributions(db, attribution_artifact_id),
  ]);
  return {
    text: texts.get(text_artifact_id)!,
    modifiedAt: metadata.modified,
    canonicalUrl: metadata.canonical_url,
    entities,
    attributions,
  };
}
