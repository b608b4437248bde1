import { sql } from 'kysely';
import type { Connection } from '../connection.ts';

/** Documents that are stale against the pipeline in force. */
export function countStale(db: Connection): Promise<number> {
  return count(db, sql`stale_documents`);
}

/** Documents that failed and have not gone through since, however often. */
export function countOpenFailures(db: Connection): Promise<number> {
  return count(db, sql`(select distinct workflow_id from failed_documents) as failed`);
}

/** What a batch computed again although the memo had it, and how much of that came out otherwise. */
export async function countRecomputations(
  db: Connection,
  batchId: number,
): Promise<{ recomputed: number; unequal: number }> {
  const { rows } = await sql<{ recomputed: number; unequal: number }>`
    select count(*) as recomputed, count(*) filter (where not c.equal) as unequal
    from batches b
    join recomputations c on c.workflow_id = b.workflow_id and c.created_at >= b.started_at
    where b.id = ${batchId}
  `.execute(db);
  return rows[0];
}

async function count(db: Connection, rowsOf: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${rowsOf}`.execute(db);
  return rows[0].count;
}
