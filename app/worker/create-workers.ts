import { Worker, type WorkerOptions } from '@temporalio/worker';
import type { createActivities } from '../../activities/index.ts';
import type { Config } from '../config.ts';
import type { TemporalConnection } from './temporal.ts';

/** Milliseconds after the grace in which cancelled activities have to end; then the process ends without them. */
const LAST_WORDS = 7_000;
/**
 * Longest that heartbeats are held back, in milliseconds: a cancelled activity hears of it with the answer to one, and a
 * stage is not to go on for long after that.
 */
const HEARTBEAT_THROTTLE = 5_000;
/** Polls that wait at Temporal from the start; from there on, as many as keep the worker busy. */
const INITIAL_POLLERS = 2;

export interface WorkerParts extends TemporalConnection {
  activities: ReturnType<typeof createActivities>;
  workflowBundle: { code: string };
  /** What else both workers are to have, such as interceptors. */
  options: Partial<WorkerOptions>;
}

/**
 * The workers of a process, one for each queue that its role covers: that of single documents and of all workflows, and
 * that of bulk activities. Each has slots of its own, so that bulk work never takes those of the news.
 */
export function createWorkers(config: Config, { activities, workflowBundle, options, ...server }: WorkerParts) {
  const { roles, taskQueue, maxPollers, concurrency, bulkConcurrency, shutdownGrace } = config;
  const pollers = (slots: number) => {
    const maximum = Math.min(maxPollers, slots);
    return { type: 'autoscaling', initial: Math.min(INITIAL_POLLERS, maximum), maximum } as const;
  };
  const shared: Omit<WorkerOptions, 'taskQueue'> = {
    ...server,
    ...options,
    activities,
    shutdownGraceTime: shutdownGrace,
    shutdownForceTime: shutdownGrace + LAST_WORDS,
    maxHeartbeatThrottleInterval: HEARTBEAT_THROTTLE,
  };
  const workers: Promise<Worker>[] = [];
  if (roles !== 'bulk') {
    const worker = Worker.create({
      ...shared,
      taskQueue,
      workflowBundle,
      workflowTaskPollerBehavior: { type: 'autoscaling', initial: INITIAL_POLLERS, maximum: maxPollers },
      activityTaskPollerBehavior: pollers(concurrency),
      maxConcurrentActivityTaskExecutions: concurrency,
    });
    workers.push(worker);
  }
  if (roles !== 'interactive') {
    const worker = Worker.create({
      ...shared,
      taskQueue: `${taskQueue}-bulk`,
      activityTaskPollerBehavior: pollers(bulkConcurrency),
      maxConcurrentActivityTaskExecutions: bulkConcurrency,
    });
    workers.push(worker);
  }
  return Promise.all(workers);
}

/** Runs them until they are told to end by a signal; when one fails, the others end too. */
export async function runWorkers(workers: Worker[]): Promise<void> {
  const running = workers.map(async (worker) => {
    try {
      await worker.run();
    } finally {
      for (const other of workers) if (other.getState() === 'RUNNING') other.shutdown();
    }
  });
  const failed = (await Promise.allSettled(running)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
