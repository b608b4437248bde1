import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../../db/connection.ts';
import { evidenceOf, isCompatible } from '../../stages/known-names/evidence.ts';
import type { Evidence } from '../../stages/known-names/index.ts';
import { type Article, article, type Told } from './article.ts';

/** An article in which each of some people says something, each in a paragraph of their own. */
export function talk(...people: (string | [name: string, ...roles: string[]])[]): Told {
  const named = people.map((person) => [person].flat() as [string, ...string[]]);
  return {
    paragraphs: named.map(([name, ...roles], i) => `${[...roles, name].join(' ')} said: “It rains, ${i}.”`),
    entities: named.map(([name, ...roles]) => ({ name, mentions: [name], roles })),
    attributions: named.map(([name], i) => ({
      source: name,
      cue: 'said',
      content: `“It rains, ${i}.”`,
      speakers: [name],
    })),
  };
}

/** An article in which a city stands for the government that speaks. */
export function lisbonSpeaks(): Article {
  const told = article({
    paragraphs: ['Lisbon said: “No.”'],
    entities: [{ name: 'Lisbon', type: 'LOC', mentions: ['Lisbon'] }],
    attributions: [{ source: 'Lisbon', cue: 'said', content: '“No.”', speakers: ['Lisbon'] }],
  });
  told.entities.entities[0].place = { country: 'PT', geonamesId: 2267057, latitude: 38.7, longitude: -9.1 };
  Object.assign(told.entities.mentions[0], { kind: 'metonym', type: 'ORG', metonymFor: 'Government of Portugal' });
  told.attributions.attributions[0].speakers[0].name = 'Government of Portugal';
  return told;
}

/** What must hold of names across documents, whatever went before. */
export async function checkNames(db: Database): Promise<void> {
  // Each entity of a published version has one row that says why it is linked, or why not.
  const { rows: unexplained } = await sql`
    select e.artifact_id, e.ordinal from document_versions v
    join entities e on e.artifact_id = v.entities_artifact_id and e.type in ('PER', 'LOC', 'ORG')
    where not exists (
      select from entity_links l where l.artifact_id = e.artifact_id and l.entity = e.ordinal and l.stands_for = '')
  `.execute(db);
  expect(unexplained).toEqual([]);
  const { rows: links } = await sql`
    select l.* from entity_links l
    join entities e on e.artifact_id = l.artifact_id and e.ordinal = l.entity
    left join known_entities f on f.id = l.found_id
    left join name_decisions d on d.id = l.decision_id
    where (l.found_id is not null and f.id is null)
      or f.type <> case when l.stands_for = '' then e.type else 'ORG' end
      or (l.decision_id is null and l.known_id is distinct from l.found_id)
      or (l.decision_id is not null and (d.undone_at is not null or d.into_id <> l.known_id))
  `.execute(db);
  expect(links).toEqual([]);
  // What counts as another does so by merges in force, and by these alone.
  const { rows: counted } = await sql`
    with recursive roots (id, root) as (
      select id, id from known_entities
      union
      select r.id, d.into_id from roots r join name_decisions d on d.from_id = r.root and d.kind = 'merge' and d.undone_at is null
    )
    select k.id, k.same_as, max(r.root) as root from known_entities k
    join roots r on r.id = k.id and not exists (
      select from name_decisions d where d.from_id = r.root and d.kind = 'merge' and d.undone_at is null)
    group by 1, 2 having count(*) <> 1 or max(r.root) <> k.same_as
  `.execute(db);
  expect(counted).toEqual([]);
  // No two that the rules made have one key and roles that one person can have, unless articles were taken or given by hand.
  const made = await db
    .selectFrom('known_entities as k')
    .selectAll()
    .where('decision_id', 'is', null)
    .where(
      sql<boolean>`not exists (
        select from name_decisions d join known_entities o on o.id in (d.from_id, d.into_id)
        where d.kind = 'assign' and o.type = k.type and o.key = k.key)`,
    )
    .execute();
  for (const alike of Map.groupBy(made, ({ type, key }) => `${type} ${key}`).values()) {
    for (const one of alike) {
      for (const other of alike) expect(one.id !== other.id && isCompatible(one, other)).toBe(false);
    }
  }
  await checkRoles(db);
}

/** What is known of people's roles is what articles say that mean them, or those in which the rules find them. */
async function checkRoles(db: Database): Promise<void> {
  const { rows } = await sql<Evidence & { id: number; roles: string[][] }>`
    with meant as (
      select m.same_as, l.artifact_id, l.entity from entity_links l join known_entities m on m.id = l.known_id
    ), said as (
      select k.id, m.artifact_id, m.entity from known_entities k join meant m on m.same_as = k.same_as
      union
      select l.found_id, l.artifact_id, l.entity from entity_links l where l.found_id is not null
    )
    select k.id, k.families, k.countries, json_agg(e.roles) as roles
    from known_entities k
    join said s on s.id = k.id
    join entities e on e.artifact_id = s.artifact_id and e.ordinal = s.entity
    where k.type = 'PER'
    group by k.id
  `.execute(db);
  for (const { id, families, countries, roles } of rows) {
    const said = roles.map(evidenceOf);
    expect([id, said.flatMap((each) => each.families)]).toEqual([id, expect.arrayContaining([...families])]);
    expect([id, said.flatMap((each) => each.countries)]).toEqual([id, expect.arrayContaining([...countries])]);
  }
}

/** Who everybody of current articles is, and what counts as what: all that readers may see of names. */
export async function seen(db: Database): Promise<unknown> {
  const { rows: entities } = await sql`
    select document, entity, canonical, known_id from current_entities order by 1, 2
  `.execute(db);
  const { rows: statements } = await sql`
    select document, attribution, speaker, speaker_id from current_attributions order by 1, 2, 3
  `.execute(db);
  const { rows: known } = await sql`
    select id, name, also_called, roles, articles, statements from people_places_organizations order by 1
  `.execute(db);
  return { entities, statements, known };
}
