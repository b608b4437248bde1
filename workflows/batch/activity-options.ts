import type { ActivityOptions, Priority } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';
import { HEARTBEAT_TIMEOUT, UNTIL_MENDED } from '../activity-options.ts';

/**
 * What reads sources or runs stages for many documents waits on a queue of its own, which each worker polls with slots of
 * its own: it takes none of those of the news. Among batches, each gets its share.
 */
export function bulk(batchId: number): Pick<ActivityOptions, 'taskQueue' | 'priority'> {
  return {
    taskQueue: `${workflowInfo().taskQueue}-bulk`,
    priority: { priorityKey: 5, fairnessKey: `batch-${batchId}` },
  };
}

/** Documents of a batch that have a run of their own come after the news (3, the default) and before what is in bulk. */
export const OWN_RUN_PRIORITY: Priority = { priorityKey: 4 };

/**
 * Reads some thousand names or lines, or as many documents from the web or an archive, and reports all the while: a worker
 * that died is noticed within half a minute. Begun anew it lists the same. Cancelled, it is waited for, so that the ledger
 * is still when it is summed up.
 */
export const LIST: ActivityOptions = {
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: UNTIL_MENDED,
};

/**
 * Up to a hundred documents of up to 20 MiB each, whose stages run in other threads, so that it can report all the while.
 * What it has stored is not done again, so neither time limit loses more than a slice. Cancelled, it finishes the slice
 * that it is writing, which is waited for.
 */
export const CHUNK: ActivityOptions = {
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: UNTIL_MENDED,
};
