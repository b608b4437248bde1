import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, lockStateDir } from './instance-lock.ts';
import { type Stack, type StackOptions, startStack } from './stack.ts';
import { readRunningStack, type StackFile } from './stack-file.ts';

/** Milliseconds that another process gets to start the stack. */
const PATIENCE = 180_000;

/**
 * Starts the local stack, or finds the one that another process runs on the same state folder, waiting for it while it
 * starts.
 *
 * @returns the stack; it is this process's own, to be stopped, where it has `stop`.
 */
export async function openStack(options: StackOptions): Promise<Stack | StackFile> {
  const { config, signal, onProgress } = options;
  const deadline = performance.now() + PATIENCE;
  for (let told = false; ; ) {
    const lock = await lockStateDir(config.stateDir);
    if ('release' in lock) {
      try {
        const stack = await startStack(options);
        return { ...stack, stop: () => stack.stop().finally(lock.release) };
      } catch (error) {
        lock.release();
        throw error;
      }
    }
    while (isAlive(lock.owner)) {
      const stack = readRunningStack(config.stateDir);
      if (stack) return stack;
      if (!told)
        onProgress(`Waiting for process ${lock.owner.pid}, which is starting or ending on ${config.stateDir} …`);
      told = true;
      await sleep(200, undefined, { signal });
      if (performance.now() > deadline) {
        throw new Error(
          `Process ${lock.owner.pid} holds ${config.stateDir} and serves nothing: end it, or set COPYDESK_STATE_DIR to another folder.`,
        );
      }
    }
  }
}
