import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_ROOT } from '../config.ts';
import { endProcess } from './end-process.ts';
import { identify, type ProcessIdentity } from './instance-lock.ts';
import { endWithThisProcess } from './watchdog.ts';

export interface WorkerProcessOptions {
  stateDir: string;
  /** Milliseconds that its activities get to end by themselves when it is stopped. */
  shutdownGrace: number;
  /** Variables beyond this process's own: where database and Temporal are. Undefined takes a variable away. */
  environment: Record<string, string | undefined>;
  /** Told of each process that is started, the first and those that replace one that died. */
  onStart(worker: ProcessIdentity | null): void;
}

export interface WorkerProcess {
  /** Rejects when the worker dies at once, time after time, with the end of its log. */
  failed: Promise<never>;
  /** The process that runs now; null between two. */
  current(): ProcessIdentity | null;
  /** Lets it finish what it is at, then ends it. */
  stop(): Promise<void>;
}

/** A worker that lived for as many milliseconds had started well. */
const STARTED_WELL = 20_000;
const MAX_FAILED_STARTS = 3;
/** Milliseconds between a death and the next start. */
const RESTART_PAUSE = 500;
/** Milliseconds beyond the grace that the worker gets to end; its activities are tried again elsewhere then. */
const STOP_TIMEOUT = 10_000;
const LOG_LIMIT_BYTES = 8 * 1024 * 1024;

/** Keeps a worker running, in a process of its own that logs to `worker.log` in the state folder. */
export function startWorkerProcess({
  stateDir,
  shutdownGrace,
  environment,
  onStart,
}: WorkerProcessOptions): WorkerProcess {
  const logFile = join(stateDir, 'worker.log');
  let current: ProcessIdentity | null = null;
  const stopping = new AbortController();

  const keepRunning = async (): Promise<never> => {
    for (let failedStarts = 0; ; ) {
      const log = openSync(logFile, existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES ? 'w' : 'a');
      const start = performance.now();
      // Detached: Ctrl-C in a terminal reaches us, and we let the worker finish what it is at.
      const child = spawn(process.execPath, [join(PROJECT_ROOT, 'app', 'worker.ts')], {
        cwd: PROJECT_ROOT,
        env: { ...process.env, ...environment },
        detached: true,
        stdio: ['ignore', log, log],
      });
      child.unref();
      endWithThisProcess(child);
      const exit = once(child, 'exit');
      current = child.pid === undefined ? null : identify(child.pid);
      onStart(current);
      const [code, signal] = await exit;
      current = null;
      if (stopping.signal.aborted) return new Promise<never>(() => {});
      failedStarts = performance.now() - start > STARTED_WELL ? 0 : failedStarts + 1;
      if (failedStarts >= MAX_FAILED_STARTS) {
        const end = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
        throw new Error(
          `The worker does not stay up (${signal ?? `exit code ${code}`}). Its log ${logFile} ends:\n${end}`,
        );
      }
      await sleep(RESTART_PAUSE);
      if (stopping.signal.aborted) return new Promise<never>(() => {});
    }
  };

  const failed = keepRunning();
  return {
    failed,
    current: () => current,
    stop: async () => {
      stopping.abort();
      if (current) await endProcess(current, shutdownGrace + STOP_TIMEOUT);
    },
  };
}
