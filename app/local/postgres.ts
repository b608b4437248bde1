import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort, isFreePort } from './ports.ts';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts';
import { CLUSTER_USER, prepareCluster, type ServerUser, serverEnvironment } from './postgres-cluster.ts';
import { isPostmasterOf, processStart } from './process-identity.ts';
import { endWithThisProcess } from './watchdog.ts';

export interface LocalPostgresOptions {
  /** Folder of the cluster; made at the first start, used again later. */
  dataDir: string;
  /** Port on 127.0.0.1. Without it the port of the last start is taken where it is free, else any free one. */
  port?: number;
  /** Database to connect to, made when missing. Default `copydesk`. */
  database?: string;
  /** Where the server logs to. Default `<dataDir>.log`. */
  logFile?: string;
  /** Server settings (`-c name=value`), for instance `{ fsync: 'off' }` for a database that is thrown away. */
  settings?: Record<string, string>;
}

export interface LocalPostgres {
  /** Connection string, with password. */
  url: string;
  port: number;
  /** Process id of the server. */
  pid: number;
  /** Settles when the server has ended, for whatever reason. */
  exited: Promise<void>;
  /** Ends the server; connections are cut off, what was committed is kept. May be called twice. */
  stop(): Promise<void>;
}

/** Milliseconds: a cluster that crashed has its log replayed first. */
const START_TIMEOUT = 60_000;
/** Milliseconds for an orderly end, before the server is told to end at once. */
const STOP_TIMEOUT = 15_000;
const LOG_LIMIT_BYTES = 8 * 1024 * 1024;
const OWNER_FILE = 'copydesk-owner.json';

/** Which process started a cluster's server last; says whether a server found running is in use or an orphan. */
interface Owner {
  pid: number;
  started: string | null;
  port: number;
}

/**
 * Starts the embedded PostgreSQL on a data folder, as root too (then as the account `postgres`). A server that an earlier,
 * killed process left behind on this folder is ended first; one whose owner still lives is not touched. The server does not
 * outlive this process, however it ends: a watchdog in `sh` waits for the pipe to it to close.
 *
 * @throws when the folder is in use, a port that was asked for is taken, or the server does not start (with its log's end).
 */
export async function startPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const binaries = await postgresBinaries();
  const wanted = resolve(options.dataDir);
  const { user, password } = await prepareCluster(wanted, binaries);
  const dataDir = join(realpathSync(dirname(wanted)), basename(wanted));
  await endOrphan(dataDir);

  const logFile = options.logFile ?? `${dataDir}.log`;
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort(attempt === 1 ? [readOwner(dataDir)?.port] : []));
    if (options.port !== undefined && !(await isFreePort(port))) {
      throw new Error(`Port ${port} on 127.0.0.1 is taken: choose another for the database, or leave it out.`);
    }
    const server = launch(binaries, user, { ...options, dataDir, port, logFile });
    const url = `postgres://${CLUSTER_USER}:${password}@127.0.0.1:${port}/`;
    try {
      await untilReady(server, dataDir, `${url}postgres`, logFile);
      writeOwner(dataDir, { pid: process.pid, started: processStart(process.pid), port });
      await ensureDatabase(`${url}postgres`, options.database ?? 'copydesk');
      return { ...server, port, url: `${url}${options.database ?? 'copydesk'}` };
    } catch (error) {
      await server.stop();
      if (attempt === 3 || !(error instanceof StartFailure) || !error.mayPass) throw error;
      await sleep(200 * attempt);
    }
  }
}

class StartFailure extends Error {
  /** Whether another try may work: the port was taken meanwhile, or a killed server's children are not gone yet. */
  readonly mayPass: boolean;

  constructor(message: string, log: string) {
    super(`${message} Its log ends:\n${log}`);
    this.mayPass = /could not create any TCP\/IP sockets|pre-existing shared memory block/u.test(log);
  }
}

