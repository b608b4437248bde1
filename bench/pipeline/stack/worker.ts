import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_ROOT } from '../../../app/config.ts';
import { endWithThisProcess } from '../../../app/local/watchdog.ts';

/** A worker process that is kept running, as a supervisor (systemd, Kubernetes) would. */
export interface KeptWorker {
  /** Process id now; null between two. */
  pid(): number | null;
  /** How often it was started. */
  starts(): number;
  /** Ends it by SIGKILL, waiting for it where it is just being started; another is started. */
  kill(): Promise<void>;
  /** Ends it by SIGTERM, for good. */
  stop(): Promise<void>;
}

/** Milliseconds between an end and the next start. */
const RESTART_PAUSE = 500;
/** Milliseconds for an orderly end. */
const STOP_PATIENCE = 30_000;

/** Runs `app/worker.ts`, or another script, until told to stop. @param log file for what it writes. */
export function keepWorker(
  environment: NodeJS.ProcessEnv,
  log: string,
  script = join(PROJECT_ROOT, 'app', 'worker.ts'),
): KeptWorker {
  let child: ChildProcess | null = null;
  let starts = 0;
  let isStopping = false;
  const run = async () => {
    while (!isStopping) {
      const output = openSync(log, 'a');
      const started = spawn(process.execPath, [script], {
        cwd: PROJECT_ROOT,
        env: environment,
        detached: true,
        stdio: ['ignore', output, output],
      });
      closeSync(output);
      endWithThisProcess(started);
      child = started;
      starts += 1;
      await once(started, 'exit');
      child = null;
      if (!isStopping) await sleep(RESTART_PAUSE);
    }
  };
  const ended = run();
  return {
    pid: () => child?.pid ?? null,
    starts: () => starts,
    async kill() {
      while (child === null) await sleep(50);
      const killed: ChildProcess = child;
      killed.kill('SIGKILL');
      if (killed.exitCode === null && killed.signalCode === null) await once(killed, 'exit');
    },
    async stop() {
      isStopping = true;
      const stopped = child;
      stopped?.kill('SIGTERM');
      const force = setTimeout(() => stopped?.kill('SIGKILL'), STOP_PATIENCE);
      await ended;
      clearTimeout(force);
    },
  };
}
