import type { Connection } from './connection.ts';

/** Finds a document by its key, or makes it. @returns its id. */
export async function upsertDocument(db: Connection, key: string): Promise<number> {
  for (;;) {
    const known = await db.selectFrom('documents').select('id').where('key', '=', key).executeTakeFirst();
    if (known) return known.id;
    const made = await db
      .insertInto('documents')
      .values({ key })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) return made.id;
    // Somebody else made it just now: the next look finds it.
  }
}

/**
 * Makes a version the one that readers see: an older one (rollback) or a newer one again. Changes one row.
 * @throws when the document has no such version.
 */
export async function promote(db: Connection, documentId: number, version: number): Promise<void> {
  const exists = await db
    .selectFrom('document_versions')
    .select('version')
    .where('document_id', '=', documentId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!exists) throw new Error(`Document ${documentId} has no version ${version}: see the view article_history.`);
  await db.updateTable('documents').set({ current_version: version }).where('id', '=', documentId).execute();
}
