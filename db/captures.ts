import type { Connection } from './connection.ts';
import type { Run } from './run.ts';

export interface NewCapture extends Run {
  documentId: number;
  /**
   * Where the bytes came from, the same each time for the same place: `raw/NAME`, `raw/NAME.jsonl#ID`, an address, `inline`.
   * What a later capture from the same source brings is taken to replace the earlier.
   */
  source: string;
  rawSha256: string;
  contentType?: string | null;
  /** Address that relative links and dates are read against. */
  url?: string | null;
  etag?: string | null;
  lastModified?: string | null;
}

/** Records that bytes were seen for a document. Once a chain of runs: a reset or retry finds its row. @returns its id. */
export async function recordCapture(db: Connection, capture: NewCapture): Promise<number> {
  const made = await db
    .insertInto('captures')
    .values({
      document_id: capture.documentId,
      source: capture.source,
      raw_sha256: capture.rawSha256,
      content_type: capture.contentType ?? null,
      url: capture.url ?? null,
      etag: capture.etag ?? null,
      last_modified: capture.lastModified ?? null,
      workflow_id: capture.workflowId,
      run_id: capture.runId,
      first_execution_run_id: capture.firstExecutionRunId,
    })
    .onConflict((conflict) =>
      conflict.columns(['document_id', 'source', 'raw_sha256', 'first_execution_run_id']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (made) return made.id;
  const known = await db
    .selectFrom('captures')
    .select('id')
    .where('document_id', '=', capture.documentId)
    .where('source', '=', capture.source)
    .where('raw_sha256', '=', capture.rawSha256)
    .where('first_execution_run_id', '=', capture.firstExecutionRunId)
    .executeTakeFirstOrThrow();
  return known.id;
}

/** What the last capture from an address said of itself, for a conditional request; null where there is none. */
export async function lastCapture(
  db: Connection,
  source: string,
): Promise<{ documentId: number; rawSha256: string; etag: string | null; lastModified: string | null } | null> {
  const row = await db
    .selectFrom('captures')
    .select(['document_id', 'raw_sha256', 'etag', 'last_modified'])
    .where('source', '=', source)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return { documentId: row.document_id, rawSha256: row.raw_sha256, etag: row.etag, lastModified: row.last_modified };
}
