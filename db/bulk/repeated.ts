import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Run } from '../run.ts';

/**
 * Which of these documents this chain of runs has seen with the same bytes before, from wherever.
 * The workflow is not asked for: its index would lead to all that a batch has seen. The limit tells the planner how many rows
 * there are.
 *
 * @returns their places in what was given.
 */
export async function findRepeated(
  db: Connection,
  { firstExecutionRunId }: Pick<Run, 'firstExecutionRunId'>,
  documents: { documentId: number; rawSha256: string; captureId: number }[],
): Promise<Set<number>> {
  const rows = documents.map(({ documentId, rawSha256, captureId }, ordinal) => ({
    ordinal,
    document_id: documentId,
    raw_sha256: rawSha256,
    capture_id: captureId,
  }));
  const { rows: repeated } = await sql<{ ordinal: number }>`
    select n.ordinal
    from (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as n (ordinal integer, document_id bigint, raw_sha256 text, capture_id bigint)
      limit ${rows.length}
    ) n
    where exists (
      select from captures c
      where c.document_id = n.document_id and c.raw_sha256 = n.raw_sha256 and c.id < n.capture_id
        and c.first_execution_run_id = ${firstExecutionRunId}
    )
  `.execute(db);
  return new Set(repeated.map(({ ordinal }) => ordinal));
}
