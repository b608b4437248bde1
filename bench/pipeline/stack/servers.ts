import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../../app/config.ts';
import { freePort } from '../../../app/local/ports.ts';
import { startPostgres } from '../../../app/local/postgres.ts';
import { startTemporal } from '../../../app/local/temporal.ts';
import { findTemporalCli } from '../../../app/local/temporal-cli.ts';

/** A server that can be ended and started again with what it keeps, at the same address. */
export interface Restartable {
  /** Connection string, or `host:port`. */
  address: string;
  /** Process id now; null while it is down. */
  pid(): number | null;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** An embedded PostgreSQL of its own, as the local stack has it. */
export async function keepPostgres(folder: string, settings: Record<string, string> = {}): Promise<Restartable> {
  const dataDir = join(folder, 'postgres');
  let server = await startPostgres({ dataDir, settings });
  let isUp = true;
  const { port, url } = server;
  return {
    address: url,
    pid: () => (isUp ? server.pid : null),
    async start() {
      server = await startPostgres({ dataDir, port, settings });
      isUp = true;
    },
    async stop() {
      isUp = false;
      await server.stop();
    },
  };
}

/** A Temporal development server of its own, that keeps its history in a file, as the local stack has it. */
export async function keepTemporal(folder: string): Promise<Restartable> {
  const { path: cli } = await findTemporalCli({ stateDir: loadConfig().stateDir });
  const stateDir = join(folder, 'temporal');
  mkdirSync(stateDir, { recursive: true });
  const [port, uiPort] = [await freePort(), await freePort()];
  let server = await startTemporal({ cli, stateDir, port, uiPort });
  let isUp = true;
  return {
    address: server.address,
    pid: () => (isUp ? server.pid : null),
    async start() {
      server = await startTemporal({ cli, stateDir, port, uiPort });
      isUp = true;
    },
    async stop() {
      isUp = false;
      await server.stop();
    },
  };
}
