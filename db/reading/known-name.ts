import { type Kysely, sql } from 'kysely';
import type { EntityType } from '../../stages/entities/types.ts';
import type { DB } from '../types.ts';

/** A person, place or organisation across documents. */
export interface KnownName {
  /** Number in `people_places_organizations`: of one that was merged, that which stands for all. */
  id: number;
  type: EntityType;
  /** The name by which it was first known. */
  name: string;
  /** Other names that current articles have as the fullest form, the most frequent first; at most `MOST_NAMES`. */
  alsoCalled: string[];
  /** Those of all these under which it says something in current articles. */
  speaksAs: string[];
  /** Titles and offices that current articles give, the most frequent first; at most `MOST_ROLES`. */
  roles: string[];
  /** Current articles that name it. */
  articles: number;
}

/** A current article that names it, and how. */
export interface NamedIn {
  documentId: number;
  key: string;
  title: string | null;
  outlet: string | null;
  /** ISO 8601, as exact as the document says. */
  published: string | null;
  /** Number of the entity within the article, and its name and roles there. */
  entity: number;
  name: string;
  roles: string[];
}

const MOST_NAMES = 20;
const MOST_ROLES = 20;

/** What stands for a number since the last merge. */
const root = (id: number) => sql`(select same_as from known_entities where id = ${id})`;

/** Entities of current articles that mean a number `m`: `l` is the link, `d` the document, `v` its version. */
const CURRENT_LINKS = sql`
  known_entities m
  join entity_links l on l.known_id = m.id
  join document_versions v on v.entities_artifact_id = l.artifact_id
  join documents d on d.id = v.document_id and d.current_version = v.version`;

/** What the article calls what a link `l` means; an entity `e` has another name than what it stands for. */
const NAME_THERE = sql`case when l.stands_for = '' then e.canonical else l.stands_for end`;
const ROLES_THERE = sql`case when l.stands_for = '' then e.roles else '{}' end`;

/** Who or what a number means. @returns undefined where nothing ever had it. */
export async function readKnownName(db: Kysely<DB>, id: number): Promise<KnownName | undefined> {
  const { rows } = await sql<KnownName>`
    with named as materialized (
      select d.id as document_id, ${NAME_THERE} as name, ${ROLES_THERE} as roles
      from ${CURRENT_LINKS}
      join entities e on e.artifact_id = l.artifact_id and e.ordinal = l.entity
      where m.same_as = ${root(id)}
    ), names as materialized (
      select name from named group by name order by count(*) desc, name limit ${MOST_NAMES}
    )
    select k.id, k.type, k.name,
      array(select n.name from names n where n.name <> k.name) as "alsoCalled",
      array(
        select n.name from names n where exists (
          select from attribution_speakers s
          join entities e on e.artifact_id = s.entities_artifact_id and e.ordinal = s.entity
          join entity_links l on l.artifact_id = e.artifact_id and l.entity = e.ordinal
            and l.stands_for = case when s.name = e.canonical then '' else s.name end
          join known_entities m on m.id = l.known_id
          join document_versions v on v.attribution_artifact_id = s.artifact_id
          join documents d on d.id = v.document_id and d.current_version = v.version
          where s.name = n.name and m.same_as = k.id)
      ) as "speaksAs",
      array(
        select role from named n, unnest(n.roles) role group by role order by count(*) desc, role limit ${MOST_ROLES}
      ) as roles,
      (select count(distinct document_id) from named) as articles
    from known_entities k where k.id = ${root(id)}
  `.execute(db);
  return rows[0];
}

/** The current articles that name what a number means, those first seen last first. One that names it twice is there twice. */
export async function listNamedIn(
  db: Kysely<DB>,
  id: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<NamedIn[]> {
  const { rows } = await sql<NamedIn>`
    select l.document_id as "documentId", l.key, t.title, t.outlet, t.published, l.entity, ${NAME_THERE} as name, ${ROLES_THERE} as roles
    from (
      select d.id as document_id, d.key, v.text_artifact_id, l.artifact_id, l.entity, l.stands_for
      from ${CURRENT_LINKS}
      where m.same_as = ${root(id)}
      order by d.id desc, l.entity, l.stands_for
      limit ${limit} offset ${offset}
    ) l
    join entities e on e.artifact_id = l.artifact_id and e.ordinal = l.entity
    join texts t on t.artifact_id = l.text_artifact_id
    order by l.document_id desc, l.entity, l.stands_for
  `.execute(db);
  return rows;
}
