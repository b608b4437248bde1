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

/**
 * Documents as readers see them now, the one that was seen last for the first time first.
 * @param page.before only documents of lower numbers.
 */
export async function listDocuments(
  db: Database,
  filter: DocumentFilter,
  page: { before?: number; limit: number },
): Promise<DocumentSummary[]> {
  let query = db
    .selectFrom('current_articles as t')
    .select([
      'document_id',
      'document',
      'version',
      'title',
      'byline',
      'published',
      'modified',
      'language',
      'outlet',
      'canonical_url',
      'source',
      'versioned_at',
      'paragraphs',
      'sentences',
      'entities',
      'mentions',
      'attributions',
    ])
    .orderBy('document_id', 'desc')
    .limit(page.limit);
  if (page.before !== undefined) query = query.where('document_id', '<', page.before);
  if (filter.key !== undefined) query = query.where('document', '=', filter.key);
  if (filter.outlet !== undefined) query = query.where('outlet', '=', filter.outlet);
  if (filter.language !== undefined) query = query.where('language', '=', filter.language);
  if (filter.since) query = query.where('published_at', '>=', filter.since);
  if (filter.until) query = query.where('published_at', '<', filter.until);
  if (filter.query !== undefined) query = query.where(searchQuery(filter.query).found);
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
