import { ApplicationFailure } from '@temporalio/activity';
import { DocumentError } from '../../stages/errors.ts';
import type { Pulse } from '../heartbeat.ts';
import { countedTry, type Tries, TriesExhausted } from '../tries.ts';
import { FetchFault } from './web.ts';

/** Fetches of one address, with a growing pause between them: about half a minute for a server that is busy. */
export const FETCH_TRIES = 6;

/**
 * Leaves pauses and repetition of a fetch to Temporal, but not without limit.
 * @throws DocumentError Unreachable for what is away for long; else what `work` throws.
 */
export async function tryFetch<Answer>(
  pulse: Pulse<Tries>,
  work: () => Promise<Answer>,
  address: string,
): Promise<Answer> {
  try {
    const begun = (begin: () => void) => {
      begin();
      return work();
    };
    return await countedTry(pulse, FETCH_TRIES, begun, (error) => error instanceof DocumentError);
  } catch (error) {
    if (error instanceof TriesExhausted) {
      throw new DocumentError('Unreachable', `gave up on ${address}: ${error.message}; start the run again later`, {
        cause: error,
      });
    }
    if (error instanceof FetchFault && error.retryAfter !== undefined) {
      throw ApplicationFailure.create({
        type: error.name,
        message: error.message,
        nextRetryDelay: error.retryAfter,
        cause: error,
      });
    }
    throw error;
  }
}
