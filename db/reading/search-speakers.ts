import { sql } from 'kysely';
import type { Database } from '../connection.ts';

/** Statements that are looked at: a beginning that more people share is no help yet. */
const MOST_STATEMENTS = 2_000;

/** Names of speakers that begin so, those with most statements first. @param beginning in lower case. */
export async function findSpeakers(db: Database, beginning: string, limit: number): Promise<string[]> {
  if (beginning === '') return [];
  const { rows } = await sql<{ name: string }>`
    select name from (
      select name from attribution_speakers where lower(name) ^@ ${beginning}::text limit ${MOST_STATEMENTS}
    ) said
    group by name order by count(*) desc, name limit ${limit}
  `.execute(db);
  return rows.map(({ name }) => name);
}
