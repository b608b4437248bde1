import { sql } from 'kysely';
import type { Database } from '../../db/connection.ts';

/** Where the text of each payload table's rows is found. */
const SPANS = {
  paragraphs: 'r.artifact_id',
  sentences: 'r.artifact_id',
  mentions: 'a.text_artifact_id',
  attribution_spans: 'a.text_artifact_id',
  credits: 'a.text_artifact_id',
};

/** Counts the rows of each table with spans, and those whose surface form is not what the text has there. */
export async function checkSurfaces(db: Database): Promise<Record<string, { rows: number; wrong: number }>> {
  const found: Record<string, { rows: number; wrong: number }> = {};
  for (const [table, text] of Object.entries(SPANS)) {
    const { rows } = await sql<{ rows: number; wrong: number }>`
      select count(*) as rows,
        count(*) filter (where t.text is null or substr(t.text, r.start + 1, r."end" - r.start) <> r.text) as wrong
      from ${sql.table(table)} r
      join artifacts a on a.id = r.artifact_id
      left join texts t on t.artifact_id = ${sql.raw(text)}
    `.execute(db);
    found[table] = rows[0];
  }
  return found;
}

/** Every row of every table as JSON, for comparison; tables named are left out. */
export async function dump(db: Database, without: string[] = []): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%' order by 1
  `.execute(db);
  const content: Record<string, string[]> = {};
  for (const { name } of tables) {
    if (without.includes(name)) continue;
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(t)::text as row from ${sql.table(name)} t order by 1
    `.execute(db);
    content[name] = rows.map(({ row }) => row);
  }
  return content;
}
