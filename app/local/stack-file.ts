import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, type ProcessIdentity } from './instance-lock.ts';

/** What a running local stack serves, as it says in `stack.json` in the state folder. */
export interface StackFile {
  databaseUrl: string;
  /** `host:port` */
  temporalAddress: string;
  /** Null where nobody said where the UI of the Temporal server in use is. */
  temporalUi: string | null;
  /** `http://host:port` of the reader page; null where it is not served. */
  reader: string | null;
  /** Path of the Temporal CLI; null where the local server is not used. */
  temporalCli: string | null;
  /** `start` is the process that all others end with. */
  processes: { start: ProcessIdentity; worker: ProcessIdentity | null };
}

/** @returns null when no stack runs on this state folder. */
export function readRunningStack(stateDir: string): StackFile | null {
  const stack = readStackFile(stateDir);
  return stack && isAlive(stack.processes.start) ? stack : null;
}

/** Of a stack that may not run any more. */
export function readStackFile(stateDir: string): StackFile | null {
  const file = stackFile(stateDir);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StackFile;
  } catch (error) {
    // Lost by a crash of the machine; what it says is of no more use then.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Readers see the whole file or the one before it. */
export function writeStackFile(stateDir: string, stack: StackFile): void {
  const file = stackFile(stateDir);
  // It holds the database's password.
  writeFileSync(`${file}.new`, `${JSON.stringify(stack, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeStackFile(stateDir: string): void {
  rmSync(stackFile(stateDir), { force: true });
}

function stackFile(stateDir: string): string {
  return join(stateDir, 'stack.json');
}
