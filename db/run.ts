/** The Temporal run that did something, for lineage. */
export interface Run {
  workflowId: string;
  runId: string;
  /** First run of the chain: stays the same when a workflow is reset or tried again. */
  firstExecutionRunId: string;
}
