import type { ActivityOptions, RetryPolicy } from '@temporalio/common';

/**
 * Until it is mended: what no retry can mend, activities report as non-retryable, and what is limited they count
 * themselves. Short pauses, so that work goes on soon after a database comes back.
 */
export const UNTIL_MENDED: RetryPolicy = {
  initialInterval: '500 ms',
  backoffCoefficient: 2,
  maximumInterval: '10 seconds',
};

/** Activities that may take long report several times in it: a worker that died is noticed within that time. */
export const HEARTBEAT_TIMEOUT = '30 seconds';

/**
 * Reads a file of any size line by line, or fetches an address, which has its own time limit (COPYDESK_FETCH_TIMEOUT):
 * both report all the while, so a worker that died is noticed within half a minute. A cancelled run does not wait.
 */
export const ACQUIRE: ActivityOptions = {
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  cancellationType: 'TRY_CANCEL',
  retry: UNTIL_MENDED,
};

/**
 * Milliseconds that any stage activity gets: to load, wait for a thread, run and save, five times as long as the stage may
 * take with a model of its own, since a workflow does not know what finds names.
 */
const STAGE_BASE = 300_000;
/** As many milliseconds more for each byte: five times what the stage may take (`activities/stage-runner/time-limit.ts`). */
const STAGE_PER_BYTE = 0.25;
/** The same where names are found. */
const TAGGING_PER_BYTE = 100;

/**
 * A stage runs in a thread of its own, which is ended when it takes too long, and the activity reports all the while: a
 * worker that died is noticed within half a minute, whatever the size of the document.
 */
export function stageOptions(byteLength: number, perByte = STAGE_PER_BYTE): ActivityOptions {
  return {
    startToCloseTimeout: STAGE_BASE + Math.ceil(byteLength * perByte),
    heartbeatTimeout: HEARTBEAT_TIMEOUT,
    cancellationType: 'TRY_CANCEL',
    retry: UNTIL_MENDED,
  };
}

/** The same for the stage that finds names, which takes long where a model of another library does. */
export const taggingOptions = (byteLength: number): ActivityOptions => stageOptions(byteLength, TAGGING_PER_BYTE);

/**
 * One short transaction, or one row: longer means that the connection hangs. No heartbeat, and cancellation is not
 * passed on: a version is published whole or not at all.
 */
export const WRITE: ActivityOptions = { startToCloseTimeout: '20 seconds', retry: UNTIL_MENDED };
