import type { WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../../db/connection.ts';
import type { ingestBatch } from '../../workflows/ingest-batch.ts';
import type { BatchProgress } from '../../workflows/messages.ts';
import type { TestIngest } from './temporal.ts';

export type BatchHandle = WorkflowHandleWithFirstExecutionRunId<typeof ingestBatch>;

/** Starts `ingestBatch`. The input may be as wrong as one likes. */
export function startBatch({ client, taskQueue }: TestIngest, input: unknown): Promise<BatchHandle> {
  return client.workflow.start<typeof ingestBatch>('ingestBatch', {
    taskQueue,
    workflowId: `batch:${crypto.randomUUID()}`,
    args: [input],
  });
}

/** Articles of a few sentences, each another; as lines of a file. */
export function articleLines(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const text = `The mayor of Lower Venn, Ann Lee, said on Monday that road ${number} would be closed for ${number + 2} days. "We had no choice," she said.`;
    return JSON.stringify({ id: `article-${number}`, text });
  });
}

/** What the ledger says. */
export async function ledger(db: Database, batchId: number): Promise<Record<string, number>> {
  const { rows } = await sql<{ outcome: string; count: number }>`
    select coalesce(outcome, 'open') as outcome, count(*) as count from batch_documents
    where batch_id = ${batchId} group by outcome
  `.execute(db);
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

/** The batch's row in the view must say the same as its progress, and the documents' rows add up. */
export async function expectReported(db: Database, progress: BatchProgress): Promise<void> {
  const { batchId, listed, published, unchanged, superseded, duplicate, failed } = progress;
  const { rows } = await sql`
    select listed, published, unchanged, superseded, duplicate, failed
    from batch_summary where batch_id = ${batchId}
  `.execute(db);
  expect(rows).toEqual([{ listed, published, unchanged, superseded, duplicate, failed }]);
  const versions = await sql<{ count: number }>`
    select count(*) as count from batch_documents b
    where batch_id = ${batchId} and outcome = 'published'
      and not exists (select from document_versions v where v.document_id = b.document_id and v.version = b.version)
  `.execute(db);
  expect(versions.rows).toEqual([{ count: 0 }]);
}
