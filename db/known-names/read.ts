import { sql } from 'kysely';
import { type KnownType, LONGEST_NAME, type NamedEntity } from '../../stages/known-names/index.ts';
import type { Connection } from '../connection.ts';

/** An entity of an artifact, or what it stands for as a metonym. */
export interface FoundEntity extends NamedEntity {
  artifactId: number;
  entity: number;
  /** Empty for the entity itself. */
  standsFor: string;
}

/**
 * People, places and organisations of artifacts of the entities stage, with what they stand for as metonyms: of those
 * artifacts that have no links yet.
 */
export function readUnlinked(db: Connection, artifactIds: number[]): Promise<FoundEntity[]> {
  return read(db, artifactIds, true);
}

/** The same, of all these artifacts. */
export function readEntities(db: Connection, artifactIds: number[]): Promise<FoundEntity[]> {
  return read(db, artifactIds, false);
}

async function read(db: Connection, artifactIds: number[], isUnlinked: boolean): Promise<FoundEntity[]> {
  // Laterals with an offset are looked up artifact by artifact, whatever the planner thinks of tables that have just been filled.
  const { rows } = await sql<FoundEntity>`
    with wanted as materialized (
      select a.id from unnest(${artifactIds}::bigint[]) as a (id)
      ${isUnlinked ? sql`where not exists (select from entity_links l where l.artifact_id = a.id)` : sql``}
    )
    select w.id as "artifactId", e.ordinal as entity, '' as "standsFor", e.type, e.canonical,
      case when e.type = 'PER' then e.roles else '{}' end as roles, e.country, e.region, e.geonames_id as "geonamesId"
    from wanted w
    cross join lateral (
      select * from entities e where e.artifact_id = w.id and e.type in ('PER', 'LOC', 'ORG') offset 0
    ) e
    union all
    select distinct w.id, m.entity, m.metonym_for, 'ORG', m.metonym_for, '{}'::text[], null, null, null::integer
    from wanted w
    cross join lateral (
      select * from mentions m
      where m.artifact_id = w.id and m.metonym_for is not null and octet_length(m.metonym_for) <= ${sql.lit(LONGEST_NAME)}
      offset 0
    ) m
    order by 1, 2, 3
  `.execute(db);
  return rows;
}

/** A name of a document that somebody said by hand whose it is. */
export interface Assignment {
  documentId: number;
  type: KnownType;
  /** As `fold` gives it. */
  name: string;
  decisionId: number;
  /** Who it is: `known_entities.id`. */
  knownId: number;
}

/** The assignments in force of some documents, the latest last. */
export async function readAssignments(db: Connection, documentIds: number[]): Promise<Assignment[]> {
  const { rows } = await sql<Omit<Assignment, 'knownId'>>`
    select document_id as "documentId", type, name, decision_id as "decisionId"
    from name_assignments where document_id = any(${documentIds}::bigint[])
  `.execute(db);
  const knownOf = await readInForce(
    db,
    rows.map(({ decisionId }) => decisionId),
  );
  return rows
    .flatMap((row): Assignment[] => {
      const knownId = knownOf.get(row.decisionId);
      return knownId === undefined ? [] : [{ ...row, knownId }];
    })
    .sort((a, b) => a.decisionId - b.decisionId);
}

/** Of some decisions those that were not taken back, with whom each is about. */
export async function readInForce(db: Connection, decisionIds: number[]): Promise<Map<number, number>> {
  if (decisionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('name_decisions')
    .select(['id', 'into_id'])
    .where('id', '=', sql<number>`any(${decisionIds}::bigint[])`)
    .where('undone_at', 'is', null)
    .execute();
  return new Map(rows.map(({ id, into_id }) => [id, into_id]));
}

/** Whom an earlier version of a document means. */
export interface Earlier {
  /** What the rules found: `known_entities.id`. */
  id: number;
  sameAs: number;
}

/**
 * Whom the last versions before some new ones, of which nothing is linked yet, mean by some keys.
 * @returns by artifact of the new version and key of `known_entities`, as `earlierKey` joins them.
 */
export async function readEarlier(
  db: Connection,
  versions: { documentId: number; entitiesArtifactId: number }[],
  wanted: { types: string[]; keys: string[] },
): Promise<Map<string, Earlier>> {
  const { rows } = await sql<Earlier & { artifactId: number; type: KnownType; key: string }>`
    select distinct on (1, 2, 3) n.artifact_id as "artifactId", k.type, k.key, k.id, k.same_as as "sameAs"
    from unnest(
      ${versions.map(({ documentId }) => documentId)}::bigint[],
      ${versions.map(({ entitiesArtifactId }) => entitiesArtifactId)}::bigint[]
    ) as n (document_id, artifact_id)
    cross join lateral (
      select v.entities_artifact_id as id from document_versions v
      where v.document_id = n.document_id
        and exists (select from entity_links l where l.artifact_id = v.entities_artifact_id offset 0)
      order by v.version desc limit 1
    ) v
    cross join lateral (select * from entity_links l where l.artifact_id = v.id and l.found_id is not null offset 0) l
    cross join lateral (select * from known_entities k where k.id = l.found_id offset 0) k
    where (k.type, k.key) in (select * from unnest(${wanted.types}::text[], ${wanted.keys}::text[]))
    order by 1, 2, 3, n.document_id, l.entity
  `.execute(db);
  return new Map(
    rows.map(({ artifactId, type, key, id, sameAs }) => [earlierKey(artifactId, `${type} ${key}`), { id, sameAs }]),
  );
}

export const earlierKey = (artifactId: number, typedKey: string) => `${artifactId} ${typedKey}`;