interface Server {
  pid: number;
  child: ChildProcess;
  exited: Promise<void>;
  stop(): Promise<void>;
}

function launch(
  binaries: PostgresBinaries,
  user: ServerUser | undefined,
  { dataDir, port, logFile, settings }: LocalPostgresOptions & { port: number; logFile: string },
): Server {
  const all = {
    listen_addresses: '127.0.0.1',
    // No socket file: nothing to clash with another server, nothing left behind.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(logFile, existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES ? 'w' : 'a');
  // Detached: Ctrl-C in a terminal must reach us and not the server, which ends after those who use it.
  const child = spawn(binaries.postgres, ['-D', dataDir, '-p', String(port), ...flags], {
    ...user,
    cwd: dataDir,
    env: serverEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const exited = new Promise<void>((done) => {
    child.once('error', () => done());
    child.once('exit', () => done());
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`Cannot run ${binaries.postgres}: is it executable for this account?`);
  endWithThisProcess(child, 'INT');

  return {
    pid,
    child,
    exited,
    stop: () => end(pid, () => child.exitCode !== null || child.signalCode !== null),
  };
}

/** Ends a server: orderly, then at once, then by force. */
async function end(pid: number, hasEnded: () => boolean): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', STOP_TIMEOUT],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (hasEnded()) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < patience; waited += 20) {
      if (hasEnded()) return;
      await sleep(20);
    }
  }
  throw new Error(`The PostgreSQL server (process ${pid}) does not end: end it by hand.`);
}

/** Deals with what an earlier start left: a server without its owner, or a lock file without its server. */
async function endOrphan(dataDir: string): Promise<void> {
  const pid = lockedBy(dataDir);
  if (pid === null) return;
  if (pid > 0 && isPostmasterOf(pid, dataDir)) {
    const owner = readOwner(dataDir);
    if (owner && owner.started !== null && processStart(owner.pid) === owner.started) {
      throw new Error(
        `The database in ${dataDir} is in use by process ${owner.pid} (port ${owner.port}): connect to that one, or end it first.`,
      );
    }
    await end(pid, () => !isPostmasterOf(pid, dataDir));
  }
  // PostgreSQL itself would refuse to start if the number in it meanwhile belongs to any other process of its account.
  rmSync(lockFile(dataDir), { force: true });
}

function lockFile(dataDir: string): string {
  return join(dataDir, 'postmaster.pid');
}

/** The process id in the server's lock file; null where there is no such file, 0 where it is not readable as one. */
function lockedBy(dataDir: string): number | null {
  const file = lockFile(dataDir);
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) || 0 : null;
}

function readOwner(dataDir: string): Owner | undefined {
  const file = join(dataDir, OWNER_FILE);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch (error) {
    // Cut off by a crash while it was written; what it says is of no more use then.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function writeOwner(dataDir: string, owner: Owner): void {
  writeFileSync(join(dataDir, OWNER_FILE), JSON.stringify(owner), { mode: 0o600 });
}

async function untilReady(server: Server, dataDir: string, url: string, logFile: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT;
  let ended = false;
  void server.exited.then(() => {
    ended = true;
  });
  for (;;) {
    if (ended) throw new StartFailure('PostgreSQL did not start.', logEnd(logFile));
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      // Where two start on one folder at once, it may be the other's server that answers.
      if (lockedBy(dataDir) === server.pid) return;
    } catch (error) {
      await client.end().catch(() => undefined);
      const { code } = error as { code?: string };
      // 57P03: "the database system is starting up"; everything with another SQLSTATE will not pass by waiting.
      const starting = code === undefined || code === '57P03' || !/^(?=.*\d)[0-9A-Z]{5}$/u.test(code);
      if (!starting || performance.now() > deadline) {
        throw new StartFailure(`PostgreSQL cannot be reached: ${(error as Error).message}.`, logEnd(logFile));
      }
    }
    await sleep(50);
  }
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

function logEnd(logFile: string): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
}
