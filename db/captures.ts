import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { Run } from './run.ts';

/** Bytes that were seen for a document. */
export interface Sighting {
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
export async function recordCapture(db: Connection, capture: Sighting & Run): Promise<number> {
  const [{ captureId }] = await recordCaptures(db, capture, [capture]);
  return captureId;
}

/**
 * The same for several, in their order: a later one has a higher id.
 * @returns of each its id, and whether it is new: not of one that this chain of runs has recorded before, or of one that
 * comes twice here.
 */
export async function recordCaptures(
  db: Connection,
  { workflowId, runId, firstExecutionRunId }: Run,
  sightings: Sighting[],
): Promise<{ captureId: number; isNew: boolean }[]> {
  if (sightings.length === 0) return [];
  const rows = JSON.stringify(
    sightings.map((sighting, ordinal) => ({
      ordinal,
      document_id: sighting.documentId,
      source: sighting.source,
      raw_sha256: sighting.rawSha256,
      content_type: sighting.contentType ?? null,
      url: sighting.url ?? null,
      etag: sighting.etag ?? null,
      last_modified: sighting.lastModified ?? null,
    })),
  );
  const keyOf = (row: { document_id: number; source: string; raw_sha256: string }) =>
    `${row.document_id} ${row.raw_sha256} ${row.source}`;
  const given = sightings.map(({ documentId, source, rawSha256 }) =>
    keyOf({ document_id: documentId, source, raw_sha256: rawSha256 }),
  );
  interface Row {
    id: number;
    document_id: number;
    source: string;
    raw_sha256: string;
  }
  const { rows: made } = await sql<Row>`
    insert into captures (document_id, source, raw_sha256, content_type, url, etag, last_modified,
      workflow_id, run_id, first_execution_run_id)
    select document_id, source, raw_sha256, content_type, url, etag, last_modified,
      ${workflowId}, ${runId}, ${firstExecutionRunId}
    from json_to_recordset(${rows}::json) as n (ordinal integer, document_id bigint, source text, raw_sha256 text,
      content_type text, url text, etag text, last_modified text)
    order by ordinal
    on conflict (document_id, source, raw_sha256, first_execution_run_id) do nothing
    returning id, document_id, source, raw_sha256
  `.execute(db);
  const fresh = new Map(made.map((row) => [keyOf(row), row.id]));
  const known = new Map<string, number>();
  if (given.some((key) => !fresh.has(key))) {
    const { rows: others } = await sql<Row>`
      select c.id, c.document_id, c.source, c.raw_sha256
      from json_populate_recordset(null::captures, ${rows}::json) n
      join captures c on c.document_id = n.document_id and c.source = n.source and c.raw_sha256 = n.raw_sha256
        and c.first_execution_run_id = ${firstExecutionRunId}
    `.execute(db);
    for (const row of others) known.set(keyOf(row), row.id);
  }
  return given.map((key) => {
    const captureId = fresh.get(key);
    if (captureId === undefined) return { captureId: known.get(key) as number, isNew: false };
    fresh.delete(key);
    known.set(key, captureId);
    return { captureId, isNew: true };
  });
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

/** A capture with what is needed to take its bytes through the stages again. */
export interface StoredCapture {
  documentId: number;
  key: string;
  source: string;
  rawSha256: string;
  contentType: string | null;
  url: string | null;
  byteLength: number;
}

/** Captures by their numbers; those that are gone are left out. */
export async function findCaptures(db: Connection, captureIds: number[]): Promise<Map<number, StoredCapture>> {
  if (captureIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('captures as c')
    .innerJoin('documents as d', 'd.id', 'c.document_id')
    .innerJoin('raw_documents as r', 'r.sha256', 'c.raw_sha256')
    .select([
      'c.id',
      'c.document_id as documentId',
      'd.key',
      'c.source',
      'c.raw_sha256 as rawSha256',
      'c.content_type as contentType',
      'c.url',
      'r.byte_length as byteLength',
    ])
    .where('c.id', '=', sql<number>`any(${captureIds}::bigint[])`)
    .execute();
  return new Map(rows.map(({ id, ...capture }) => [id, capture]));
}
