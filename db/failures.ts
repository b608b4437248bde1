import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { Run } from './run.ts';

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

/**
 * Marks as resolved the open failures of a document that went through: those of the document itself, of its key, of the
 * workflow that succeeded now, and of its source where that is a place (a path or an address, which have a slash) and not
 * merely `inline`, as many documents are.
 * @returns how many.
 */
export async function resolveFailures(
  db: Connection,
  { documentId, key, source, workflowId }: { documentId: number; key: string; source: string; workflowId: string },
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('failures')
    .set({ resolved_at: sql`now()` })
    .where('resolved_at', 'is', null)
    .where((or) =>
      or.or([
        or('document_id', '=', documentId),
        or('key', '=', key),
        or('workflow_id', '=', workflowId),
        ...(source.includes('/') ? [or('source', '=', source)] : []),
      ]),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** What was given may be anything; PostgreSQL's text holds neither NUL nor half a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '\u{fffd}').toWellFormed();
}
