import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../connection.ts';
import { beyond, by, type Cursor, type Page, pageOf, placeOf } from './page.ts';

/** How a run of one document ended; `under way` also of a run that was terminated. */
export const RUN_OUTCOMES = ['published', 'unchanged', 'superseded', 'failed', 'under way'] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/** A run that took in one document, or failed to: a row of the view `run_summary` that is no document of a batch. */
export interface SingleRun {
  workflowId: string;
  runId: string;
  source: string | null;
  /** Key of the document; null where the run failed before it was known. */
  key: string | null;
  documentId: number | null;
  outcome: RunOutcome;
  /** Version that it published, or else that readers saw then; null where it failed. */
  version: number | null;
  /** Stages that it ran itself, and milliseconds that those took. */
  stagesRun: number;
  stagesMs: number | null;
  errorType: string | null;
  /** When the bytes were there, or else when it failed. */
  at: Date;
  /** When its outcome was known. */
  endedAt: Date | null;
  place: string;
}

export interface RunFilter {
  outcome?: RunOutcome;
  /** Part of the source or of the document's key, in any case. */
  search?: string;
}

/** `kind` tells a capture's number from a failure's. */
const ORDER = ['r.at', 'r.kind', 'r.id'];

/**
 * Runs of single documents, those that began last first. The view has them too, but gathers all before it gives the first:
 * this looks them up from the newest on.
 * @param limit runs of a page.
 */
export async function listRuns(
  db: Database,
  filter: RunFilter,
  cursor: Cursor | null,
  limit: number,
): Promise<Page<SingleRun>> {
  const most = limit + 1;
  const { rows } = await sql<SingleRun>`
    select r.workflow_id as "workflowId", r.run_id as "runId", r.source, r.key, r.document_id as "documentId", r.outcome,
      r.version, ran.stages as "stagesRun", ran.ms as "stagesMs", r.error_type as "errorType", r.at, r.ended_at as "endedAt",
      ${placeOf(ORDER)} as place
    from (
      select * from (${captured(filter, cursor, most)}) captured
      union all
      select * from (${neverCaptured(filter, cursor, most)}) never_captured
    ) r
    left join lateral (
      select count(*) as stages, sum(duration_ms) as ms from stage_results s
      where s.workflow_id = r.workflow_id and s.run_id in (r.run_id, r.first_execution_run_id)
    ) ran on true
    order by ${by(ORDER, cursor)} limit ${most}
  `.execute(db);
  return pageOf(rows, cursor, limit);
}

/** Runs that had the document's bytes. */
function captured({ outcome, search }: RunFilter, cursor: Cursor | null, limit: number): RawBuilder<unknown> {
  const conditions = [
    sql`not exists (select from batches b
      where b.workflow_id = c.workflow_id and b.first_execution_run_id = c.first_execution_run_id)`,
    ofNumber('c.captured_at', 0, 'c.id', cursor),
  ];
  if (outcome === 'failed') conditions.push(sql`o.outcome is null and f.id is not null`);
  else if (outcome === 'under way') conditions.push(sql`o.outcome is null and f.id is null`);
  else if (outcome !== undefined) conditions.push(sql`o.outcome = ${outcome}`);
  if (search !== undefined) conditions.push(names(search, sql`concat_ws(' ', c.source, d.key)`));
  return sql`
    select c.workflow_id, c.first_execution_run_id, coalesce(o.run_id, f.run_id, c.run_id) as run_id, c.source, d.key,
      case when d.current_version is not null then d.id end as document_id,
      coalesce(o.outcome, case when f.id is not null then 'failed' else 'under way' end) as outcome, o.version, f.error_type,
      c.captured_at as at, coalesce(o.ended_at, f.failed_at) as ended_at, 0 as kind, c.id
    from captures c
    join documents d on d.id = c.document_id
    left join run_outcomes o on o.workflow_id = c.workflow_id and o.first_execution_run_id = c.first_execution_run_id
    left join failures f on f.workflow_id = c.workflow_id and f.first_execution_run_id = c.first_execution_run_id
    where ${sql.join(conditions, sql` and `)}
    order by ${by(['c.captured_at', 'c.id'], cursor)} limit ${limit}`;
}

/** Runs that failed before. */
function neverCaptured({ outcome, search }: RunFilter, cursor: Cursor | null, limit: number): RawBuilder<unknown> {
  const conditions = [
    sql`not exists (select from captures c
      where c.workflow_id = f.workflow_id and c.first_execution_run_id = f.first_execution_run_id)`,
    ofNumber('f.failed_at', 1, 'f.id', cursor),
  ];
  if (outcome !== undefined && outcome !== 'failed') conditions.push(sql`false`);
  if (search !== undefined) conditions.push(names(search, sql`concat_ws(' ', f.source, f.key)`));
  return sql`
    select f.workflow_id, f.first_execution_run_id, f.run_id, f.source, f.key, null::bigint as document_id,
      'failed' as outcome, null::integer as version, f.error_type, f.failed_at as at, f.failed_at as ended_at, 1 as kind, f.id
    from failures f
    where ${sql.join(conditions, sql` and `)}
    order by ${by(['f.failed_at', 'f.id'], cursor)} limit ${limit}`;
}

/** What is beyond the cursor, of rows of one kind. */
function ofNumber(time: string, kind: number, id: string, cursor: Cursor | null): RawBuilder<unknown> {
  if (cursor === null) return sql`true`;
  const [at, of, number] = cursor.of.split('_');
  if (Number(of) === kind) return beyond([time, id], { ...cursor, of: `${at}_${number}` });
  // Of the other kind, all of the same moment stand on one side.
  return beyond([time], cursor, Number(of) > kind === (cursor.side === 'older'));
}

function names(search: string, text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`position(lower(${search}::text) in lower(${text})) > 0`;
}
