import { type Kysely, sql } from 'kysely';
import type { DB } from '../types.ts';

/** Most captures that a page shows. */
export const MOST_CAPTURES = 50;

/** Where a version comes from: its stages in their order, its bytes, and who saw them. */
export interface DocumentLineage {
  key: string;
  current_version: number | null;
  version: number;
  source: string;
  versioned_at: Date;
  workflow_id: string;
  run_id: string;
  raw: RawFacts;
  stages: StageLineage[];
}

interface RawFacts {
  sha256: string;
  /** Bytes. */
  byte_length: number;
  content_type: string | null;
  stored_at: Date;
  /** WHATWG label of the encoding that normalize decoded them with; null where that is not known. */
  encoding: string | null;
  /** What normalize repaired or found suspicious. */
  warnings: string[];
}

export interface StageLineage {
  stage: string;
  fingerprint: string;
  artifact_id: number;
  artifact_sha256: string;
  input_sha256: string;
  duration_ms: number;
  attempt: number;
  stage_ran_at: Date;
  stage_workflow_id: string;
  stage_run_id: string;
}

/** @param version null for the one that readers see. @returns undefined where there is no such version. */
export async function readLineage(
  db: Kysely<DB>,
  documentId: number,
  version: number | null,
): Promise<DocumentLineage | undefined> {
  const found = await db
    .selectFrom('document_versions as v')
    .innerJoin('documents as d', 'd.id', 'v.document_id')
    .innerJoin('raw_documents as r', 'r.sha256', 'v.raw_sha256')
    .leftJoin('text_origins as o', 'o.stage_result_id', 'v.text_result_id')
    .where('d.id', '=', documentId)
    .where('v.version', '=', (eb) => (version === null ? eb.ref('d.current_version') : eb.val(version)))
    .select(['d.key', 'd.current_version', 'v.version', 'v.source', 'v.created_at as versioned_at'])
    .select(['v.workflow_id', 'v.run_id', 'r.sha256', 'r.byte_length', 'r.content_type', 'r.stored_at'])
    .select(['o.encoding', 'o.warnings'])
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { sha256, byte_length, content_type, stored_at, encoding, warnings, ...rest } = found;
  const { rows: stages } = await sql<StageLineage>`
    select stage, fingerprint, artifact_id, artifact_sha256, input_sha256, duration_ms, attempt, stage_ran_at,
      stage_workflow_id, stage_run_id
    from lineage where document_id = ${documentId} and version = ${rest.version}
    order by array_position(array['normalize', 'entities', 'attribution'], stage)
  `.execute(db);
  const raw = { sha256, byte_length, content_type, stored_at, encoding, warnings: warnings ?? [] };
  return { ...rest, raw, stages };
}

/** A time at which bytes were seen for a document. */
export type CaptureRow = Awaited<ReturnType<typeof listCaptures>>[number];

/** The last captures of a document, the newest first, at most `MOST_CAPTURES`. */
export function listCaptures(db: Kysely<DB>, documentId: number) {
  return db
    .selectFrom('captures as c')
    .innerJoin('raw_documents as r', 'r.sha256', 'c.raw_sha256')
    .where('c.document_id', '=', documentId)
    .select(['c.id', 'c.captured_at', 'c.source', 'c.content_type', 'c.raw_sha256', 'r.byte_length'])
    .select(['c.workflow_id', 'c.run_id'])
    .orderBy('c.id', 'desc')
    .limit(MOST_CAPTURES)
    .execute();
}

/** The bytes that were seen for a document. @returns undefined where these never were. */
export async function readRawBytes(db: Kysely<DB>, documentId: number, sha256: string): Promise<Buffer | undefined> {
  const found = await db
    .selectFrom('raw_documents as r')
    .where('r.sha256', '=', sha256)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('captures as c')
          .whereRef('c.raw_sha256', '=', 'r.sha256')
          .where('c.document_id', '=', documentId)
          .select('c.id'),
      ),
    )
    .select('r.content')
    .executeTakeFirst();
  return found?.content;
}

/** A stretch of a version's text, and where it stands in the decoded raw text. Offsets count code points. */
export interface SpanOrigin {
  text: string;
  raw_start: number;
  raw_end: number;
}

/** Leads a span of a version's text back to the raw text. @returns undefined where the text has no such span. */
export async function readSpanOrigin(
  db: Kysely<DB>,
  documentId: number,
  version: number,
  { start, end }: { start: number; end: number },
): Promise<SpanOrigin | undefined> {
  const { rows } = await sql<SpanOrigin>`
    select substr(t.text, ${start}::int + 1, ${end}::int - ${start}::int) as text, o.raw_start, o.raw_end
    from document_versions v
    join texts t on t.artifact_id = v.text_artifact_id
    cross join lateral result_raw_span(v.text_result_id, ${start}::int, ${end}::int) o
    where v.document_id = ${documentId} and v.version = ${version}
  `.execute(db);
  return rows[0];
}
