import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { loadConfig } from '../../../app/config.ts';
import { temporalSettings } from '../../../app/temporal-settings.ts';

/** As in `app/worker/create-workers.ts`. */
const INITIAL_POLLERS = 2;

/** Gives back what it gets. */
export async function pass(value: string): Promise<string> {
  return value;
}

/** The worker of the empty workflow: settings as those of `app/worker.ts`, and a process of its own like that one. */
async function main(): Promise<void> {
  const { taskQueue, concurrency, maxPollers } = loadConfig();
  const { connection: options, address, namespace } = temporalSettings();
  Runtime.install({ shutdownSignals: ['SIGTERM', 'SIGINT'] });
  const connection = await NativeConnection.connect({ ...options, address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowsPath: fileURLToPath(new URL('workflows.ts', import.meta.url)),
    activities: { pass },
    workflowTaskPollerBehavior: { type: 'autoscaling', initial: INITIAL_POLLERS, maximum: maxPollers },
    activityTaskPollerBehavior: {
      type: 'autoscaling',
      initial: INITIAL_POLLERS,
      maximum: Math.min(maxPollers, concurrency),
    },
    maxConcurrentActivityTaskExecutions: concurrency,
  });
  await worker.run();
  await connection.close();
}

await main();
