import { ApplicationFailure } from '@temporalio/activity';
import { DocumentError } from '../../../stages/errors.ts';
import type { Pulse } from '../../heartbeat.ts';
import { FETCH_TRIES } from '../../sources/try-fetch.ts';
import { FetchFault } from '../../sources/web.ts';

/** How often an address could not be read, over all attempts at a page. */
export interface Faults {
  faults: number;
}

/**
 * Leaves pauses and repetition to Temporal, but not without limit. Unlike a try that is counted when it begins, an absent
 * database or a worker that ended says nothing against the address.
 * @throws DocumentError Unreachable for what is away for long; else what `work` throws.
 */
export async function countFaults<Result>(
  pulse: Pulse<Faults>,
  address: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FetchFault)) throw error;
    const faults = (pulse.details?.faults ?? 0) + 1;
    if (faults >= FETCH_TRIES) {
      const message = `gave up on ${address} after ${faults} times: ${error.message}; start the batch again later`;
      throw new DocumentError('Unreachable', message, { cause: error });
    }
    pulse.set({ faults });
    if (error.retryAfter === undefined) throw error;
    const { name: type, message, retryAfter: nextRetryDelay } = error;
    throw ApplicationFailure.create({ type, message, nextRetryDelay, cause: error });
  }
}
