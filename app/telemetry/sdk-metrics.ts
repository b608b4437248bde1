import { Runtime, type RuntimeOptions } from '@temporalio/worker';
import { freePort } from '../local/ports.ts';

/** Ports tried, of which another process may take one before the SDK does. */
const ATTEMPTS = 3;

/**
 * Installs the SDK's runtime with metrics. Its native part gives them by a server of its own, which is put where this
 * process alone looks for it. Has to come before the first connection, which would install one without.
 *
 * @returns what reads the metrics as Prometheus text.
 */
export async function installRuntimeWithMetrics(options: RuntimeOptions): Promise<() => Promise<string>> {
  for (let attempt = 1; ; attempt += 1) {
    const bindAddress = `127.0.0.1:${await freePort()}`;
    const prometheus = { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };
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
