import { readFileSync, statfsSync } from 'node:fs';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { type Check, type Finding, gibibytes, ok, problem, warning } from '../check.ts';

/** Bytes that a stage thread takes with the models loaded and an ordinary document. */
const PER_THREAD = 300 * 2 ** 20;
/** Bytes for everything else: PostgreSQL, the Temporal server, a worker's own. */
const BASE = 1.5 * 2 ** 30;
/** Free bytes of disk below which it is soon full, or nothing can be written. */
const LITTLE_DISK = 2 * 2 ** 30;
const NO_DISK = 200 * 2 ** 20;
/** Open files that a worker, its connections and PostgreSQL may need. */
const FEW_FILES = 1024;

/** Memory, cores, disk, open files and the user. */
export const checkMachine: Check = ({ config }) => [
  memory(config.stageThreads),
  ok('Cores', `${availableParallelism()}; stages run in ${config.stageThreads} threads`),
  disk(config.stateDir),
  ...openFiles(),
  user(),
];

function memory(threads: number): Finding {
  const limit = process.constrainedMemory();
  // Without a limit it gives none, or more than there is.
  const total = limit > 0 && limit < totalmem() ? limit : totalmem();
  const free = process.availableMemory();
  const wanted = BASE + threads * PER_THREAD;
  const found = `${gibibytes(free || freemem())} of ${gibibytes(total)} are free`;
  if (total >= wanted) return ok('Memory', found);
  return warning(
    'Memory',
    `${found}; PostgreSQL, Temporal and a worker with ${threads} stage threads take about ${gibibytes(wanted)}`,
    `set COPYDESK_STAGE_THREADS=${Math.max(1, Math.floor((total - BASE) / PER_THREAD))}, or use a machine with more memory`,
  );
}

function disk(stateDir: string): Finding {
  const folder = existing(stateDir);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const found = `${gibibytes(free)} are free for ${stateDir}`;
  const advice = `free some, or set COPYDESK_STATE_DIR to a folder on another disk`;
  if (free < NO_DISK) return problem('Disk', `${found}: PostgreSQL cannot write`, advice);
  if (free < LITTLE_DISK) return warning('Disk', found, advice);
  return ok('Disk', found);
}

/** The nearest folder above that there is already. */
function existing(folder: string): string {
  try {
    statfsSync(folder);
    return folder;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (dirname(folder) === folder || (code !== 'ENOENT' && code !== 'ENOTDIR')) throw error;
    return existing(dirname(folder));
  }
}

/** Where the system says it. */
function openFiles(): Finding[] {
  if (process.platform !== 'linux') return [];
  const [, soft] = /^Max open files\s+(\S+)/mu.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  if (soft === undefined) return [];
  if (soft === 'unlimited' || Number(soft) >= FEW_FILES) return [ok('Open files', `up to ${soft} a process`)];
  return [
    warning(
      'Open files',
      `up to ${soft} a process; connections and threads may need ${FEW_FILES}`,
      `run ulimit -n ${FEW_FILES} in this shell before, or raise the limit in /etc/security/limits.conf`,
    ),
  ];
}

function user(): Finding {
  const uid = process.getuid?.();
  if (uid === undefined) return ok('User', 'as the system has it');
  return ok('User', uid === 0 ? 'root; the embedded PostgreSQL runs as another user, as it must' : `uid ${uid}`);
}
