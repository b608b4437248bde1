import type { ActivityOptions, RetryPolicy } from '@temporalio/common';

/**
 * Until it is mended: what no retry can mend, activities report as non-retryable, and what is limited they count
 * themselves. Short pauses, so that work goes on soon after a database comes back.
 */
const UNTIL_MENDED: RetryPolicy = { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '10 seconds' };

/**
 * Reads a file of any size line by line, or fetches an address, which has its own time limit (COPYDESK_FETCH_TIMEOUT):
 * both report all the while, so a worker that died is noticed within half a minute. A cancelled run does not wait.
 */
export const ACQUIRE: ActivityOptions = {
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '30 seconds',
  cancellationType: 'TRY_CANCEL',
  retry: UNTIL_MENDED,
};

/** Milliseconds that any stage gets: loading of models, a slow machine, other documents before it. */
const STAGE_BASE = 20_000;
/** The stages read a few hundred bytes in a millisecond on a machine of their own; a tenth of it leaves room for a busy one. */
const STAGE_BYTES_PER_MILLISECOND = 20;

/**
 * A stage holds its thread and cannot report while it runs, so its heartbeat has to wait for all of it; the time grows
 * with the document, so that the death of a worker is noticed soon for the usual ones.
 */
export function stageOptions(byteLength: number): ActivityOptions {
  const heartbeatTimeout = STAGE_BASE + Math.ceil(byteLength / STAGE_BYTES_PER_MILLISECOND);
  return {
    // Loading and storing go on around the stage, with heartbeats.
    startToCloseTimeout: 5 * heartbeatTimeout,
    heartbeatTimeout,
    cancellationType: 'TRY_CANCEL',
    retry: UNTIL_MENDED,
  };
}

/**
 * One short transaction, or one row: longer means that the connection hangs. No heartbeat, and cancellation is not
 * passed on: a version is published whole or not at all.
 */
export const WRITE: ActivityOptions = { startToCloseTimeout: '20 seconds', retry: UNTIL_MENDED };
