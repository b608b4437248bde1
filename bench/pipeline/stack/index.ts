import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { connect, type Database } from '../../../db/connection.ts';
import { migrateUp } from '../../../db/migrate.ts';
import { keepPostgres, keepTemporal, type Restartable } from './servers.ts';
import { type KeptWorker, keepWorker } from './worker.ts';

/** Servers that are thrown away afterwards, and rooms to work in on them. */
export interface BenchStack {
  /** Folder of everything. */
  folder: string;
  postgres: Restartable;
  temporal: Restartable;
  /** A migrated, empty database with a raw root, a task queue and workers of its own. */
  createRoom(name: string): Promise<Room>;
  /** Ends all, and removes the folder unless told to keep it. */
  close(keep?: boolean): Promise<void>;
}

/** One database, one task queue. */
export interface Room {
  name: string;
  databaseUrl: string;
  db: Database;
  client: Client;
  taskQueue: string;
  rawRoot: string;
  /** Environment variables of the room's workers: nothing of whoever runs this. */
  environment: NodeJS.ProcessEnv;
  /** Starts a worker process and waits until it asks for work. @param settings environment variables beside the room's. */
  startWorker(settings?: NodeJS.ProcessEnv): Promise<KeptWorker>;
  /** All that were started. */
  workers(): readonly KeptWorker[];
  close(): Promise<void>;
}

/** Milliseconds for a worker to start, on a machine that is busy. */
const WORKER_PATIENCE = 240_000;

/** Ways to get the servers; the local ones are the default. */
export interface StackServers {
  postgres(folder: string): Promise<Restartable>;
  temporal(folder: string, postgres: Restartable): Promise<Restartable>;
}

const LOCAL: StackServers = {
  postgres: (folder) => keepPostgres(folder),
  temporal: (folder) => keepTemporal(folder),
};

/** Starts PostgreSQL and Temporal. */
export async function startBenchStack(servers: StackServers = LOCAL): Promise<BenchStack> {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'));
  const postgres = await servers.postgres(folder);
  let temporal: Restartable;
  try {
    temporal = await servers.temporal(folder, postgres);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  const rooms = new Set<Room>();
  return {
    folder,
    postgres,
    temporal,
    async createRoom(name) {
      const room = await createRoom(name, folder, postgres, temporal, () => rooms.delete(room));
      rooms.add(room);
      return room;
    },
    async close(keep = false) {
      for (const room of rooms) await room.close();
      await temporal.stop();
      await postgres.stop();
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function createRoom(
  name: string,
  folder: string,
  postgres: Restartable,
  temporal: Restartable,
  onClose: () => void,
): Promise<Room> {
  const databaseUrl = await createDatabase(postgres.address, name.replaceAll(/\W/gu, '_'));
  // Servers are restarted under it on purpose.
  const db = connect(databaseUrl, {
    maxConnections: 4,
    applicationName: 'copydesk-bench',
    onIdleError: () => undefined,
  });
  await migrateUp(db);
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  const rawRoot = join(folder, name, 'raw');
  mkdirSync(rawRoot, { recursive: true });
  const taskQueue = `bench-${name}`;
  const workers: KeptWorker[] = [];
  const environment = {
    ...withoutSettings(),
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    COPYDESK_STATE_DIR: join(folder, 'state'),
    COPYDESK_RAW_ROOT: rawRoot,
    COPYDESK_TASK_QUEUE: taskQueue,
  };
  return {
    name,
    databaseUrl,
    db,
    client,
    taskQueue,
    rawRoot,
    environment,
    workers: () => workers,
    async startWorker(settings = {}) {
      const worker = keepWorker(
        { ...environment, ...settings },
        join(folder, name, `worker-${workers.length + 1}.log`),
      );
      workers.push(worker);
      await untilPolling(connection, taskQueue, worker);
      return worker;
    },
    async close() {
      onClose();
      await Promise.all(workers.map((worker) => worker.stop()));
      await connection.close();
      await db.destroy();
    },
  };
}

/** The settings of whoever runs this are not those of what is measured. */
function withoutSettings(): NodeJS.ProcessEnv {
  const foreign = /^(?:TEMPORAL_|COPYDESK_|DATABASE_URL|OTEL_|NODE_OPTIONS|VITEST)/u;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function createDatabase(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database "${name}"`);
  await client.end();
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

/** Waits until a worker asks for work: loading the models takes seconds, which are nobody's latency. */
export async function untilPolling(
  connection: Client['connection'],
  taskQueue: string,
  worker: KeptWorker,
): Promise<void> {
  const deadline = performance.now() + WORKER_PATIENCE;
  for (;;) {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace: 'default',
      taskQueue: { name: taskQueue },
    });
    if (pollers?.some(({ identity }) => identity?.startsWith(`${worker.pid()}@`))) return;
    if (performance.now() > deadline) throw new Error(`No worker on ${taskQueue}: see its log beside the raw folder.`);
    await sleep(100);
  }
}
