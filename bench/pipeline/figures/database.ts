import { sql } from 'kysely';
import type { Database } from '../../../db/connection.ts';

/** What a database holds. */
export interface DatabaseFigures {
  /** Rows of all tables. */
  rows: number;
  bytes: number;
}

/** Counts all rows of a database's own tables, and the bytes that it takes with its indexes. */
export async function measureDatabase(db: Database): Promise<DatabaseFigures> {
  const { rows: tables } = await sql<{ name: string }>`
    select quote_ident(relname) as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname
  `.execute(db);
  let rows = 0;
  for (const { name } of tables) {
    const { rows: counted } = await sql<{ count: number }>`select count(*) as count from ${sql.raw(name)}`.execute(db);
    rows += counted[0].count;
  }
  const { rows: sizes } = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(
    db,
  );
  return { rows, bytes: sizes[0].bytes };
}
