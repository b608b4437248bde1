/** Ports on 127.0.0.1 that a server listens on. */
export interface ServerPorts {
  /** What workers and clients connect to. */
  frontend: number;
  /** Of the four services, in the order of `SERVICES`: for one another. */
  rpc: readonly number[];
  membership: readonly number[];
  http: number;
}

export const SERVICES = ['frontend', 'history', 'matching', 'worker'] as const;

/** Connections that each service keeps; PostgreSQL allows a hundred by default, and Copydesk wants some. */
const CONNECTIONS = { store: 8, visibility: 3 };

/**
 * The configuration of a Temporal server whose four services run in one process and keep everything in PostgreSQL, as
 * JSON, which is YAML. After the development configuration that comes with the server.
 *
 * @param database of the server's own: user, password, host and port are taken.
 * @param dynamicConfig file of settings that may change while it runs.
 */
export function serverConfig(database: URL, ports: ServerPorts, dynamicConfig: string): string {
  const store = (databaseName: string, connections: number) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: database.host,
      connectProtocol: 'tcp',
      user: database.username,
      password: database.password,
      maxConns: connections,
      maxIdleConns: connections,
      maxConnLifetime: '1h',
    },
  });
  const services = SERVICES.map((name, i) => [
    name,
    {
      rpc: {
        grpcPort: ports.rpc[i],
        membershipPort: ports.membership[i],
        bindOnLocalHost: true,
        ...(name === 'frontend' && { httpPort: ports.http }),
      },
    },
  ]);
  return JSON.stringify(
    {
      log: { stdout: true, level: 'warn' },
      persistence: {
        defaultStore: 'store',
        visibilityStore: 'visibility',
        numHistoryShards: 4,
        datastores: {
          store: store('temporal', CONNECTIONS.store),
          visibility: store('temporal_visibility', CONNECTIONS.visibility),
        },
      },
      global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
      services: Object.fromEntries(services),
      clusterMetadata: {
        enableGlobalNamespace: false,
        failoverVersionIncrement: 10,
        masterClusterName: 'active',
        currentClusterName: 'active',
        clusterInformation: {
          active: {
            enabled: true,
            initialFailoverVersion: 1,
            rpcName: 'frontend',
            rpcAddress: `127.0.0.1:${ports.frontend}`,
          },
        },
      },
      dcRedirectionPolicy: { policy: 'noop' },
      dynamicConfigClient: { filepath: dynamicConfig, pollInterval: '60s' },
    },
    null,
    2,
  );
}

/** Settings of the server that Copydesk gains by: each batch gets its share of the bulk queue. */
export const DYNAMIC_CONFIG = JSON.stringify({ 'matching.enableFairness': [{ value: true }] }, null, 2);
