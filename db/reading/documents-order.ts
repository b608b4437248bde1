import { type RawBuilder, sql } from 'kysely';
import { beyond, by, type Cursor } from './page.ts';

/** An order of documents, the newest first. `v` is a version in it, `t` its text. */
export interface DocumentOrder {
  /** Columns of `v` and `t` by which no two documents are equal: a time, then numbers. */
  columns: readonly string[];
  /** Tables to select from: the first `limit` versions beyond the cursor, in order, with their texts. */
  walk(options: { days: RawBuilder<unknown>; cursor: Cursor | null; limit: number }): RawBuilder<unknown>;
}

const ARRIVAL = ['v.created_at', 'v.document_id'];
const PUBLICATION = ['t.published_at', 't.artifact_id', 'v.document_id'];
const TEXTS = PUBLICATION.slice(0, 2);

/** By when a version was published here. */
export const arrivalOrder: DocumentOrder = {
  columns: ARRIVAL,
  walk: ({ cursor, limit }) => sql`
    (select * from document_versions v where ${beyond(ARRIVAL, cursor)} order by ${by(ARRIVAL, cursor)} limit ${limit}) v
    join texts t on t.artifact_id = v.text_artifact_id`,
};

/** By the article's day of publication, for a filter that asks for days: articles without one do not stand in it. */
export const publicationOrder: DocumentOrder = {
  columns: PUBLICATION,
  // One text may be that of several documents: the cursor may stand between these.
  walk: ({ days, cursor, limit }) => sql`
    (select t.artifact_id, t.published_at, t.outlet, t.language, t.search from texts t
     where ${days} and ${beyond(TEXTS, cursor, true)} order by ${by(TEXTS, cursor)} limit ${limit}) t
    join document_versions v on v.text_artifact_id = t.artifact_id`,
};
