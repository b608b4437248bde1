import type { Decision } from './bulk/publish.ts';
import type { Connection } from './connection.ts';
import type { NewVersion } from './document-versions.ts';

/** Records how a run ended. Once a chain of runs: what a reset finds is not what the run did. */
export async function recordOutcome(
  db: Connection,
  { workflowId, runId, firstExecutionRunId, documentId }: NewVersion,
  { version, outcome }: Decision,
): Promise<void> {
  await db
    .insertInto('run_outcomes')
    .values({
      workflow_id: workflowId,
      run_id: runId,
      first_execution_run_id: firstExecutionRunId,
      document_id: documentId,
      version,
      outcome,
    })
    .onConflict((conflict) => conflict.columns(['workflow_id', 'first_execution_run_id']).doNothing())
    .execute();
}
