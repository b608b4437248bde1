import { type Kysely, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../types.ts';

/** A version of a document with all that is known of it, as one snapshot. Offsets count code points of `text`. */
export type DocumentPage = NonNullable<Awaited<ReturnType<typeof readDocument>>>;
export type EntityRow = DocumentPage['entities'][number];
export type MentionRow = DocumentPage['mentions'][number];
export type AttributionRow = DocumentPage['attributions'][number];
export type CreditRow = DocumentPage['credits'][number];

/** Links that are followed of each entity: names of many articles have as many. */
const MOST_LINKS = 100;

/**
 * Who or what an entity `e` is across documents, by its number in `people_places_organizations`, and how many current articles
 * name it, as far as `MOST_LINKS` of theirs tell; null where it is known in its article only. Each is looked up by itself, by
 * index, and that backwards, where the links of current versions are mostly: those of older ones may be many more.
 */
const KNOWN = sql<{ id: number; articles: number; hasMore: boolean } | null>`(
  select (
    select json_build_object('id', n.same_as, 'articles', count(distinct a.id), 'hasMore', count(*) = ${sql.lit(MOST_LINKS)})
    from (
      select d.id from known_entities m
      cross join lateral (
        select * from entity_links o where o.known_id between m.id and m.id order by o.known_id desc
      ) o
      join document_versions w on w.entities_artifact_id = o.artifact_id
      join documents d on d.id = w.document_id and d.current_version = w.version
      where m.same_as = n.same_as limit ${sql.lit(MOST_LINKS)}
    ) a
  )
  from known_entities n where n.id = (
    select l.known_id from entity_links l where l.artifact_id = e.artifact_id and l.entity = e.ordinal and l.stands_for = '')
)`;

/**
 * One version of a document: metadata, text, structure and facts, each list in its order, and the fingerprint of each stage
 * that gave them. One statement, so that all of it is of one moment.
 * @param version null for the one that readers see.
 * @returns undefined where there is no such document or version.
 */
export async function readDocument(db: Kysely<DB>, documentId: number, version: number | null) {
  const found = await db
    .selectFrom('documents as d')
    .innerJoin('document_versions as v', 'v.document_id', 'd.id')
    .innerJoin('texts as t', 't.artifact_id', 'v.text_artifact_id')
    .innerJoin('captures as c', 'c.id', 'v.capture_id')
    .where('d.id', '=', documentId)
    .where('v.version', '=', (eb) => (version === null ? eb.ref('d.current_version') : eb.val(version)))
    .select((eb) => [
      'd.id',
      'd.key',
      'd.current_version',
      'v.version',
      'v.source',
      'v.created_at as versioned_at',
      'c.captured_at',
      't.title',
      't.byline',
      't.published',
      't.modified',
      't.language',
      't.outlet',
      't.canonical_url',
      't.text',
      eb
        .selectFrom('artifacts as x')
        .whereRef('x.id', '=', 'v.entities_artifact_id')
        .select('x.status')
        .as('entities_status'),
      jsonArrayFrom(
        eb
          .selectFrom('paragraphs as p')
          .whereRef('p.artifact_id', '=', 'v.text_artifact_id')
          .select(['p.start', 'p.end'])
          .orderBy('p.ordinal'),
      ).as('paragraphs'),
      jsonArrayFrom(
        eb
          .selectFrom('entities as e')
          .whereRef('e.artifact_id', '=', 'v.entities_artifact_id')
          .select(['e.ordinal', 'e.type', 'e.canonical', 'e.roles', 'e.aliases', 'e.gender', KNOWN.as('known')])
          .orderBy('e.ordinal'),
      ).as('entities'),
      jsonArrayFrom(
        eb
          .selectFrom('mentions as m')
          .whereRef('m.artifact_id', '=', 'v.entities_artifact_id')
          .select(['m.ordinal', 'm.entity', 'm.type', 'm.kind', 'm.text', 'm.start', 'm.end'])
          .select(['m.role', 'm.metonym_for', 'm.value', 'm.confidence', 'm.sentence'])
          .orderBy('m.ordinal'),
      ).as('mentions'),
      jsonArrayFrom(
        eb
          .selectFrom('attributions as a')
          .whereRef('a.artifact_id', '=', 'v.attribution_artifact_id')
          .select(['a.ordinal', 'a.source_text', 'a.cue_text', 'a.content_text', 'a.type', 'a.polarity'])
          .select(['a.level', 'a.confidence', 'a.sentence'])
          .orderBy('a.ordinal'),
      ).as('attributions'),
      jsonArrayFrom(
        eb
          .selectFrom('attribution_speakers as k')
          .whereRef('k.artifact_id', '=', 'v.attribution_artifact_id')
          .select(['k.attribution', 'k.name', 'k.entity'])
          .orderBy('k.attribution')
          .orderBy('k.ordinal'),
      ).as('speakers'),
      jsonArrayFrom(
        eb
          .selectFrom('attribution_spans as s')
          .whereRef('s.artifact_id', '=', 'v.attribution_artifact_id')
          .select(['s.attribution', 's.role', 's.start', 's.end'])
          .orderBy('s.attribution')
          .orderBy('s.role')
          .orderBy('s.ordinal'),
      ).as('attribution_spans'),
      jsonArrayFrom(
        eb
          .selectFrom('credits as r')
          .whereRef('r.artifact_id', '=', 'v.attribution_artifact_id')
          .select(['r.ordinal', 'r.kind', 'r.name', 'r.role', 'r.outlet', 'r.email', 'r.text', 'r.start', 'r.end'])
          .orderBy('r.ordinal'),
      ).as('credits'),
      jsonArrayFrom(
        eb
          .selectFrom('stage_results as s')
          .innerJoin('stage_versions as n', 'n.id', 's.stage_version_id')
          .where((s) =>
            s.or([
              s('s.id', '=', s.ref('v.text_result_id')),
              s('s.id', '=', s.ref('v.entities_result_id')),
              s('s.id', '=', s.ref('v.attribution_result_id')),
            ]),
          )
          .select(['s.stage', 'n.fingerprint'])
          .orderBy('s.id'),
      ).as('stages'),
    ])
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { speakers, ...page } = found;
  const named = Map.groupBy(speakers, ({ attribution }) => attribution);
  const attributions = page.attributions.map((row) => ({ ...row, speakers: named.get(row.ordinal) ?? [] }));
  return { ...page, attributions };
}
