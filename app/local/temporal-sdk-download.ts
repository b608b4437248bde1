import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Milliseconds without a byte after which the network counts as closed. */
const STALL_TIMEOUT = 15_000;

/**
 * Gets the Temporal CLI the way the SDK's testing package does, from temporal.download. The SDK offers the download only
 * together with a start of the server, and neither can be called off, so both happen in a process of their own.
 *
 * @param file where to put the program; nothing is there until it is whole.
 * @throws with the SDK's reason, or when nothing arrives for 15 seconds.
 */
export async function downloadTemporalFromSdk(file: string, signal?: AbortSignal): Promise<void> {
  const folder = await mkdtemp(`${file}.sdk-`);
  const script = fileURLToPath(new URL('temporal-sdk-start.ts', import.meta.url));
  const child = fork(script, [folder], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const callOff = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', callOff);
  const over = new AbortController();
  try {
    const ended = once(child, 'exit').then(() => 'without a reason');
    const answered = once(child, 'message').then(([message]) => message as string);
    const failure = await Promise.race([answered, ended, stalled(folder, over.signal)]);
    if (failure !== '') throw new Error(failure);
    const [name] = (await readdir(folder)).filter((each) => !each.endsWith('.downloading'));
    if (name === undefined) throw new Error('it came to no file');
    await rename(join(folder, name), file);
  } finally {
    over.abort();
    signal?.removeEventListener('abort', callOff);
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

/** Resolves when a folder has not grown for a while. */
async function stalled(folder: string, over: AbortSignal): Promise<string> {
  let size = -1;
  let since = performance.now();
  while (performance.now() - since < STALL_TIMEOUT) {
    await sleep(500);
    if (over.aborted) return 'called off';
    const now = await sizeOf(folder);
    if (now !== size) since = performance.now();
    size = now;
  }
  return `nothing arrived for ${STALL_TIMEOUT / 1000} seconds`;
}

async function sizeOf(folder: string): Promise<number> {
  let size = 0;
  for (const name of await readdir(folder)) {
    const file = await stat(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      // Renamed meanwhile.
      if (error.code === 'ENOENT') return { size: 0 };
      throw error;
    });
    size += file.size;
  }
  return size;
}
