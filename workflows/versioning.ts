import type { WorkflowDefinitionOptions } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';

/**
 * Options of a workflow that is over in seconds, so that it can stay with the version of the workers that it began on:
 * nothing can change between its steps. Where workers have no versions, a server refuses whatever is said about them.
 */
export function pinned(): WorkflowDefinitionOptions {
  return workflowInfo().currentDeploymentVersion?.deploymentName ? { versioningBehavior: 'PINNED' } : {};
}
