import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/**
 * Ends a child process when this process is gone, however it went: a shell waits for the pipe to this process to close,
 * then sends a signal, and SIGKILL after ten seconds. Nothing on Windows, where children end with their console.
 *
 * @param child a process that was just started.
 * @param signal that ends it in good order: SIGTERM, and for PostgreSQL SIGINT, as SIGTERM has it wait for its clients.
 */
export function endWithThisProcess(child: ChildProcess, signal: 'TERM' | 'INT' = 'TERM'): void {
  if (process.platform === 'win32' || child.pid === undefined) return;
  const watch = `read -r line || { kill -${signal} "$1" && sleep 10 && kill -KILL "$1"; }`;
  // Detached, so that what kills our process group does not take the watchdog with it.
  const watchdog = spawn('/bin/sh', ['-c', watch, 'sh', String(child.pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.unref();
  const pipe = watchdog.stdin as Writable & { unref(): void };
  pipe.unref();
  // The watchdog is gone first when somebody ends both.
  pipe.on('error', () => undefined);
  child.once('exit', () => pipe.end('done\n'));
}
