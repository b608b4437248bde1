import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStart } from './process-identity.ts';

/** A process, told from a later one of the same number by when it was started. */
export interface ProcessIdentity {
  pid: number;
  started: string | null;
}

/** @returns null when there is no such process. */
export function identify(pid: number): ProcessIdentity | null {
  const started = processStart(pid);
  return started === null ? null : { pid, started };
}

export function isAlive({ pid, started }: ProcessIdentity): boolean {
  return started !== null && processStart(pid) === started;
}

/**
 * Takes a state folder for this process. A lock that a killed process left is replaced.
 * @returns `release`, or the process that has the folder.
 */
export async function lockStateDir(stateDir: string): Promise<{ release(): void } | { owner: ProcessIdentity }> {
  mkdirSync(stateDir, { recursive: true });
  const file = join(stateDir, 'start.lock');
  const mine = JSON.stringify(identify(process.pid));
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      // Whoever has made the file has written it a moment later.
      if (readOwner(file) === null) await sleep(100);
      const owner = readOwner(file);
      if (owner && isAlive(owner)) return { owner };
      rmSync(file, { force: true });
      continue;
    }
    // Of two that remove a stale lock at once, one may remove the other's new one; the later lock stays.
    await sleep(50);
    if (readText(file) === mine) break;
  }
  return {
    release: () => {
      if (readText(file) === mine) rmSync(file);
    },
  };
}

function readOwner(file: string): ProcessIdentity | null {
  try {
    return JSON.parse(readText(file)) as ProcessIdentity;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
