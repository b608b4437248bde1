import { sql } from 'kysely';
import type { Database } from '../connection.ts';

/** What there is to filter a list by. */
export interface FilterChoices {
  /** First 100 characters of the names of publications, in alphabetical order. */
  outlets: string[];
  /** ISO 639-1 codes. */
  languages: string[];
}

/** More outlets than that are no list to choose from. */
const MOST = 500;

/** Outlets and languages of all texts, at most 500 of each. One look into an index for each, however many articles there are. */
export async function findFilterChoices(db: Database): Promise<FilterChoices> {
  const [outlets, languages] = await Promise.all([different(db, sql`left(outlet, 100)`), different(db, sql`language`)]);
  return { outlets, languages };
}

/** PostgreSQL before version 19 does not skip from one value of an index to the next by itself. */
async function different(db: Database, value: ReturnType<typeof sql>): Promise<string[]> {
  const next = (condition: ReturnType<typeof sql>) => sql`select min(${value}) from texts where ${value} ${condition}`;
  const { rows } = await sql<{ value: string }>`
    with recursive found (value, number) as (
      select (${next(sql`is not null`)}), 1
      union all
      select (${next(sql`> found.value`)}), number + 1 from found where found.value is not null and number < ${MOST}
    )
    select value from found where value is not null
  `.execute(db);
  return rows.map((row) => row.value);
}
