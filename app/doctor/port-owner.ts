import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** State of a socket that listens, in /proc/net/tcp. */
const LISTENING = '0A';

/** The process that listens on a TCP port of this machine, as `name (pid)`; null where the system does not tell. */
export async function portOwner(port: number): Promise<string | null> {
  return existsSync('/proc/net/tcp') ? fromProc(port) : await fromLsof(port);
}

function fromProc(port: number): string | null {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6']
    .filter(existsSync)
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/u))
    .filter(([, local, , state]) => state === LISTENING && local?.endsWith(`:${hex}`))
    .map((fields) => `socket:[${fields[9]}]`);
  if (sockets.length === 0) return null;
  for (const link of globSync('/proc/[0-9]*/fd/*')) {
    const [, , pid] = link.split('/');
    if (sockets.includes(target(link) ?? '')) return `${processName(pid)} (${pid})`;
  }
  return null;
}

/** Null where the process has ended, or is another user's. */
function target(link: string): string | null {
  try {
    return readlinkSync(link);
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

function processName(pid: string): string {
  try {
    // Not its comm: that is the name of a thread, in Node.
    return basename(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]).split(' ')[0] || 'a process';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'a process';
    throw error;
  }
}

async function fromLsof(port: number): Promise<string | null> {
  try {
    const { stdout } = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
    const [, pid] = /^p(\d+)$/mu.exec(stdout) ?? [];
    const [, name] = /^c(.+)$/mu.exec(stdout) ?? [];
    return pid === undefined ? null : `${name ?? 'a process'} (${pid})`;
  } catch (error) {
    // None found, or no lsof.
    const { code } = error as { code?: string | number };
    if (code === 'ENOENT' || code === 1) return null;
    throw error;
  }
}
