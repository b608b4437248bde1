import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { likePattern } from './selection.ts';

/** Which open failures are meant: all conditions that are given must hold. */
export interface FailureSelection {
  /** Where they stopped. */
  stage?: string;
  /** Whose key or source is one of these, in which `*` stands for any characters and `?` for one. */
  keys?: string[];
  /** When they failed: ISO 8601, from `since` on and before `until`. */
  since?: string;
  until?: string;
}

/** An open failure with what is kept of the document. */
export interface OpenFailure {
  id: number;
  stage: string;
  errorType: string;
  source: string | null;
  key: string | null;
  workflowId: string;
  /** What the run was given, where that was recorded. */
  input: unknown;
  /** Its bytes, where they were stored, with what their capture says of them. */
  rawSha256: string | null;
  capture: { source: string; key: string; contentType: string | null; url: string | null } | null;
}

/**
 * The open failures that are meant, the last of each workflow, by id.
 * @param after begins after this one; 0 for all.
 */
export async function findOpenFailures(
  db: Connection,
  selection: FailureSelection,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<OpenFailure[]> {
  const { rows } = await sql<OpenFailure>`
    select f.id, f.stage, f.error_type as "errorType", f.source, f.key, f.workflow_id as "workflowId", f.input,
      f.raw_sha256 as "rawSha256", (
        select json_build_object('source', c.source, 'key', d.key, 'contentType', c.content_type, 'url', c.url)
        from captures c join documents d on d.id = c.document_id
        where c.workflow_id = f.workflow_id and c.first_execution_run_id = f.first_execution_run_id
          and c.raw_sha256 = f.raw_sha256
        order by c.id desc limit 1
      ) as capture
    from failures f
    where f.id > ${after} and ${sql.join(conditions(selection), sql` and `)}
    order by f.id limit ${limit}
  `.execute(db);
  return rows;
}

/** Writes failures to a batch's ledger, each with the workflow that is to start again. Once more, it replaces what it wrote. */
export async function listFailures(
  db: Connection,
  { batchId, from }: { batchId: number; from: number },
  failures: { source: string; input: unknown; workflowId: string }[],
): Promise<void> {
  await sql`
    with page as (
      select ${from} + number - 1 as position, failure
      from jsonb_array_elements(${JSON.stringify(failures)}::jsonb) with ordinality as page (failure, number)
    )
    insert into batch_documents (batch_id, position, source, input, workflow_id)
    select ${batchId}, position, failure->>'source', failure->'input', failure->>'workflowId' from page
    on conflict (batch_id, position) do update
    set source = excluded.source, input = excluded.input, workflow_id = excluded.workflow_id
    where batch_documents.outcome is null
  `.execute(db);
}

function conditions({ stage, keys, since, until }: FailureSelection): RawBuilder<unknown>[] {
  const all = [
    sql`f.resolved_at is null and not exists (
      select from failures later
      where later.workflow_id = f.workflow_id and later.resolved_at is null and later.id > f.id)`,
  ];
  if (stage !== undefined) all.push(sql`f.stage = ${stage}`);
  if (keys !== undefined) {
    const patterns = sql`any (${keys.map(likePattern)}::text[])`;
    all.push(sql`(f.key like ${patterns} or f.source like ${patterns})`);
  }
  if (since !== undefined) all.push(sql`f.failed_at >= ${since}::timestamptz`);
  if (until !== undefined) all.push(sql`f.failed_at < ${until}::timestamptz`);
  return all;
}
