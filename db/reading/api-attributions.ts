import { type SqlBool, sql } from 'kysely';
import type { EntityType } from '../../stages/entities/types.ts';
import type { Database } from '../connection.ts';

/** Which statements are wanted; what is left out restricts nothing. */
export interface AttributionFilter {
  /** Canonical name of one of the speakers, in any case. */
  speaker?: string;
  /** Number of one of the speakers, in `people_places_organizations`. */
  speakerId?: number;
  documentId?: number;
  kind?: 'direct' | 'indirect' | 'mixed';
  polarity?: 'positive' | 'negative' | 'uncertain';
  /** Of articles published at this moment or later. */
  since?: Date;
  /** Of articles published before this moment. */
  until?: Date;
}

/** Where a page begins: after this statement of this version of this document. */
export interface AttributionPlace {
  documentId: number;
  version: number;
  ordinal: number;
}

type Pair = [number, number];

/** A statement. */
export interface AttributionRow {
  document: { id: number; key: string; version: number; title: string | null; outlet: string | null };
  ordinal: number;
  speakers: { name: string; type: EntityType; roles: string[]; id: number | null }[];
  source: string | null;
  cue: string | null;
  words: string | null;
  kind: 'direct' | 'indirect' | 'mixed';
  polarity: 'positive' | 'negative' | 'uncertain';
  level: number;
  confidence: number;
  sentence: string | null;
  publishedAt: string | null;
  spans: { source: Pair[]; cue: Pair[]; content: Pair[] };
}

/**
 * Statements in the documents as readers see them now: newest document first, in a document in the order of its text. The
 * rest of a document of which a page ended in the middle comes from the version of that page, also where readers have seen
 * another since.
 */
export async function listAttributions(
  db: Database,
  filter: AttributionFilter,
  page: { after?: AttributionPlace; limit: number },
): Promise<AttributionRow[]> {
  const { after, limit } = page;
  if (!after) return select(db, filter, sql`v.version = d.current_version`, limit);
  const rest = sql`d.id = ${after.documentId} and v.version = ${after.version} and a.ordinal > ${after.ordinal}`;
  const first = await select(db, filter, rest, limit);
  if (first.length === limit) return first;
  const older = sql`d.id < ${after.documentId} and v.version = d.current_version`;
  return [...first, ...(await select(db, filter, older, limit - first.length))];
}

/** Who a speaker `k` is across documents: `n.same_as`. */
const KNOWN = sql`
  join (entity_links l join known_entities n on n.id = l.known_id) on l.artifact_id = k.entities_artifact_id
    and l.entity = k.entity and l.stands_for = case when k.name = e.canonical then '' else k.name end`;

async function select(
  db: Database,
  { speaker, speakerId, documentId, kind, polarity, since, until }: AttributionFilter,
  where: ReturnType<typeof sql>,
  limit: number,
): Promise<AttributionRow[]> {
  const conditions = [sql<SqlBool>`${where}`];
  if (speaker !== undefined) {
    conditions.push(sql`exists (
      select from attribution_speakers k
      where k.artifact_id = a.artifact_id and k.attribution = a.ordinal and lower(k.name) = lower(${speaker}))`);
  }
  if (speakerId !== undefined) {
    conditions.push(sql`exists (
      select from attribution_speakers k
      join entities e on e.artifact_id = k.entities_artifact_id and e.ordinal = k.entity ${KNOWN}
      where k.artifact_id = a.artifact_id and k.attribution = a.ordinal and n.same_as = (select same_as from known_entities where id = ${speakerId}))`);
  }
  if (documentId !== undefined) conditions.push(sql`d.id = ${documentId}`);
  if (kind !== undefined) conditions.push(sql`a.type = ${kind}`);
  if (polarity !== undefined) conditions.push(sql`a.polarity = ${polarity}`);
  if (since) conditions.push(sql`t.published_at >= ${since}`);
  if (until) conditions.push(sql`t.published_at < ${until}`);
  const spans = (role: string) => sql`(
    select coalesce(jsonb_agg(jsonb_build_array(s.start, s."end") order by s.ordinal), '[]') from attribution_spans s
    where s.artifact_id = a.artifact_id and s.attribution = a.ordinal and s.role = ${sql.lit(role)})`;
  const { rows } = await sql<AttributionRow>`
    select jsonb_build_object('id', d.id, 'key', d.key, 'version', v.version, 'title', t.title, 'outlet', t.outlet)
        as document,
      a.ordinal,
      (select coalesce(jsonb_agg(jsonb_build_object('name', k.name, 'type', e.type, 'roles', e.roles, 'id', n.same_as)
          order by k.ordinal), '[]')
        from attribution_speakers k
        join entities e on e.artifact_id = k.entities_artifact_id and e.ordinal = k.entity
        left ${KNOWN}
        where k.artifact_id = a.artifact_id and k.attribution = a.ordinal) as speakers,
      a.source_text as source, a.cue_text as cue, a.content_text as words, a.type as kind, a.polarity, a.level,
      a.confidence, s.text as sentence, t.published as "publishedAt",
      jsonb_build_object('source', ${spans('source')}, 'cue', ${spans('cue')}, 'content', ${spans('content')}) as spans
    from documents d
    join document_versions v on v.document_id = d.id
    join texts t on t.artifact_id = v.text_artifact_id
    join attributions a on a.artifact_id = v.attribution_artifact_id
    left join sentences s on s.artifact_id = v.text_artifact_id and s.ordinal = a.sentence
    where ${sql.join(conditions, sql` and `)}
    order by d.id desc, a.ordinal
    limit ${limit}
  `.execute(db);
  return rows;
}
