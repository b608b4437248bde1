import { sql } from 'kysely';
import type { Database } from '../connection.ts';

/** What became of the documents of a batch: a row of the view `batch_summary`. */
export interface BatchRow {
  id: number;
  workflowId: string;
  /** First run of its chain: the Temporal UI leads from it to the later ones. */
  runId: string;
  kind: string;
  /** What the workflow was given. */
  input: unknown;
  listed: number;
  published: number;
  unchanged: number;
  superseded: number;
  duplicate: number;
  failed: number;
  underWay: number;
  startedAt: Date;
  lastEndedAt: Date | null;
}

/** Batches, the last first. @param before only those of lower numbers; null for all. */
export async function listBatches(
  db: Database,
  { before, limit }: { before: number | null; limit: number },
): Promise<BatchRow[]> {
  const { rows } = await sql<BatchRow>`
    select s.batch_id as id, s.workflow_id as "workflowId", b.first_execution_run_id as "runId", s.kind, s.input, s.listed,
      s.published, s.unchanged, s.superseded, s.duplicate, s.failed, s.under_way as "underWay", s.started_at as "startedAt",
      s.last_ended_at as "lastEndedAt"
    from batch_summary s
    join batches b on b.id = s.batch_id
    where ${before === null ? sql`true` : sql`s.batch_id < ${before}`}
    order by s.batch_id desc limit ${limit}
  `.execute(db);
  return rows;
}

/** One batch. @returns undefined where there is none of that number. */
export async function readBatch(db: Database, id: number): Promise<BatchRow | undefined> {
  const [batch] = await listBatches(db, { before: id + 1, limit: 1 });
  return batch?.id === id ? batch : undefined;
}

export const BATCH_OUTCOMES = ['published', 'unchanged', 'superseded', 'duplicate', 'failed', 'under way'] as const;
export type BatchOutcome = (typeof BATCH_OUTCOMES)[number];

/** A document of a batch. */
export interface BatchDocument {
  /** Place in the listing, from 0. */
  position: number;
  source: string;
  key: string | null;
  /** The document, where readers see a version of it. */
  documentId: number | null;
  outcome: BatchOutcome;
  version: number | null;
  /** Milliseconds that its stages took; null where it had a run of its own, or is not done. */
  stagesMs: number | null;
  /** The run of its own that it was handed to, where it failed among others. */
  workflowId: string | null;
  endedAt: Date | null;
}

/** Documents of a batch in the order of its listing. @param from place of the first that may be given. */
export async function listBatchDocuments(
  db: Database,
  { batchId, outcome, from, limit }: { batchId: number; outcome?: BatchOutcome; from: number; limit: number },
): Promise<BatchDocument[]> {
  const { rows } = await sql<BatchDocument>`
    select b.position, b.source, d.key, case when d.current_version is not null then d.id end as "documentId",
      coalesce(b.outcome, 'under way') as outcome, b.version, b.stages_ms as "stagesMs", b.workflow_id as "workflowId",
      b.ended_at as "endedAt"
    from batch_documents b
    left join documents d on d.id = b.document_id
    where b.batch_id = ${batchId} and b.position >= ${from}
      and ${outcome === undefined ? sql`true` : sql`b.outcome is not distinct from ${outcome === 'under way' ? null : outcome}`}
    order by b.position limit ${limit}
  `.execute(db);
  return rows;
}
