import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Ticks a second of `/proc/PID/stat`: 100 on every Linux that Node runs on (USER_HZ). */
const TICKS = 100;

interface Stat {
  pid: number;
  parent: number;
  /** Ticks: user and system time, also of children that have ended and were waited for. */
  ticks: number;
}

/**
 * CPU seconds that a process, its threads and all its descendants have used, ended ones included: for PostgreSQL, give the
 * server's pid, and its backends count.
 */
export function cpuSecondsOf(pid: number): number {
  const all = readStats();
  const children = Map.groupBy(all, ({ parent }) => parent);
  let ticks = 0;
  const queue = all.filter((stat) => stat.pid === pid);
  for (let stat = queue.pop(); stat !== undefined; stat = queue.pop()) {
    ticks += stat.ticks;
    queue.push(...(children.get(stat.pid) ?? []));
  }
  return ticks / TICKS;
}

function readStats(): Stat[] {
  const stats: Stat[] = [];
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/u.test(entry)) continue;
    const text = readIfThere(`/proc/${entry}/stat`);
    if (text === null) continue;
    // The second field, the command's name in brackets, may itself hold spaces and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
    stats.push({ pid: Number(entry), parent: Number(fields[1]), ticks });
  }
  return stats;
}

/** Bytes of memory that a process held at most (resident), since its start or since `resetPeakMemory`. */
export function peakMemoryOf(pid: number): number {
  return memoryOf(pid, 'VmHWM');
}

/** Bytes of memory that a process holds now (resident). */
export function currentMemoryOf(pid: number): number {
  return memoryOf(pid, 'VmRSS');
}

/** From now on `peakMemoryOf` counts anew. */
export function resetPeakMemory(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function memoryOf(pid: number, field: 'VmHWM' | 'VmRSS'): number {
  const [, kilobytes] =
    new RegExp(`^${field}:\\s+(\\d+) kB`, 'mu').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error(`Process ${pid} has ended, and its memory with it.`);
  return Number(kilobytes) * 1024;
}

/** Null where the process has ended meanwhile. */
function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}
