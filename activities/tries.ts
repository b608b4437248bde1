import { CancelledFailure } from '@temporalio/activity';
import type { Pulse } from './heartbeat.ts';

/** How often work was begun without coming to an end, over all attempts of its activity. */
export interface Tries {
  begun: number;
  /** What the last of them said; absent where the process died over it. */
  lastError?: string;
}

/** Work that has been tried often enough. */
export class TriesExhausted extends Error {
  override readonly name = 'TriesExhausted';
  readonly tries: Tries;

  constructor(tries: Tries, options?: ErrorOptions) {
    super(`tried ${tries.begun} times: ${tries.lastError ?? 'the worker ended each time'}`, options);
    this.tries = tries;
  }
}

/**
 * Runs work that may fail, hang or end its process each time. An activity's own attempts also count those that met an
 * absent database, which are without limit; so what is limited is counted apart, in the heartbeat details.
 *
 * @param limit tries that may begin.
 * @param work calls `begin` when it really begins, after any waiting for its turn; without that, it is not counted.
 * @param isAnswer tells an error that is the work's answer, and no reason to try again.
 * @throws TriesExhausted instead of beginning, or instead of the last error; before that, the error itself.
 */
export async function countedTry<Result>(
  pulse: Pulse<Tries>,
  limit: number,
  work: (begin: () => void) => Promise<Result>,
  isAnswer: (error: unknown) => boolean,
): Promise<Result> {
  const before = pulse.details ?? { begun: 0 };
  if (before.begun >= limit) throw new TriesExhausted(before);
  let { begun } = before;
  const begin = () => {
    begun = before.begun + 1;
    pulse.set({ begun });
  };
  try {
    const result = await work(begin);
    pulse.set(before);
    return result;
  } catch (error) {
    if (isAnswer(error)) throw error;
    if (error instanceof CancelledFailure) {
      // Stopped from outside, as when the worker shuts down: says nothing of the work.
      pulse.set(before);
      throw error;
    }
    const tries = { begun, lastError: error instanceof Error ? error.message : String(error) };
    pulse.set(tries);
    if (begun >= limit) throw new TriesExhausted(tries, { cause: error });
    throw error;
  }
}
