import { sql } from 'kysely';
import type { Database } from '../connection.ts';

/** Somebody whom a name means across documents. */
export interface KnownSpeaker {
  /** Number in `people_places_organizations`. */
  id: number;
  /** Other names that count as the same, and are quoted. */
  others: string[];
  /** Titles and offices that articles give, at most `MOST_ROLES`. */
  roles: string[];
}

/** Statements that are looked at: their speakers are mostly the same. */
const MOST_STATEMENTS = 1_000;
/** People of one name that are told. */
const MOST_KNOWN = 10;
const MOST_ROLES = 5;

/** Who a speaker is across documents: several where many have the name; none where it is known in single articles only. */
export async function listKnownSpeakers(db: Database, name: string): Promise<KnownSpeaker[]> {
  const { rows } = await sql<KnownSpeaker>`
    with said as (
      select k.entities_artifact_id, k.entity, k.name
      from attribution_speakers k
      join document_versions v on v.attribution_artifact_id = k.artifact_id
      join documents d on d.id = v.document_id and d.current_version = v.version
      where k.name = ${name} limit ${MOST_STATEMENTS}
    ), linked as (
      select n.same_as as id, e.roles
      from said k
      join entities e on e.artifact_id = k.entities_artifact_id and e.ordinal = k.entity
      join entity_links l on l.artifact_id = e.artifact_id and l.entity = e.ordinal
        and l.stands_for = case when k.name = e.canonical then '' else k.name end
      join known_entities n on n.id = l.known_id
    )
    select i.id,
      array(
        select distinct m.name from known_entities m
        where m.same_as = i.id and m.name <> ${name} and exists (
          select from attribution_speakers k
          join document_versions v on v.attribution_artifact_id = k.artifact_id
          join documents d on d.id = v.document_id and d.current_version = v.version
          where k.name = m.name)
        order by 1
      ) as others,
      array(
        select role from linked, unnest(roles) role where linked.id = i.id
        group by role order by count(*) desc, role limit ${MOST_ROLES}
      ) as roles
    from (select id from linked group by id order by count(*) desc, id limit ${MOST_KNOWN}) i
    order by i.id
  `.execute(db);
  return rows;
}
