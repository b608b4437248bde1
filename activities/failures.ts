import { ApplicationFailure, CancelledFailure, Context } from '@temporalio/activity';
import { isTransient } from '../db/errors.ts';
import { DocumentError } from '../stages/errors.ts';
import { FetchFault } from './sources/web.ts';
import { StageFault } from './stage-runner/stage-fault.ts';
import { TriesExhausted } from './tries.ts';
import type { FailureDetail, FailureType } from './types.ts';

/** Attempts of an activity that met a fault of ours outside a stage: enough for a worker with a repair to come by. */
const FAULT_ATTEMPTS = 5;

/**
 * Runs an activity's body and gives its errors to Temporal as what they are:
 * - a DocumentError is final, with its type;
 * - a fault of ours is final, as `StageFailed`, after several attempts (those of a stage are counted by `countedTry`);
 * - all else (database away, network) stays as it is, for the retry policy, which tries until it is mended.
 */
export async function asActivity<Result>(body: () => Promise<Result>): Promise<Result> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof ApplicationFailure || error instanceof CancelledFailure) throw error;
    if (error instanceof DocumentError) throw final(error.type, error.message, error);
    if (error instanceof TriesExhausted) throw final('StageFailed', reportable(error), error);
    const { attempt } = Context.current().info;
    if (attempt >= FAULT_ATTEMPTS && !(error instanceof StageFault) && !isInfrastructure(error)) {
      throw final('StageFailed', reportable(error), error);
    }
    throw error;
  }
}

/** Errors of pg and its pool that have no code. */
const CONNECTION_LOST = /^Connection terminated|^timeout exceeded|^Client has encountered a connection error/u;

/** Whether something outside is to blame that passes or is mended: database, disk, network. */
export function isInfrastructure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof FetchFault || CONNECTION_LOST.test(error.message)) return true;
  const { code } = error as NodeJS.ErrnoException;
  // Node's own codes (ERR_INVALID_ARG_TYPE) are given for wrong use; the system's are not.
  if (typeof code === 'string') return isTransient(error) && !code.startsWith('ERR_');
  return isInfrastructure(error.cause);
}

function reportable(error: unknown): string {
  return `${error instanceof Error ? error.message : String(error)}. This is a fault of Copydesk and not of the document: please report it; once it is mended, start the run again`;
}

function final(type: FailureType, message: string, cause: unknown): ApplicationFailure {
  const detail: FailureDetail = { attempts: Context.current().info.attempt };
  return ApplicationFailure.create({
    type,
    message,
    nonRetryable: true,
    details: [detail],
    cause: cause instanceof Error ? cause : undefined,
    // A bad document is news for its sender, not for the one who watches the worker's log.
    category: type === 'StageFailed' ? undefined : 'BENIGN',
  });
}
