import { sql } from 'kysely';
import { type Connection, inTransaction } from './connection.ts';

/** A document that a listing found. */
export interface ListedDocument {
  /** Where it comes from, for a person to read. */
  source: string;
  /** How a worker gets it: JSON. */
  input: unknown;
}

/**
 * Writes documents to a batch's ledger, at the positions from `from` on. A page that is listed once more, by a retry or a
 * reset, replaces what it wrote before, as far as nothing has become of it.
 */
export async function saveListed(
  db: Connection,
  { batchId, from, documents, isLast }: { batchId: number; from: number; documents: ListedDocument[]; isLast: boolean },
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    await sql`
      insert into batch_documents (batch_id, position, source, input)
      select ${batchId}, ${from} + number - 1, document->>'source', document->'input'
      from jsonb_array_elements(${JSON.stringify(documents)}::jsonb) with ordinality as page (document, number)
      on conflict (batch_id, position) do update set source = excluded.source, input = excluded.input
      where batch_documents.outcome is null
    `.execute(transaction);
    if (isLast) await endListing(transaction, { batchId, listed: from + documents.length });
  });
}

/**
 * Takes off what a longer attempt listed beyond the end. For the last page only: pages between are followed by others, which
 * write over it, and an attempt that was thought dead must not take away what these have listed since.
 */
export async function endListing(
  db: Connection,
  { batchId, listed }: { batchId: number; listed: number },
): Promise<void> {
  await sql`
    delete from batch_documents where batch_id = ${batchId} and position >= ${listed} and outcome is null
  `.execute(db);
}
