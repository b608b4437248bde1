import { type SqlBool, sql } from 'kysely';
import type { EntityType } from '../../stages/entities/types.ts';
import type { Database } from '../connection.ts';

/** Somebody or something that current articles name. */
export interface EntitySummary {
  name: string;
  type: EntityType;
  /** Who or what that is across documents, as far as it is known: several where many have the name. */
  ids: number[];
  /** Articles that name it. */
  documents: number;
  /** Places where they do. */
  mentions: number;
}

/** What all current articles say of one name. */
export interface EntityDetail {
  name: string;
  types: { type: EntityType; documents: number }[];
  roles: { role: string; documents: number }[];
  aliases: string[];
  /** Who or what that is across documents, by the number and name of `people_places_organizations`. */
  known: { id: number; name: string; documents: number }[];
  counts: { documents: number; mentions: number; statements: number };
}

/** An article that names somebody or something. */
export interface EntityDocument {
  id: number;
  key: string;
  version: number;
  title: string | null;
  outlet: string | null;
  publishedAt: string | null;
  type: EntityType;
  roles: string[];
  mentions: number;
}

const CURRENT_ENTITIES = sql`
  documents d
  join document_versions v on v.document_id = d.id and v.version = d.current_version
  join entities e on e.artifact_id = v.entities_artifact_id`;

/** To whom or what entities `e` are linked: `n.same_as`. */
const LINKED = sql`
  join entity_links l on l.artifact_id = e.artifact_id and l.entity = e.ordinal and l.stands_for = ''
  join known_entities n on n.id = l.known_id`;

const MENTIONS = sql`(select count(*) from mentions m where m.artifact_id = e.artifact_id and m.entity = e.ordinal)`;

/**
 * Names in alphabetical order, and those of several types once for each.
 * @param filter.name what the name begins with, in any case.
 */
export async function listEntities(
  db: Database,
  filter: { type?: string; name?: string },
  page: { after?: { name: string; type: string }; limit: number },
): Promise<EntitySummary[]> {
  const conditions = [sql<SqlBool>`true`];
  if (filter.type !== undefined) conditions.push(sql`e.type = ${filter.type}`);
  if (filter.name !== undefined) conditions.push(sql`lower(e.canonical) ^@ lower(${filter.name})`);
  if (page.after) conditions.push(sql`(e.canonical, e.type) > (${page.after.name}, ${page.after.type})`);
  // Mentions are counted of the names of this page only.
  const { rows } = await sql<EntitySummary>`
    with names as (
      select e.canonical, e.type, count(*) as documents, array_agg(e.artifact_id) as artifacts, array_agg(e.ordinal) as ordinals
      from ${CURRENT_ENTITIES}
      where ${sql.join(conditions, sql` and `)}
      group by e.canonical, e.type
      order by e.canonical, e.type
      limit ${page.limit}
    )
    select a.canonical as name, a.type, k.ids, a.documents, m.mentions
    from names a, lateral (
      select count(*) as mentions
      from unnest(a.artifacts, a.ordinals) e (artifact_id, ordinal)
      join mentions m on m.artifact_id = e.artifact_id and m.entity = e.ordinal
    ) m, lateral (
      select coalesce(json_agg(distinct n.same_as), '[]') as ids
      from unnest(a.artifacts, a.ordinals) e (artifact_id, ordinal) ${LINKED}
    ) k
    order by a.canonical, a.type
  `.execute(db);
  return rows;
}

/** @returns undefined where no current article has that name as its fullest form of a name. */
export async function findEntity(db: Database, name: string): Promise<EntityDetail | undefined> {
  const { rows } = await sql<EntityDetail>`
    with named as (
      select v.document_id, e.artifact_id, e.ordinal, e.type, e.roles, e.aliases, ${MENTIONS} as mentions
      from ${CURRENT_ENTITIES} where e.canonical = ${name}
    )
    select ${name} as name,
      (select jsonb_agg(jsonb_build_object('type', type, 'documents', documents) order by documents desc, type)
        from (select type, count(distinct document_id) as documents from named group by type) t) as types,
      (select coalesce(jsonb_agg(jsonb_build_object('role', role, 'documents', documents) order by documents desc, role), '[]')
        from (select role, count(distinct document_id) as documents from named, unnest(roles) role group by role) r) as roles,
      (select coalesce(jsonb_agg(distinct alias order by alias), '[]') from named, unnest(aliases) alias) as aliases,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'documents', k.documents) order by r.id), '[]')
        from (select n.same_as, count(distinct e.document_id) as documents from named e ${LINKED} group by 1) k
        join known_entities r on r.id = k.same_as) as known,
      jsonb_build_object(
        'documents', count(distinct document_id),
        'mentions', sum(mentions),
        'statements', (
          select count(distinct (k.artifact_id, k.attribution, d.id))
          from attribution_speakers k
          join document_versions v on v.attribution_artifact_id = k.artifact_id
          join documents d on d.id = v.document_id and d.current_version = v.version
          where k.name = ${name})
      ) as counts
    from named
    having count(*) > 0
  `.execute(db);
  return rows[0];
}

/**
 * The current articles that have a name, newest first. One that has it for two entities of different types has two rows.
 * @param page.after document and number of the entity.
 */
export async function listEntityDocuments(
  db: Database,
  name: string,
  page: { after?: { documentId: number; entity: number }; limit: number },
): Promise<(EntityDocument & { entity: number })[]> {
  const { rows } = await sql<EntityDocument & { entity: number }>`
    select d.id, d.key, v.version, t.title, t.outlet, t.published as "publishedAt", e.type, e.roles, e.ordinal as entity,
      ${MENTIONS} as mentions
    from ${CURRENT_ENTITIES}
    join texts t on t.artifact_id = v.text_artifact_id
    where e.canonical = ${name}
      ${page.after ? sql`and (-d.id, e.ordinal) > (${-page.after.documentId}::bigint, ${page.after.entity}::integer)` : sql``}
    order by d.id desc, e.ordinal
    limit ${page.limit}
  `.execute(db);
  return rows;
}
