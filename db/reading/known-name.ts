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
  /** Some of them, those first seen last first. One that names it twice is there twice. */
  namedIn: NamedIn[];
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
/** Links, those of the articles first seen last, whose names, roles and statements are looked at. */
const MOST_READ = 10_000;

/** What the article calls what a link `l` means; an entity `e` has another name than what it stands for. */
const NAME_THERE = sql`case when l.stands_for = '' then e.canonical else l.stands_for end`;
const ROLES_THERE = sql`case when l.stands_for = '' then e.roles else '{}' end`;
const LAST_FIRST = sql`document_id desc, entity, stands_for`;

/**
 * Who or what a number means. One statement, so that all of it is of one moment, and its links are gone through once.
 * @param page which of `namedIn`.
 * @returns undefined where nothing ever had the number.
 */
export async function readKnownName(
  db: Kysely<DB>,
  id: number,
  page: { limit: number; offset: number },
): Promise<KnownName | undefined> {
  const { rows } = await sql<KnownName>`
    with root as materialized (
      select same_as as id from known_entities where id = ${id}
    ), linked as materialized (
      select d.id as document_id, d.key, v.text_artifact_id, v.attribution_artifact_id, l.artifact_id, l.entity, l.stands_for
      from known_entities m
      join entity_links l on l.known_id = m.id
      join document_versions v on v.entities_artifact_id = l.artifact_id
      join documents d on d.id = v.document_id and d.current_version = v.version
      where m.same_as = (select id from root)
    ), named as materialized (
      select ${NAME_THERE} as name, ${ROLES_THERE} as roles, l.attribution_artifact_id, l.artifact_id, l.entity
      from (select * from linked order by ${LAST_FIRST} limit ${MOST_READ}) l
      join entities e on e.artifact_id = l.artifact_id and e.ordinal = l.entity
    ), names as materialized (
      select name from named group by name order by count(*) desc, name limit ${MOST_NAMES}
    )
    select k.id, k.type, k.name,
      array(select n.name from names n where n.name <> k.name) as "alsoCalled",
      array(
        select n.name from names n where exists (
          select from named l where l.name = n.name and exists (
            select from attribution_speakers s
            where s.entities_artifact_id = l.artifact_id and s.entity = l.entity
              and s.artifact_id = l.attribution_artifact_id and s.name = l.name
            offset 0))
      ) as "speaksAs",
      array(
        select role from named n, unnest(n.roles) role group by role order by count(*) desc, role limit ${MOST_ROLES}
      ) as roles,
      (select count(distinct document_id) from linked) as articles,
      (
        select coalesce(json_agg(a), '[]') from (
          select l.document_id as "documentId", l.key, t.title, t.outlet, t.published, l.entity, ${NAME_THERE} as name,
            ${ROLES_THERE} as roles
          from (select * from linked order by ${LAST_FIRST} limit ${page.limit} offset ${page.offset}) l
          join entities e on e.artifact_id = l.artifact_id and e.ordinal = l.entity
          join texts t on t.artifact_id = l.text_artifact_id
          order by l.document_id desc, l.entity, l.stands_for
        ) a
      ) as "namedIn"
    from known_entities k where k.id = (select id from root)
  `.execute(db);
  return rows[0];
}
