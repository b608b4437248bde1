import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../app/local/ports.ts';
import { atEnd } from './clean-up.ts';

/** A worker as it runs in production: a process, with health and metrics served. */
export interface WorkerProcess {
  child: ChildProcess;
  stateDir: string;
  /** What it has logged so far: stderr. */
  log(): string;
  /** Asks one of its pages. */
  ask(path: string): Promise<{ status: number; body: string }>;
  /** Ends with SIGTERM. @returns its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts one, with settings beside those of an empty state folder, and waits until it works; it goes with the file's tests.
 * @param program other than the worker itself, by its path from this folder.
 */
export async function startWorkerProcess(
  settings: Record<string, string>,
  program = '../../app/worker.ts',
): Promise<WorkerProcess> {
  const stateDir = await mkdtemp(join(tmpdir(), 'copydesk-test-worker-'));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(process.execPath, [fileURLToPath(new URL(program, import.meta.url))], {
    env: {
      PATH: process.env.PATH,
      HOME: stateDir,
      COPYDESK_STATE_DIR: stateDir,
      COPYDESK_HTTP_ADDRESS: address,
      COPYDESK_STAGE_THREADS: '1',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const exit = once(child, 'exit');
  const stop = async () => {
    // Told twice, it would end at once.
    if (child.exitCode === null && !child.killed) child.kill('SIGTERM');
    await exit;
    return child.exitCode;
  };
  atEnd(async () => {
    await stop();
    await rm(stateDir, { recursive: true });
  });
  const ask = async (path: string) => {
    const response = await fetch(`http://${address}${path}`);
    return { status: response.status, body: await response.text() };
  };
  for (const deadline = performance.now() + 120_000; ; await new Promise((next) => setTimeout(next, 100))) {
    if (child.exitCode !== null) throw new Error(`The worker ended with ${child.exitCode}:\n${log}`);
    if (performance.now() > deadline) throw new Error(`The worker is not ready:\n${log}`);
    const status = await ask('/readyz').then(
      (answer) => answer.status,
      // Not yet listening.
      () => 0,
    );
    if (status === 200) return { child, stateDir, log: () => log, ask, stop };
  }
}
