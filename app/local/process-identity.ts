import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';

const hasProc = existsSync('/proc/self/stat');

/**
 * When a process was started, in the system's own notation: together with the pid it tells a process from a later one
 * that was given the same number. Null when no such process runs.
 */
export function processStart(pid: number): string | null {
  if (!isRunning(pid)) return null;
  if (hasProc) {
    // The second field, the command's name in brackets, may itself hold spaces and brackets.
    const fields = readProc(pid, 'stat')
      ?.replace(/^.*\)\s/su, '')
      .split(' ');
    return fields === undefined || fields[0] === 'Z' ? null : fields[19];
  }
  return ps(pid, 'lstart');
}

/** Whether this process is the PostgreSQL server of a data folder (an absolute path without symbolic links). */
export function isPostmasterOf(pid: number, dataDir: string): boolean {
  if (processStart(pid) === null) return false;
  if (!hasProc) return ps(pid, 'command')?.includes(dataDir) ?? false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir && (readProc(pid, 'cmdline') ?? '').includes('postgres');
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'EACCES')) return false;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ESRCH')) return null;
    throw error;
  }
}

function ps(pid: number, field: string): string | null {
  try {
    return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch (error) {
    // ps ends with 1 when there is no such process.
    if ((error as { status?: number }).status === 1) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
