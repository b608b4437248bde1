import { Runtime, type RuntimeOptions } from '@temporalio/worker';
import { freePort } from '../local/ports.ts';

/** Ports tried, of which another process may take one before the SDK does. */
const ATTEMPTS = 3;

/** Seconds; the SDK's own begin at a tenth. */
const LATENCY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 180, 600];
const LATENCIES = [
  'activity_execution_latency',
  'activity_schedule_to_start_latency',
  'activity_succeed_endtoend_latency',
  'request_latency',
  'workflow_endtoend_latency',
  'workflow_task_execution_latency',
  'workflow_task_schedule_to_start_latency',
];

/**
 * Installs the SDK's runtime with metrics. Its native part gives them by a server of its own, which is put where this
 * process alone looks for it. Has to come before the first connection, which would install one without.
 *
 * @returns what reads the metrics as Prometheus text.
 */
export async function installRuntimeWithMetrics(options: RuntimeOptions): Promise<() => Promise<string>> {
  for (let attempt = 1; ; attempt += 1) {
    const bindAddress = `127.0.0.1:${await freePort()}`;
    const prometheus = {
      bindAddress,
      countersTotalSuffix: true,
      unitSuffix: true,
      useSecondsForDurations: true,
      histogramBucketOverrides: Object.fromEntries(LATENCIES.map((name) => [name, LATENCY_SECONDS])),
    };
    try {
      Runtime.install({ ...options, telemetryOptions: { ...options.telemetryOptions, metrics: { prometheus } } });
    } catch (error) {
      if (attempt === ATTEMPTS || !/address already in use/iu.test((error as Error).message)) throw error;
      continue;
    }
    return async () => {
      const response = await fetch(`http://${bindAddress}/metrics`);
      if (!response.ok) throw new Error(`The SDK's metrics at ${bindAddress} answer ${response.status}.`);
      return await response.text();
    };
  }
}
