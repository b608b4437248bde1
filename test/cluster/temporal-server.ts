import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { isFreePort } from '../../app/local/ports.ts';
import { endWithThisProcess } from '../../app/local/watchdog.ts';
import type { Restartable } from '../../bench/pipeline/stack/servers.ts';
import type { TemporalBuild } from './build-temporal.ts';
import { DYNAMIC_CONFIG, SERVICES, type ServerPorts, serverConfig } from './server-config.ts';

const run = promisify(execFile);

/** Milliseconds for the services to find one another. */
const START_TIMEOUT = 90_000;
/** Milliseconds for an orderly end. */
const STOP_PATIENCE = 20_000;
const DAY = 24 * 60 * 60;

/** Starts a Temporal server that keeps everything in a PostgreSQL, makes its schema there, and the namespace `default`. */
export async function keepTemporalServer(
  build: TemporalBuild,
  folder: string,
  postgres: Restartable,
): Promise<Restartable> {
  const stateDir = join(folder, 'temporal-server');
  await mkdir(stateDir, { recursive: true });
  const database = new URL(postgres.address);
  await makeSchema(build, database);
  const ports = await choosePorts();
  const configFile = join(stateDir, 'server.yaml');
  const dynamicConfig = join(stateDir, 'dynamic.yaml');
  await writeFile(dynamicConfig, DYNAMIC_CONFIG);
  await writeFile(configFile, serverConfig(database, ports, dynamicConfig), { mode: 0o600 });
  const address = `127.0.0.1:${ports.frontend}`;
  const logFile = join(stateDir, 'server.log');

  let child: ChildProcess | null = null;
  const start = async () => {
    const log = openSync(logFile, 'a');
    child = spawn(build.server, ['--config-file', configFile, '--allow-no-auth', 'start'], {
      cwd: stateDir,
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    endWithThisProcess(child);
    await untilServing(child, address, logFile);
  };
  await start();
  return {
    address,
    pid: () => child?.pid ?? null,
    start,
    async stop() {
      const stopped = child;
      child = null;
      if (stopped === null || stopped.exitCode !== null || stopped.signalCode !== null) return;
      stopped.kill('SIGTERM');
      const force = setTimeout(() => stopped.kill('SIGKILL'), STOP_PATIENCE);
      await once(stopped, 'exit');
      clearTimeout(force);
    },
  };
}

async function makeSchema({ sqlTool, schema }: TemporalBuild, database: URL): Promise<void> {
  const parts = { temporal: 'temporal', temporal_visibility: 'visibility' };
  for (const [name, part] of Object.entries(parts)) {
    const { hostname, port, username, password } = database;
    const common = ['--ep', hostname, '-p', port, '-u', username, '--pw', password, '--pl', 'postgres12', '--db', name];
    await run(sqlTool, [...common, 'create-database']);
    await run(sqlTool, [...common, 'setup-schema', '-v', '0.0']);
    await run(sqlTool, [...common, 'update-schema', '-d', join(schema, part, 'versioned')]);
  }
}

/** The server keeps its ports in columns of type smallint; those below are rarely given to outgoing connections. */
const PORTS = { first: 20_000, last: 32_000 };

async function choosePorts(): Promise<ServerPorts> {
  const ports = new Set<number>();
  while (ports.size < 2 * SERVICES.length + 1) {
    const port = randomInt(PORTS.first, PORTS.last);
    if (await isFreePort(port)) ports.add(port);
  }
  const all = [...ports];
  const rpc = all.slice(0, SERVICES.length);
  const membership = all.slice(SERVICES.length, 2 * SERVICES.length);
  return { frontend: rpc[0], rpc, membership, http: all[2 * SERVICES.length] };
}

/** Waits until the namespace can be used, which is made the first time. */
async function untilServing(child: ChildProcess, address: string, logFile: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT;
  for (let reason = ''; ; await sleep(250)) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
      const log = (await readFile(logFile, 'utf8'))
        .trimEnd()
        .split('\n')
        .slice(-4)
        .map((line) => line.slice(0, 400))
        .join('\n');
      throw new Error(`The Temporal server does not serve ${address} (${reason}). Its log ends:\n${log}`);
    }
    try {
      await useNamespace(address);
      return;
    } catch (error) {
      // It is not up yet; or it never will be, which the deadline tells.
      reason = (error as Error).message;
    }
  }
}

async function useNamespace(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 });
  try {
    const { workflowService: service } = connection;
    const { namespaces } = await service.listNamespaces({ pageSize: 100 });
    if (!namespaces?.some(({ namespaceInfo }) => namespaceInfo?.name === 'default')) {
      const workflowExecutionRetentionPeriod = { seconds: DAY };
      await service.registerNamespace({ namespace: 'default', workflowExecutionRetentionPeriod } as never);
    }
    // The frontend learns of a new namespace with some delay.
    await service.listOpenWorkflowExecutions({ namespace: 'default', maximumPageSize: 1 });
  } finally {
    await connection.close();
  }
}
