import { sql } from 'kysely';
import type { Connection } from '../connection.ts';

/**
 * Which of these documents came again later in the listing of their batch, and are done there already: chunks end in any
 * order, and what is listed last is what readers are to see.
 *
 * @returns their places in what was given.
 */
export async function findOvertaken(
  db: Connection,
  batchId: number,
  documents: { documentId: number; position: number }[],
): Promise<Set<number>> {
  const rows = documents.map(({ documentId, position }, ordinal) => ({ ordinal, document_id: documentId, position }));
  const { rows: overtaken } = await sql<{ ordinal: number }>`
    select n.ordinal
    from (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as n (ordinal integer, document_id bigint, position bigint)
      limit ${rows.length}
    ) n
    where exists (
      select from batch_documents b
      where b.document_id = n.document_id and b.batch_id = ${batchId} and b.position > n.position
        and b.outcome <> 'failed'
    )
  `.execute(db);
  return new Set(overtaken.map(({ ordinal }) => ordinal));
}
