import { sql } from 'kysely';
import { type Evidence, evidenceOf, grown } from '../../stages/known-names/index.ts';
import type { Connection } from '../connection.ts';
import { keepGrown } from './known.ts';

/** All who count as the same as some, each with those that were set apart from them by decisions that were taken back. */
const own = (ids: number[]) => sql`
  with recursive counted (same_as, id) as (
    select k.same_as, k.id from known_entities k
    where k.same_as = any(array(select n.same_as from known_entities n where n.id = any(${ids}::bigint[]))) and k.type = 'PER'
  ), own (root, same_as, id) as (
    select c.id, c.same_as, c.id from counted c
    union
    select o.root, o.same_as, k.id
    from own o
    join name_decisions d on d.from_id = o.id and d.undone_at is not null
    join known_entities k on k.id = d.into_id and k.decision_id = d.id and k.same_as = o.same_as
  )`;

/**
 * Makes what is known of people, and of all who count as the same, anew of what the articles say that mean them: after a
 * decision on who they are. Of whom no article means by now it is what those say in which the rules find them, if any. To be
 * called under `lockKnown`.
 */
export async function recountRoles(db: Connection, ids: number[]): Promise<void> {
  const { rows } = await sql<{ id: number; roles: string[]; isMeant: boolean }>`
    ${own(ids)},
    said (id, artifact_id, entity, "isMeant") as (
      select o.root, l.artifact_id, l.entity, true from own o join entity_links l on l.known_id = o.id
      union all
      select o.root, l.artifact_id, l.entity, false
      from own o join entity_links l on l.decision_id is not null and l.found_id = o.id
    )
    select c.id, coalesce(e.roles, '{}') as roles, coalesce(s."isMeant", false) as "isMeant"
    from counted c
    left join said s on s.id = c.id
    left join entities e on e.artifact_id = s.artifact_id and e.ordinal = s.entity
    group by 1, 2, 3 order by min(s.artifact_id)
  `.execute(db);
  const counted = new Map<number, Evidence>();
  for (const [id, said] of Map.groupBy(rows, (row) => row.id)) {
    const meant = said.filter(({ isMeant }) => isMeant);
    const evidence = (meant.length > 0 ? meant : said).reduce(
      (known: Evidence, { roles }) => grown(known, evidenceOf(roles)) ?? known,
      { families: [], countries: [] },
    );
    counted.set(id, evidence);
  }
  await keepGrown(db, counted);
}
