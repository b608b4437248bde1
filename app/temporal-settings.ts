import { loadClientConnectConfig } from '@temporalio/envconfig';
import { ConfigError } from './config.ts';

/** How to reach a Temporal server: what `Connection.connect` and `NativeConnection.connect` take, and the namespace. */
export interface TemporalSettings {
  connection: ReturnType<typeof loadClientConnectConfig>['connectionOptions'];
  /** `host:port`; undefined where nothing names a server, so that a local one is wanted. */
  address: string | undefined;
  /** Default `default`. */
  namespace: string;
}

/**
 * Reads how to reach Temporal, from what all its tools read: `TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`, `TEMPORAL_API_KEY`,
 * `TEMPORAL_TLS_…`, and the profile `TEMPORAL_PROFILE` of `TEMPORAL_CONFIG_FILE` or of the user's `temporal.toml`.
 *
 * @param environment variables by name; an empty address counts as unset.
 * @throws ConfigError when a profile or file that is named is missing or cannot be understood.
 */
export function temporalSettings(environment: NodeJS.ProcessEnv = process.env): TemporalSettings {
  const variables = Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  try {
    const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({ overrideEnvVars: variables });
    return { connection: connectionOptions, address: connectionOptions.address, namespace };
  } catch (error) {
    throw new ConfigError(
      `Cannot tell how to reach Temporal from TEMPORAL_… and its configuration file: ${(error as Error).message}. Correct them, or set TEMPORAL_ADDRESS to host:port.`,
      { cause: error },
    );
  }
}
