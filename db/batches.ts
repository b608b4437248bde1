import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { Run } from './run.ts';

export interface NewBatch extends Pick<Run, 'workflowId' | 'firstExecutionRunId'> {
  kind: 'ingest' | 'reprocess';
  /** What the workflow was given: JSON. */
  input: unknown;
}

/** Makes a batch's row. Once a chain of runs: a retry or reset finds it. @returns its id. */
export async function insertBatch(
  db: Connection,
  { kind, input, workflowId, firstExecutionRunId }: NewBatch,
): Promise<number> {
  const made = await db
    .insertInto('batches')
    .values({
      kind,
      input: JSON.stringify(input),
      workflow_id: workflowId,
      first_execution_run_id: firstExecutionRunId,
    })
    .onConflict((conflict) => conflict.columns(['workflow_id', 'first_execution_run_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) return made.id;
  const known = await db
    .selectFrom('batches')
    .select('id')
    .where('workflow_id', '=', workflowId)
    .where('first_execution_run_id', '=', firstExecutionRunId)
    .executeTakeFirstOrThrow();
  return known.id;
}

/** What a batch's workflow was given. @throws when there is no such batch. */
export async function loadBatchInput(db: Connection, batchId: number): Promise<unknown> {
  const row = await db.selectFrom('batches').select('input').where('id', '=', batchId).executeTakeFirst();
  if (!row) throw new Error(`There is no batch ${batchId}: it was deleted; start it again.`);
  return row.input;
}

/** A batch's documents, by outcome; those without one are in `listed` only. */
export interface BatchSums {
  listed: number;
  published: number;
  unchanged: number;
  superseded: number;
  duplicate: number;
  failed: number;
}

/** Sums up a batch's documents. */
export async function countBatchDocuments(db: Connection, batchId: number): Promise<BatchSums> {
  const { rows } = await sql<BatchSums>`
    select count(*) as listed,
      count(*) filter (where outcome = 'published') as published,
      count(*) filter (where outcome = 'unchanged') as unchanged,
      count(*) filter (where outcome = 'superseded') as superseded,
      count(*) filter (where outcome = 'duplicate') as duplicate,
      count(*) filter (where outcome = 'failed') as failed
    from batch_documents where batch_id = ${batchId}
  `.execute(db);
  return rows[0];
}
