import { sql } from 'kysely';
import { sha256 } from './canonical-json.ts';
import type { Connection } from './connection.ts';

/** Bytes as they came, and the media type they were declared with when first stored. */
export interface StoredRawDocument {
  bytes: Uint8Array;
  contentType: string | null;
}

/** Bytes to be stored, and the media type that they came with. */
export interface NewRawDocument {
  bytes: Uint8Array;
  contentType?: string | null;
}

/**
 * Stores bytes under their hash; bytes that are there already stay as they are, with their first content type.
 * @returns the hash.
 */
export async function storeRawDocument(db: Connection, document: NewRawDocument): Promise<string> {
  const hash = sha256(document.bytes);
  await storeRawDocuments(db, new Map([[hash, document]]));
  return hash;
}

/** The same for several, by their hashes. */
export async function storeRawDocuments(db: Connection, documents: Map<string, NewRawDocument>): Promise<void> {
  const known = await findRawDocuments(db, [...documents.keys()]);
  const missing = [...documents].filter(([hash]) => !known.has(hash)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (missing.length === 0) return;
  await db
    .insertInto('raw_documents')
    .values(
      missing.map(([hash, { bytes, contentType = null }]) => ({
        sha256: hash,
        content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        content_type: contentType,
      })),
    )
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}

/** What is known of stored bytes without reading them. */
export interface RawDocumentInfo {
  contentType: string | null;
  byteLength: number;
}

/** Of several, by their hashes; what is not stored is left out. */
export async function findRawDocuments(db: Connection, hashes: string[]): Promise<Map<string, RawDocumentInfo>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .selectFrom('raw_documents')
    .select(['sha256', 'content_type', 'byte_length'])
    .where('sha256', '=', sql<string>`any(${hashes}::text[])`)
    .execute();
  return new Map(
    rows.map(({ sha256: hash, content_type, byte_length }) => [
      hash,
      { contentType: content_type, byteLength: byte_length },
    ]),
  );
}

/** The bytes of several, by their hashes; what is not stored is left out. */
export async function loadRawBytes(db: Connection, hashes: string[]): Promise<Map<string, Uint8Array>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .selectFrom('raw_documents')
    .select(['sha256', 'content'])
    .where('sha256', '=', sql<string>`any(${hashes}::text[])`)
    .execute();
  return new Map(rows.map(({ sha256: hash, content }) => [hash, content]));
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
