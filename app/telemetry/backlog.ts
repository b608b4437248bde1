import proto from '@temporalio/proto';
import type { Logger, NativeConnection } from '@temporalio/worker';
import { Gauge } from 'prom-client';
import type { Metrics } from './metrics.ts';

const { TASK_QUEUE_TYPE_WORKFLOW, TASK_QUEUE_TYPE_ACTIVITY } = proto.temporal.api.enums.v1.TaskQueueType;
const KINDS = { workflow: TASK_QUEUE_TYPE_WORKFLOW, activity: TASK_QUEUE_TYPE_ACTIVITY };

/** Milliseconds that the server gets to answer; a scrape waits for it. */
const PATIENCE = 2_000;

/** Where to ask, and about which Temporal task queues. */
export interface BacklogSource {
  connection: NativeConnection;
  namespace: string;
  queues: readonly string[];
  logger: Logger;
}

/**
 * Asks Temporal, whenever metrics are read, how many tasks wait in the queues: of all workers together, so each of them
 * gives the same number. While the server does not answer there is no number.
 */
export function observeBacklog({ registry }: Metrics, { connection, namespace, queues, logger }: BacklogSource): void {
  const size = async (queue: string, taskQueueType: number): Promise<number> => {
    const request = { namespace, taskQueue: { name: queue }, taskQueueType, reportStats: true };
    const { stats } = await connection.withDeadline(Date.now() + PATIENCE, () =>
      connection.workflowService.describeTaskQueue(request),
    );
    return Number(stats?.approximateBacklogCount ?? 0);
  };
  new Gauge({
    name: 'copydesk_backlog_tasks',
    help: 'Tasks that wait at Temporal for a worker, about, by task queue and kind: workflow or activity.',
    labelNames: ['queue', 'kind'] as const,
    registers: [registry],
    async collect() {
      this.reset();
      const asked = queues.flatMap((queue) =>
        Object.entries(KINDS).map(async ([kind, type]) => this.set({ queue, kind }, await size(queue, type))),
      );
      const failed = (await Promise.allSettled(asked)).find((answer) => answer.status === 'rejected');
      if (failed) logger.warn('the backlog is unknown', { error: failed.reason });
    },
  });
}
