import { sql } from 'kysely';
import type { Connection } from './connection.ts';

/** Some documents of a batch: those at the positions `from` to `to`, without `to` itself. */
export interface BatchRange {
  batchId: number;
  from: number;
  to: number;
}

/** A document of a batch that nothing has become of. */
export interface OpenDocument {
  position: number;
  source: string;
  /** As it was listed. */
  input: unknown;
}

/** How a document of a batch can end. */
export type BatchOutcome = 'published' | 'unchanged' | 'superseded' | 'duplicate' | 'failed';

/** The documents of a range that have no outcome and were not handed to runs of their own. */
export function loadOpen(db: Connection, range: BatchRange): Promise<OpenDocument[]> {
  return withoutOutcome(db, range).where('workflow_id', 'is', null).execute();
}

function withoutOutcome(db: Connection, { batchId, from, to }: BatchRange) {
  return db
    .selectFrom('batch_documents')
    .select(['position', 'source', 'input'])
    .where('batch_id', '=', batchId)
    .where('position', '>=', from)
    .where('position', '<', to)
    .where('outcome', 'is', null)
    .orderBy('position');
}

/**
 * Locks documents of a batch until the transaction ends, so that of two attempts at a chunk one only records what became of
 * them. @returns the positions of those that are open still.
 */
export async function lockOpen(db: Connection, batchId: number, positions: number[]): Promise<Set<number>> {
  const rows = await db
    .selectFrom('batch_documents')
    .select('position')
    .where('batch_id', '=', batchId)
    .where('position', '=', sql<number>`any(${positions}::bigint[])`)
    .where('outcome', 'is', null)
    .where('workflow_id', 'is', null)
    .orderBy('position')
    .forUpdate()
    .execute();
  return new Set(rows.map(({ position }) => position));
}

/** What became of a document, for the ledger. */
export interface Ending {
  position: number;
  outcome: BatchOutcome;
  documentId?: number | null;
  version?: number | null;
  /** Of a run of its own. */
  workflowId?: string | null;
  /** Of one that was handled in bulk: the stages that ran for it, and how many milliseconds they took. */
  stages?: string[] | null;
  stagesMs?: number | null;
}

/**
 * Records what became of documents; of one that has an outcome already, nothing. The positions are given twice: a ledger that
 * was just filled has no statistics, and would be read whole for a join alone.
 */
export async function recordEndings(db: Connection, batchId: number, endings: Ending[]): Promise<void> {
  if (endings.length === 0) return;
  await sql`
    update batch_documents b
    set outcome = e.outcome, document_id = e."documentId", version = e.version, stages = e.stages,
      stages_ms = e."stagesMs", workflow_id = coalesce(e."workflowId", b.workflow_id), ended_at = clock_timestamp()
    from json_to_recordset(${JSON.stringify(endings)}::json) as e (position bigint, outcome text, "documentId" bigint,
      version integer, "workflowId" text, stages text[], "stagesMs" double precision)
    where b.batch_id = ${batchId} and b.position = any(${endings.map(({ position }) => position)}::bigint[])
      and b.position = e.position and b.outcome is null
  `.execute(db);
}

/** Records the runs of their own that documents are handed to. */
export async function recordHandedOver(
  db: Connection,
  batchId: number,
  documents: { position: number; workflowId: string }[],
): Promise<void> {
  if (documents.length === 0) return;
  await sql`
    update batch_documents b
    set workflow_id = e."workflowId"
    from json_to_recordset(${JSON.stringify(documents)}::json) as e (position bigint, "workflowId" text)
    where b.batch_id = ${batchId} and b.position = any(${documents.map(({ position }) => position)}::bigint[])
      and b.position = e.position and b.outcome is null
  `.execute(db);
}

/** Counts that a document is begun alone. @returns how often that was, this time included. */
export async function countTry(db: Connection, batchId: number, position: number): Promise<number> {
  const { tries } = await db
    .updateTable('batch_documents')
    .set({ tries: sql`tries + 1` })
    .where('batch_id', '=', batchId)
    .where('position', '=', position)
    .returning('tries')
    .executeTakeFirstOrThrow();
  return tries;
}

/** What became of a range of documents. */
export interface RangeSummary {
  published: number;
  unchanged: number;
  superseded: number;
  duplicate: number;
  /** Stages that did not have to run. */
  reused: { normalize: number; entities: number; attribution: number };
}

/** Sums up what was handled in bulk; what has or had a run of its own does not count. */
export async function summarizeRange(db: Connection, { batchId, from, to }: BatchRange): Promise<RangeSummary> {
  const { rows } = await sql<Omit<RangeSummary, 'reused'> & RangeSummary['reused']>`
    select count(*) filter (where outcome = 'published') as published,
      count(*) filter (where outcome = 'unchanged') as unchanged,
      count(*) filter (where outcome = 'superseded') as superseded,
      count(*) filter (where outcome = 'duplicate') as duplicate,
      count(*) filter (where 'normalize' <> all(stages)) as normalize,
      count(*) filter (where 'entities' <> all(stages)) as entities,
      count(*) filter (where 'attribution' <> all(stages)) as attribution
    from batch_documents
    where batch_id = ${batchId} and position >= ${from} and position < ${to} and workflow_id is null
  `.execute(db);
  const { normalize, entities, attribution, ...outcomes } = rows[0];
  return { ...outcomes, reused: { normalize, entities, attribution } };
}

/** A document that is handed to a run of its own. */
export interface HandedOver extends OpenDocument {
  workflowId: string;
}

/** The documents of a range that wait for the end of a run of their own. */
export function loadHandedOver(db: Connection, range: BatchRange): Promise<HandedOver[]> {
  return withoutOutcome(db, range)
    .select('workflow_id as workflowId')
    .where('workflow_id', 'is not', null)
    .$narrowType<{ workflowId: string }>()
    .execute();
}
