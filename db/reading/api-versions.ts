import { sql } from 'kysely';
import type { Database } from '../connection.ts';

/** A version of a document. */
export interface VersionSummary {
  version: number;
  isCurrent: boolean;
  title: string | null;
  publishedAt: string | null;
  versionedAt: string;
  capturedAt: string;
  source: string;
  rawSha256: string;
  workflowId: string;
  runId: string;
}

/** Something that differs between two versions. */
export interface Change {
  kind: string;
  change: 'added' | 'removed' | 'changed';
  old: string | null;
  new: string | null;
}

/** Versions of a document, the last first. @param page.before only lower ones. */
export async function listVersions(
  db: Database,
  documentId: number,
  page: { before?: number; limit: number },
): Promise<VersionSummary[]> {
  const rows = await db
    .selectFrom('document_versions as v')
    .innerJoin('documents as d', 'd.id', 'v.document_id')
    .innerJoin('texts as t', 't.artifact_id', 'v.text_artifact_id')
    .innerJoin('captures as c', 'c.id', 'v.capture_id')
    .select(['v.version', 'd.current_version', 't.title', 't.published', 'v.created_at', 'c.captured_at', 'v.source'])
    .select(['v.raw_sha256', 'v.workflow_id', 'v.run_id'])
    .where('v.document_id', '=', documentId)
    .$if(page.before !== undefined, (query) => query.where('v.version', '<', page.before!))
    .orderBy('v.version', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    isCurrent: row.version === row.current_version,
    title: row.title,
    publishedAt: row.published,
    versionedAt: row.created_at.toISOString(),
    capturedAt: row.captured_at.toISOString(),
    source: row.source,
    rawSha256: row.raw_sha256,
    workflowId: row.workflow_id,
    runId: row.run_id,
  }));
}

/** What differs between two versions, in the order of the text. */
export async function listChanges(db: Database, documentId: number, from: number, to: number): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select kind, change, old, new from article_diff(${documentId}::bigint, ${from}::integer, ${to}::integer)
  `.execute(db);
  return rows;
}
