import { type Kysely, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../types.ts';

/** A version in a document's history. */
export type VersionRow = Awaited<ReturnType<typeof listVersions>>[number];

/** Most versions that a history shows. */
export const MOST_VERSIONS = 100;

/** The versions of a document, the newest first, at most `MOST_VERSIONS`; empty where there is none. */
export function listVersions(db: Kysely<DB>, documentId: number) {
  return db
    .selectFrom('document_versions as v')
    .innerJoin('documents as d', 'd.id', 'v.document_id')
    .innerJoin('texts as t', 't.artifact_id', 'v.text_artifact_id')
    .where('v.document_id', '=', documentId)
    .select(['v.version', 'v.source', 'v.created_at as versioned_at', 't.title', 't.length'])
    .select((eb) => [
      eb('v.version', '=', eb.ref('d.current_version')).as('is_current'),
      eb
        .selectFrom('entities as e')
        .whereRef('e.artifact_id', '=', 'v.entities_artifact_id')
        .select((e) => e.fn.countAll<number>().as('count'))
        .as('entities'),
      eb
        .selectFrom('attributions as a')
        .whereRef('a.artifact_id', '=', 'v.attribution_artifact_id')
        .select((a) => a.fn.countAll<number>().as('count'))
        .as('attributions'),
    ])
    .orderBy('v.version', 'desc')
    .limit(MOST_VERSIONS)
    .execute();
}

/** A version with what a comparison of words needs. */
export type VersionText = NonNullable<Awaited<ReturnType<typeof readVersionText>>>;

/** The paragraphs of a version. @returns undefined where there is no such version. */
export function readVersionText(db: Kysely<DB>, documentId: number, version: number) {
  return db
    .selectFrom('document_versions as v')
    .innerJoin('documents as d', 'd.id', 'v.document_id')
    .innerJoin('texts as t', 't.artifact_id', 'v.text_artifact_id')
    .where('v.document_id', '=', documentId)
    .where('v.version', '=', version)
    .select(['v.version', 'v.source', 'v.created_at as versioned_at', 'd.key', 'd.current_version', 't.title'])
    .select('t.language')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('paragraphs as p')
          .whereRef('p.artifact_id', '=', 'v.text_artifact_id')
          .select('p.text')
          .orderBy('p.ordinal'),
      ).as('paragraphs'),
    )
    .executeTakeFirst();
}

/** A difference in facts. */
export interface FactChange {
  /** `title`, `byline` … (metadata), `entity`, `mention`, `attribution` or `credit`. */
  kind: string;
  change: 'added' | 'removed' | 'changed';
  /** As it was; null where added. */
  old: string | null;
  /** As it is; null where removed. */
  new: string | null;
}

/** What differs in facts between any two versions, without paragraphs, in the order of the article. */
export async function listFactChanges(
  db: Kysely<DB>,
  documentId: number,
  from: number,
  to: number,
): Promise<FactChange[]> {
  // The function tells what one version has and the other has not: of one and the same, all of it.
  if (from === to) return [];
  const { rows } = await sql<FactChange>`
    select kind, change, old, new from article_diff(${documentId}, ${from}, ${to}) where kind <> 'paragraph'
  `.execute(db);
  return rows;
}
