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
 * @throws when the folder cannot be made or written.
 */
export async function lockStateDir(stateDir: string): Promise<{ release(): void } | { owner: ProcessIdentity }> {
  writing(stateDir, () => mkdirSync(stateDir, { recursive: true }));
  const file = join(stateDir, 'start.lock');
  const mine = JSON.stringify(identify(process.pid));
  for (;;) {
    if (!writing(stateDir, () => createFile(file, mine))) {
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

/** Does what needs the right to write in a state folder, and says so where it is missing. */
function writing<Result>(stateDir: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const { message } = error as Error;
    throw new Error(
      `The state folder ${stateDir} cannot be used (${message}): mend that, or choose another with COPYDESK_STATE_DIR.`,
      { cause: error },
    );
  }
}

/** @returns false where there is such a file already. */
function createFile(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
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
