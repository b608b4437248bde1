import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { DB } from './types.ts';

/** Inserts any number of rows in one statement with one parameter. All rows have the same fields. */
export async function insertRows(
  db: Connection,
  table: keyof DB & string,
  rows: Record<string, unknown>[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]).map((name) => sql.ref(name));
  await sql`
    insert into ${sql.table(table)} (${sql.join(columns)})
    select ${sql.join(columns)} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
  `.execute(db);
}
