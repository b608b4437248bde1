import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Database } from '../../db/connection.ts';

/** What a request cost. */
export interface Cost {
  /** Milliseconds from the request to the whole answer: the middle one, and that which 19 of 20 keep. */
  p50: number;
  p95: number;
  /** Milliseconds of processor, of the reader and its connections, on average; null where the server runs elsewhere. */
  cpu: number | null;
}

const WARM_UPS = 3;
const REQUESTS = 30;
/** The kernel counts processor time in hundredths of a second. */
const TICK = 10;

/** Makes a request again and again, one at a time. */
export async function measure(db: Database, request: () => Promise<void>): Promise<Cost> {
  for (let i = 0; i < WARM_UPS; i += 1) await request();
  const before = await processorTime(db);
  const times: number[] = [];
  for (let i = 0; i < REQUESTS; i += 1) {
    const begin = performance.now();
    await request();
    times.push(performance.now() - begin);
  }
  const after = await processorTime(db);
  times.sort((a, b) => a - b);
  return {
    p50: times[Math.floor(REQUESTS * 0.5)],
    p95: times[Math.ceil(REQUESTS * 0.95) - 1],
    cpu: before === null || after === null ? null : (after - before) / REQUESTS,
  };
}

/** Milliseconds of processor that this process and its connections have used; null where the server runs elsewhere. */
async function processorTime(db: Database): Promise<number | null> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where application_name = 'copydesk-reader' and datname = current_database()
  `.execute(db);
  const own = process.cpuUsage();
  let ticks = 0;
  for (const { pid } of rows) {
    const stat = statOf(pid);
    if (stat === null) return null;
    ticks += stat;
  }
  return ticks * TICK + (own.user + own.system) / 1000;
}

/** Ticks of a process. Its name, which stands second, may hold anything. */
function statOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /su, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
