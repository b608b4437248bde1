import { type RawBuilder, sql } from 'kysely';
import type { Evidence, Known, KnownType } from '../../stages/known-names/index.ts';
import type { Connection } from '../connection.ts';
import { readInForce } from './read.ts';

/** A key of one type: `PER ada okoye`. */
export type TypedKey = `${KnownType} ${string}`;

export const typedKey = ({ type, key }: { type: KnownType; key: string }): TypedKey => `${type} ${key}`;

/** A row of `known_entities` that may be linked to. */
export interface KnownEntity extends Known {
  id: number;
}

/** What a new row of `known_entities` says. */
export interface NewKnown extends Evidence {
  type: KnownType;
  key: string;
  name: string;
  country: string | null;
  region: string | null;
  geonamesId: number | null;
}

/** Types and keys of typed keys. */
export function columns(keys: Iterable<TypedKey>): { types: string[]; keys: string[] } {
  const all = [...keys];
  return { types: all.map((key) => key.slice(0, 3)), keys: all.map((key) => key.slice(4)) };
}

/**
 * Those that are known by some keys, the first one first. What was set apart by hand and put together again is left out.
 * @param lock keeps others from adding to these keys, or to what is known of them, until the transaction ends: the first
 * row of each is locked, in the order of keys.
 */
export async function findKnown(
  db: Connection,
  wanted: Iterable<TypedKey>,
  { lock }: { lock: boolean } = { lock: false },
): Promise<Map<TypedKey, KnownEntity[]>> {
  const { types, keys } = columns(wanted);
  if (keys.length === 0) return new Map();
  const given = sql`unnest(${types}::text[], ${keys}::text[]) as w (type, key)`;
  const looked = (what: RawBuilder<unknown>) => sql`
    from ${given}
    cross join lateral (select * from known_entities k where k.type = w.type and k.key = w.key ${what} offset 0) k`;
  if (lock) {
    await sql`
      select from known_entities where id = any(array(select k.id ${looked(sql`and k.sense = 0`)}))
      order by type, key for no key update
    `.execute(db);
  }
  const { rows } = await sql<
    Omit<KnownEntity, 'isApart'> & { type: KnownType; key: string; decisionId: number | null }
  >`
    select k.id, k.type, k.key, k.same_as as "sameAs", k.families, k.countries, k.decision_id as "decisionId"
    ${looked(sql``)} order by k.sense
  `.execute(db);
  const inForce = await readInForce(
    db,
    rows.flatMap(({ decisionId }) => decisionId ?? []),
  );
  return Map.groupBy(
    rows
      .filter(({ decisionId }) => decisionId === null || inForce.has(decisionId))
      .map((row) => ({ ...row, isApart: row.decisionId !== null })),
    typedKey,
  );
}

/**
 * Adds the first of each key, in the order of keys, so that two who add the same wait for each other and not in a ring.
 * @returns the numbers of those that were added; others added the rest just now, and have committed that.
 */
export async function addFirst(db: Connection, first: NewKnown[]): Promise<Map<TypedKey, number>> {
  if (first.length === 0) return new Map();
  const { rows } = await sql<{ id: number; type: KnownType; key: string }>`
    insert into known_entities (id, same_as, type, key, sense, name, families, countries, country, region, geonames_id)
    select n.id, n.id, n.type, n.key, 0, n.name, n.families, n.countries, n.country, n.region, n."geonamesId"
    from (
      select nextval('known_entities_id_seq') as id, g.*
      from json_to_recordset(${JSON.stringify(first)}::json) as g (
        type text, key text, name text, families text[], countries text[], country text, region text, "geonamesId" integer)
      order by g.type, g.key
    ) n
    on conflict (type, key, sense) do nothing
    returning id, type, key
  `.execute(db);
  return new Map(rows.map((row) => [typedKey(row), row.id]));
}

/**
 * Adds another of a key whose first row, or all, the caller has locked.
 * @param decisionId the decision by hand that sets it apart. @returns its number.
 */
export async function addAnother(db: Connection, known: NewKnown, decisionId: number | null): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with next as (
      select nextval('known_entities_id_seq') as id, coalesce(max(k.sense), 0) + 1 as sense
      from known_entities k where k.type = ${known.type} and k.key = ${known.key}
    )
    insert into known_entities (id, same_as, type, key, sense, name, families, countries, country, region, geonames_id, decision_id)
    select n.id, n.id, ${known.type}, ${known.key}, n.sense, ${known.name}, ${known.families}::text[], ${known.countries}::text[],
      ${known.country}, ${known.region}, ${known.geonamesId}::integer, ${decisionId}::bigint
    from next n
    returning id
  `.execute(db);
  return rows[0].id;
}

/** Keeps what else is known now. The caller has locked the first rows of their keys. */
export async function keepGrown(db: Connection, grown: Map<number, Evidence>): Promise<void> {
  if (grown.size === 0) return;
  const rows = Array.from(grown, ([id, { families, countries }]) => ({ id, families, countries }));
  await sql`
    update known_entities k set families = g.families, countries = g.countries
    from json_to_recordset(${JSON.stringify(rows)}::json) as g (id bigint, families text[], countries text[])
    where k.id = g.id
  `.execute(db);
}
