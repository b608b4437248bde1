import { mkdirSync } from 'node:fs';
import { connect } from '../../db/connection.ts';
import { messageOf } from '../../db/errors.ts';
import { migrateUp } from '../../db/migrate.ts';
import type { Config } from '../config.ts';
import type { TemporalSettings } from '../temporal-settings.ts';
import { clusterFolder } from './database.ts';
import { endProcess } from './end-process.ts';
import { identify, type ProcessIdentity } from './instance-lock.ts';
import { startPostgres } from './postgres.ts';
import { readStackFile, removeStackFile, type StackFile, writeStackFile } from './stack-file.ts';
import { startTemporal } from './temporal.ts';
import { findTemporalCli } from './temporal-cli.ts';
import { startWorkerProcess } from './worker-process.ts';

/** Everything that ingesting needs, running. */
export interface Stack extends StackFile {
  /** Process id of the worker now; null between two. */
  workerPid(): number | null;
  /** Rejects when a part of it ends that should not. */
  failed: Promise<never>;
  /** Ends what was started here, the worker first. May be called twice. */
  stop(): Promise<void>;
}

export interface StackOptions {
  config: Config;
  temporal: TemporalSettings;
  /** Whether to serve the reader page too. */
  withReader: boolean;
  /** Aborted, the start is given up as soon as can be. */
  signal: AbortSignal;
  onProgress: (message: string) => void;
}

/** Milliseconds for a worker of an earlier, killed start to end. */
const ORPHAN_PATIENCE = 5_000;

/**
 * Starts, as far as the settings do not name a server to use instead: PostgreSQL, migrated, and Temporal; then a worker.
 * What they are is in `stack.json` while they run. When something does not start, what did is ended again.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { config, temporal, withReader, signal, onProgress } = options;
  const { stateDir } = config;
  const parts: (() => Promise<void>)[] = [];
  const failures: Promise<never>[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      removeStackFile(stateDir);
      for (const end of parts.reverse()) await end();
    })();
    return stopped;
  };
  const part = <Part extends { stop(): Promise<void> }>(started: Part, failed: Promise<never>): Part => {
    parts.push(() => started.stop());
    failures.push(failed);
    // Also rejects when it is ended on purpose, or before anybody looks.
    failed.catch(() => undefined);
    return started;
  };
  try {
    mkdirSync(stateDir, { recursive: true });
    const orphan = readStackFile(stateDir)?.processes.worker;
    if (orphan) await endProcess(orphan, ORPHAN_PATIENCE);
    removeStackFile(stateDir);

    const startDatabase = async () => {
      if (config.databaseUrl !== undefined) return config.databaseUrl;
      onProgress('Starting PostgreSQL …');
      const postgres = await startPostgres({ dataDir: clusterFolder(stateDir), port: config.postgresPort });
      part(
        postgres,
        unexpectedEnd(postgres.exited, `PostgreSQL has ended; its log is ${clusterFolder(stateDir)}.log.`),
      );
      return postgres.url;
    };
    const startWorkflows = async () => {
      const { address } = temporal;
      const ui = config.temporalUiUrl ?? null;
      if (address !== undefined) return { temporalAddress: address, temporalUi: ui, temporalCli: null };
      const cli = await findTemporalCli({ stateDir, onProgress, signal });
      signal.throwIfAborted();
      onProgress('Starting Temporal …');
      const { temporalPort: port, temporalUiPort: uiPort } = config;
      const server = await startTemporal({ cli: cli.path, stateDir, port, uiPort, namespace: temporal.namespace });
      part(server, unexpectedEnd(server.exited, `The Temporal server has ended; its log is ${stateDir}/temporal.log.`));
      return { temporalAddress: server.address, temporalUi: server.uiUrl, temporalCli: cli.path };
    };
    // Settled, not all: what starts while the other fails has to be ended too.
    const [database, workflows] = await Promise.allSettled([startDatabase(), startWorkflows()]);
    if (database.status === 'rejected') throw database.reason;
    if (workflows.status === 'rejected') throw workflows.reason;
    signal.throwIfAborted();
    try {
      await migrate(database.value, onProgress);
    } catch (error) {
      if (config.databaseUrl === undefined) throw error;
      throw new Error(`The database of DATABASE_URL cannot be used: ${messageOf(error)}.`, { cause: error });
    }
    signal.throwIfAborted();

    let readerUrl: string | null = null;
    if (withReader) {
      // Loaded only here: it takes a quarter of a second.
      const { startReader } = await import('../reader/server.ts');
      const reader = await startReader({
        databaseUrl: database.value,
        host: config.readerHost,
        port: config.readerPort,
        temporalUi: workflows.value.temporalUi,
        namespace: temporal.namespace,
        taskQueue: config.taskQueue,
        onWarning: onProgress,
      });
      parts.push(() => reader.stop());
      readerUrl = reader.url;
    }

    onProgress('Starting the worker …');
    const start = identify(process.pid) as ProcessIdentity;
    const file: StackFile = {
      databaseUrl: database.value,
      ...workflows.value,
      reader: readerUrl,
      processes: { start, worker: null },
    };
    const worker = startWorkerProcess({
      stateDir,
      shutdownGrace: config.shutdownGrace,
      environment: {
        ...(file.temporalCli !== null && withoutTemporalSettings()),
        DATABASE_URL: file.databaseUrl,
        TEMPORAL_ADDRESS: file.temporalAddress,
        TEMPORAL_NAMESPACE: temporal.namespace,
      },
      onStart: (process) => writeStackFile(stateDir, { ...file, processes: { start, worker: process } }),
    });
    part(worker, worker.failed);
    const failed = Promise.race(failures);
    failed.catch(() => undefined);
    return { ...file, workerPid: () => worker.current()?.pid ?? null, failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Keys and certificates for another server would keep the local one from being reached. */
function withoutTemporalSettings(): Record<string, undefined> {
  const names = Object.keys(process.env).filter((name) => name.startsWith('TEMPORAL_'));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

async function migrate(databaseUrl: string, onProgress: (message: string) => void): Promise<void> {
  const db = connect(databaseUrl);
  try {
    const applied = await migrateUp(db);
    if (applied.length > 0) onProgress(`Migrated the database: ${applied.join(', ')}`);
  } finally {
    await db.destroy();
  }
}

async function unexpectedEnd(exited: Promise<void>, message: string): Promise<never> {
  await exited;
  throw new Error(message);
}
