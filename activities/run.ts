import { Context } from '@temporalio/activity';
import type { Run } from '../db/run.ts';

/**
 * The workflow execution that the current activity works for.
 * @throws when it was started without a workflow.
 */
export function currentExecution(): Pick<Run, 'workflowId' | 'runId'> {
  const { workflowExecution } = Context.current().info;
  if (!workflowExecution) throw new TypeError('This activity belongs to a workflow: start ingestDocument instead.');
  return workflowExecution;
}

/** The same with the first run of its chain, which only the workflow is told. */
export function currentRun(firstExecutionRunId: string): Run {
  return { ...currentExecution(), firstExecutionRunId };
}
