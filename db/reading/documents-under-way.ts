import { sql } from 'kysely';
import type { Database } from '../connection.ts';
import { beyond, by, type Cursor, type Page, pageOf, placeOf } from './page.ts';

/** A document that was seen, of which readers see nothing yet, and which has not failed. */
export interface DocumentUnderWay {
  documentId: number;
  key: string;
  /** When it was first seen. */
  createdAt: Date;
  place: string;
}

const ORDER = ['d.created_at', 'd.id'];

/** Documents under way, those first that were seen last. @param search part of the key, in any case. */
export async function listDocumentsUnderWay(
  db: Database,
  search: string | undefined,
  cursor: Cursor | null,
  limit: number,
): Promise<Page<DocumentUnderWay>> {
  const named = search === undefined ? sql`true` : sql`position(lower(${search}::text) in lower(d.key)) > 0`;
  const { rows } = await sql<DocumentUnderWay>`
    select d.id as "documentId", d.key, d.created_at as "createdAt", ${placeOf(ORDER)} as place
    from documents d
    where d.current_version is null and ${named} and ${beyond(ORDER, cursor)}
      and not exists (select from failures f where f.document_id = d.id and f.resolved_at is null)
    order by ${by(ORDER, cursor)} limit ${limit + 1}
  `.execute(db);
  return pageOf(rows, cursor, limit);
}
