import { sql } from 'kysely';
import type { Connection } from './connection.ts';

/** Finds a document by its key, or makes it. @returns its id. */
export async function upsertDocument(db: Connection, key: string): Promise<number> {
  return (await upsertDocuments(db, [key])).get(key) as number;
}

/** The same for several. @returns their ids, by key. */
export async function upsertDocuments(db: Connection, keys: string[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (;;) {
    const missing = [...new Set(keys)].filter((key) => !ids.has(key)).sort();
    if (missing.length === 0) return ids;
    const wanted = sql<string>`any(${missing}::text[])`;
    for (const { id, key } of await db
      .selectFrom('documents')
      .select(['id', 'key'])
      .where('key', '=', wanted)
      .execute()) {
      ids.set(key, id);
    }
    const unknown = missing.filter((key) => !ids.has(key));
    if (unknown.length === 0) return ids;
    const made = await db
      .insertInto('documents')
      .values(unknown.map((key) => ({ key })))
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning(['id', 'key'])
      .execute();
    // One that somebody else made just now is found by the next look.
    for (const { id, key } of made) ids.set(key, id);
  }
}

/**
 * Locks documents against others that publish them, until the transaction ends.
 * @returns their keys, by id. @throws when there is none of an id.
 */
export async function lockDocuments(db: Connection, ids: number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('documents')
    .select(['id', 'key'])
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  const missing = ids.find((id) => !keys.has(id));
  if (missing !== undefined) throw new Error(`No document ${missing}: record its capture first.`);
  return keys;
}
