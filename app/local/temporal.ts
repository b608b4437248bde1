import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { endProcess } from './end-process.ts';
import { identify, type ProcessIdentity } from './instance-lock.ts';
import { freePort, isFreePort } from './ports.ts';
import { endWithThisProcess } from './watchdog.ts';

export interface LocalTemporalOptions {
  /** Path of the Temporal CLI. */
  cli: string;
  /** Folder for the history (`temporal.db`), the log (`temporal.log`) and what identifies the server. */
  stateDir: string;
  /** gRPC port on 127.0.0.1. Without it that of the last start, else 7233, else any, whichever is free. */
  port?: number | undefined;
  /** Port of the web UI on 127.0.0.1. Without it that of the last start, else 8233, else any, whichever is free. */
  uiPort?: number | undefined;
  /** Made when missing. Default `default`. */
  namespace?: string;
  /** Whether history outlives the server. Default true. */
  persistent?: boolean;
}

export interface LocalTemporal {
  /** `127.0.0.1:port`, for `TEMPORAL_ADDRESS`. */
  address: string;
  uiUrl: string;
  pid: number;
  /** Settles when the server has ended, for whatever reason. */
  exited: Promise<void>;
  /** Ends the server; history is kept. May be called twice. */
  stop(): Promise<void>;
}

/** Milliseconds; a history of a million events takes some to open. */
const START_TIMEOUT = 60_000;
/** Milliseconds for an orderly end, before it is ended by force. */
const STOP_TIMEOUT = 10_000;
const LOG_LIMIT_BYTES = 8 * 1024 * 1024;
const DEFAULT_PORT = 7233;
const DEFAULT_UI_PORT = 8233;

/** What the last server in a state folder was; kept for its ports, and to find it if it was left behind. */
interface Identity extends ProcessIdentity {
  port: number;
  uiPort: number;
}

/**
 * Starts Temporal's development server, and waits until its namespace can be used. A server that an earlier, killed process
 * left behind in this state folder is ended first. The server does not outlive this process, however it ends. The caller
 * sees to it that a state folder is used once at a time.
 *
 * @throws when a port that was asked for is taken, or the server does not start (with its log's end).
 */
export async function startTemporal(options: LocalTemporalOptions): Promise<LocalTemporal> {
  const { stateDir, namespace = 'default' } = options;
  mkdirSync(stateDir, { recursive: true });
  const last = readIdentity(stateDir);
  if (last) await endProcess(last, STOP_TIMEOUT);
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(options.port, 'COPYDESK_TEMPORAL_PORT', [last?.port, DEFAULT_PORT]);
    const uiPort = await choosePort(options.uiPort, 'COPYDESK_TEMPORAL_UI_PORT', [last?.uiPort, DEFAULT_UI_PORT], port);
    const child = launch(options, port, uiPort);
    try {
      await untilServing(child, `127.0.0.1:${port}`, namespace, join(stateDir, 'temporal.log'));
      return {
        address: `127.0.0.1:${port}`,
        uiUrl: `http://127.0.0.1:${uiPort}`,
        pid: child.pid as number,
        exited: ended(child),
        stop: () => stop(child),
      };
    } catch (error) {
      await stop(child);
      // Another program may have taken a port between our look and the server's.
      const portLost = error instanceof StartError && /address already in use|can't set .*port/iu.test(error.message);
      if (!portLost || attempt === 3) throw error;
    }
  }
}

class StartError extends Error {}

async function choosePort(
  wanted: number | undefined,
  setting: string,
  preferred: readonly (number | undefined)[],
  except?: number,
): Promise<number> {
  if (wanted === undefined) return freePort(preferred.filter((port) => port !== except));
  if (await isFreePort(wanted)) return wanted;
  throw new Error(`Port ${wanted} on 127.0.0.1 is taken: choose another with ${setting}, or leave it out.`);
}

function launch(options: LocalTemporalOptions, port: number, uiPort: number): ChildProcess {
  const { cli, stateDir, namespace = 'default', persistent = true } = options;
  const logFile = join(stateDir, 'temporal.log');
  const log = openSync(logFile, existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES ? 'w' : 'a');
  const flags = ['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort), '--namespace', namespace];
  if (persistent) flags.push('--db-filename', join(stateDir, 'temporal.db'));
  // Detached: Ctrl-C in a terminal must reach us and not the server, which ends after those who use it.
  const child = spawn(cli, ['server', 'start-dev', ...flags, '--ui-disable-news-fetch', '--log-level', 'warn'], {
    cwd: stateDir,
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.on('error', () => undefined);
  child.unref();
  endWithThisProcess(child);
  const identity = child.pid === undefined ? null : identify(child.pid);
  if (identity) writeFileSync(identityFile(stateDir), JSON.stringify({ ...identity, port, uiPort } satisfies Identity));
  return child;
}

async function untilServing(child: ChildProcess, address: string, namespace: string, logFile: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT;
  let reason = '';
  while (performance.now() < deadline) {
    if (hasEnded(child)) {
      throw new StartError(`The Temporal server did not start. Its log ${basename(logFile)} ends:\n${logEnd(logFile)}`);
    }
    try {
      const connection = await Connection.connect({ address, connectTimeout: 1_000 });
      try {
        await connection.workflowService.describeNamespace({ namespace });
        // Something else may listen on the port, while our server is about to end for that reason.
        if (!hasEnded(child)) return;
      } finally {
        await connection.close();
      }
    } catch (error) {
      reason = (error as Error).message;
    }
    await sleep(100);
  }
  throw new StartError(`The Temporal server does not answer at ${address}: ${reason}. Its log is ${logFile}.`);
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function ended(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) await once(child, 'exit');
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT);
  await ended(child);
  clearTimeout(force);
}

function readIdentity(stateDir: string): Identity | undefined {
  const file = identityFile(stateDir);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Identity;
  } catch (error) {
    // Cut off by a crash while it was written; what it says is of no more use then.
    if (!(error instanceof SyntaxError)) throw error;
    rmSync(file);
    return undefined;
  }
}

function identityFile(stateDir: string): string {
  return join(stateDir, 'temporal.json');
}

function logEnd(logFile: string): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}
