import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';

export interface WorkerQueue {
  namespace: string;
  taskQueue: string;
}

/**
 * Waits until the worker that runs in a process asks Temporal for work: loading it takes seconds, which are not to count
 * as time that documents took.
 *
 * @param pid of the worker now; null between two.
 * @throws the signal's reason when it is aborted, or when Temporal cannot be asked.
 */
export async function untilWorking(
  connection: Connection,
  { namespace, taskQueue }: WorkerQueue,
  pid: () => number | null,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    // Of workflow tasks, as no type of queue is named.
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
    });
    // A worker's identity is its process id and host, unless it is given another.
    if (pollers?.some(({ identity }) => identity?.startsWith(`${pid()}@`))) return;
    await sleep(100, undefined, { signal });
  }
}
