import { Context } from '@temporalio/activity';

/** Milliseconds between heartbeats of an activity that has no heartbeat timeout; never sent, as there is nothing to miss. */
const NO_TIMEOUT = Number.POSITIVE_INFINITY;

/** Tells the server that an activity is alive, with details that it keeps for the next attempt. */
export interface Pulse<Details> {
  /** What the last heartbeat said, also that of an earlier attempt; undefined where there was none. */
  readonly details: Details | undefined;
  /** Sends details at once; they are sent again until others are set. */
  set(details: Details): void;
}

/** Heartbeats in the time after which the activity counts as dead. */
const BEATS = 6;

/**
 * Runs work with heartbeats, several in the activity's heartbeat timeout, which also let the activity hear of its
 * cancellation. The work must not hold this thread: stages have threads of their own.
 */
export async function withHeartbeats<Details, Result>(
  work: (pulse: Pulse<Details>) => Promise<Result>,
): Promise<Result> {
  const context = Context.current();
  let details = context.info.heartbeatDetails as Details | undefined;
  const interval = (context.info.heartbeatTimeoutMs ?? NO_TIMEOUT) / BEATS;
  const timer = Number.isFinite(interval) ? setInterval(() => context.heartbeat(details), interval) : undefined;
  try {
    return await work({
      get details() {
        return details;
      },
      set(next) {
        details = next;
        context.heartbeat(details);
      },
    });
  } finally {
    clearInterval(timer);
  }
}
