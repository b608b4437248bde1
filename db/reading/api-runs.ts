import { type SqlBool, sql } from 'kysely';
import type { Database } from '../connection.ts';

export const RUN_OUTCOMES = ['published', 'unchanged', 'superseded', 'duplicate', 'failed', 'under way'] as const;

/** A run, or a document of a batch, and what became of it. */
export interface RunSummary {
  workflowId: string;
  runId: string;
  document: string | null;
  source: string | null;
  outcome: (typeof RUN_OUTCOMES)[number];
  version: number | null;
  stagesRun: number | null;
  stagesMs: number | null;
  attempts: number | null;
  error: string | null;
  capturedAt: string | null;
  endedAt: string | null;
}

/** Where a run stands in the list. */
export interface RunPlace {
  /** When its bytes were seen, or else when it ended: microseconds since 1970; 0 where neither is known. */
  at: number;
  workflowId: string;
  runId: string;
  /** Empty where it is not known. */
  source: string;
}

/**
 * Runs, those that began last first. With them come all that stand in the same place as the last of them: a batch may list
 * one file several times.
 * @param page.after only those that stand after this place.
 */
export async function listRuns(
  db: Database,
  filter: { outcome?: string; document?: string; workflowId?: string },
  page: { after?: RunPlace; limit: number },
): Promise<(RunSummary & { place: RunPlace })[]> {
  const { after } = page;
  const conditions = [sql<SqlBool>`true`];
  if (filter.outcome !== undefined) conditions.push(sql`outcome = ${filter.outcome}`);
  if (filter.document !== undefined) conditions.push(sql`document = ${filter.document}`);
  if (filter.workflowId !== undefined) conditions.push(sql`workflow_id = ${filter.workflowId}`);
  if (after) {
    conditions.push(sql`(-place_at, workflow_id, run_id, place_source) >
      (${-after.at}::bigint, ${after.workflowId}, ${after.runId}, ${after.source})`);
  }
  const { rows } = await sql<Omit<RunSummary, 'capturedAt' | 'endedAt'> & RunRow>`
    select workflow_id as "workflowId", run_id as "runId", document, source, outcome, version,
      stages_run as "stagesRun", stages_ms as "stagesMs", attempts::bigint, error, captured_at, ended_at,
      place_at, place_source
    from (
      select *, coalesce((extract(epoch from coalesce(captured_at, ended_at)) * 1000000)::bigint, 0) as place_at,
        coalesce(source, '') as place_source
      from run_summary
    ) runs
    where ${sql.join(conditions, sql` and `)}
    order by -place_at, workflow_id, run_id, place_source
    fetch first (${page.limit}) rows with ties
  `.execute(db);
  return rows.map(({ captured_at, ended_at, place_at, place_source, ...row }) => ({
    ...row,
    capturedAt: captured_at?.toISOString() ?? null,
    endedAt: ended_at?.toISOString() ?? null,
    place: { at: place_at, workflowId: row.workflowId, runId: row.runId, source: place_source },
  }));
}

interface RunRow {
  captured_at: Date | null;
  ended_at: Date | null;
  place_at: number;
  place_source: string;
}
