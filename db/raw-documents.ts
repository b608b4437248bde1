import { sha256 } from './canonical-json.ts';
import type { Connection } from './connection.ts';

/** Bytes as they came, and the media type they were declared with when first stored. */
export interface StoredRawDocument {
  bytes: Uint8Array;
  contentType: string | null;
}

/**
 * Stores bytes under their hash; bytes that are there already stay as they are, with their first content type.
 * @returns the hash.
 */
export async function storeRawDocument(
  db: Connection,
  { bytes, contentType = null }: { bytes: Uint8Array; contentType?: string | null },
): Promise<string> {
  const hash = sha256(bytes);
  const known = await db.selectFrom('raw_documents').select('sha256').where('sha256', '=', hash).executeTakeFirst();
  if (known) return hash;
  await db
    .insertInto('raw_documents')
    .values({ sha256: hash, content: Buffer.from(bytes), content_type: contentType })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
  return hash;
}

/** Null when no bytes are stored under this hash. */
export async function findRawDocument(db: Connection, hash: string): Promise<StoredRawDocument | null> {
  const row = await db
    .selectFrom('raw_documents')
    .select(['content', 'content_type'])
    .where('sha256', '=', hash)
    .executeTakeFirst();
  return row ? { bytes: row.content, contentType: row.content_type } : null;
}

/** @throws when no bytes are stored under this hash. */
export async function loadRawDocument(db: Connection, hash: string): Promise<StoredRawDocument> {
  const found = await findRawDocument(db, hash);
  if (!found) throw new Error(`No raw document ${hash}: store it first.`);
  return found;
}
