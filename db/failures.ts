import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { Run } from './run.ts';
import { storable } from './storable.ts';

export interface NewFailure extends Run {
  /** Where it stopped: `acquire`, `normalize`, `entities`, `attribution`, `publish`. */
  stage: string;
  /** What is wrong, by name: a `DocumentErrorType`, `StageFailed` … */
  errorType: string;
  /** What was wrong, with the value, and what to do. */
  message: string;
  /** How often it was tried. */
  attempts: number;
  /** What was to be ingested, as it was given. */
  source?: string | null;
  key?: string | null;
  documentId?: number | null;
  rawSha256?: string | null;
  /** What the run was given, for another start: JSON. */
  input?: object | null;
}

/** Records a document that could not be processed. Once a chain of runs: a retry or reset finds its row. @returns its id. */
export async function recordFailure(db: Connection, failure: NewFailure): Promise<number> {
  const made = await db
    .insertInto('failures')
    .values({
      stage: failure.stage,
      error_type: failure.errorType,
      message: storable(failure.message),
      attempts: failure.attempts,
      source: failure.source == null ? null : storable(failure.source),
      key: failure.key == null ? null : storable(failure.key),
      document_id: failure.documentId ?? null,
      raw_sha256: failure.rawSha256 ?? null,
      input: failure.input == null ? null : JSON.stringify(failure.input),
      workflow_id: failure.workflowId,
      run_id: failure.runId,
      first_execution_run_id: failure.firstExecutionRunId,
    })
    .onConflict((conflict) => conflict.columns(['workflow_id', 'first_execution_run_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) return made.id;
  const known = await db
    .selectFrom('failures')
    .select('id')
    .where('workflow_id', '=', failure.workflowId)
    .where('first_execution_run_id', '=', failure.firstExecutionRunId)
    .executeTakeFirstOrThrow();
  return known.id;
}

/** A document that went through. */
interface Mended {
  documentId: number;
  key: string;
  source: string;
}

/**
 * Marks as resolved the open failures of documents that went through: those of the document itself, of its key, and of its
 * source where that is a place (a path or an address, which have a slash) and not merely `inline`, as many documents are.
 * @param workflowId one whose own failures are resolved too.
 * @returns how many.
 */
export async function resolveFailures(db: Connection, documents: Mended[], workflowId: string | null): Promise<number> {
  const { numAffectedRows } = await sql`
    with mended as (
      select * from json_to_recordset(${JSON.stringify(documents)}::json)
        as n ("documentId" bigint, key text, source text)
    ),
    open as (
      select f.id from mended n join failures f on f.document_id = n."documentId" where f.resolved_at is null
      union
      select f.id from mended n join failures f on f.key = n.key where f.resolved_at is null
      union
      select f.id from mended n join failures f on f.source = n.source
      where f.resolved_at is null and position('/' in n.source) > 0
      union
      select f.id from failures f where f.resolved_at is null and f.workflow_id = ${workflowId}
    ),
    -- In the order of their numbers: two that resolve the same wait for each other, and not in a ring.
    locked as (
      select id from failures where id in (select id from open) and resolved_at is null order by id for no key update
    )
    update failures set resolved_at = now() where id in (select id from locked)
  `.execute(db);
  return Number(numAffectedRows);
}
