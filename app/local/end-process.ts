import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type ProcessIdentity } from './instance-lock.ts';

/**
 * Ends a process: by SIGTERM, and by SIGKILL when that does not help.
 * @param patience milliseconds for each.
 * @throws when it lives on.
 */
export async function endProcess(target: ProcessIdentity, patience: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isAlive(target)) return;
    process.kill(target.pid, signal);
    const deadline = performance.now() + patience;
    while (performance.now() < deadline) {
      if (!isAlive(target)) return;
      await sleep(25);
    }
  }
  throw new Error(`Process ${target.pid} does not end: end it by hand.`);
}
