import { constants } from 'node:os';

/** Somebody wants this process to end. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  /** As a shell gives it for the signal. */
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`Interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Catches what asks this process to end: Ctrl-C, SIGTERM, a terminal that closes, the end of the process that started it.
 * A second wish changes nothing: an orderly end is bounded in time.
 *
 * @returns a signal that is aborted with an Interruption.
 */
export function onInterruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => controller.abort(new Interruption(signal)));
  }
  process.on('disconnect', () => controller.abort(new Interruption('SIGHUP')));
  // A terminal or pipe that is gone must not keep the rest from being ended.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'EIO') controller.abort(new Interruption('SIGHUP'));
      else throw error;
    });
  }
  return controller.signal;
}

/** Ends this process at once when it is asked to, as a shell tells of Ctrl-C: 130. What was started ends with it. */
export function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
}

/** Rejects with the signal's reason once it is aborted. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => {
    if (signal.aborted) fail(signal.reason);
    else signal.addEventListener('abort', () => fail(signal.reason), { once: true });
  });
}
