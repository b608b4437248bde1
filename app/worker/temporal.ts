import { NativeConnection } from '@temporalio/worker';
import type { Config } from '../config.ts';
import { readRunningStack } from '../local/stack-file.ts';
import { temporalSettings } from '../temporal-settings.ts';
import { StartError } from './start-error.ts';

/** A connection that all workers of the process share. */
export interface TemporalConnection {
  connection: NativeConnection;
  namespace: string;
}

/**
 * Connects to the Temporal server of the settings, else to that of the running local stack. `Runtime.install` has to come
 * before.
 * @throws StartError when there is none, or it does not answer; ConfigError when its settings make no sense.
 */
export async function connectTemporal({ stateDir }: Config): Promise<TemporalConnection> {
  const { connection: options, address: given, namespace } = temporalSettings();
  const address = given ?? readRunningStack(stateDir)?.temporalAddress;
  if (address === undefined) {
    throw new StartError(
      'There is no Temporal server: set TEMPORAL_ADDRESS to host:port, or run npm start, which brings one.',
    );
  }
  try {
    return { connection: await NativeConnection.connect({ ...options, address }), namespace };
  } catch (error) {
    throw new StartError(`Temporal cannot be reached at ${address}: ${(error as Error).message}.`, { cause: error });
  }
}
