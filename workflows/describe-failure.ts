import { type ActivityFailure, ApplicationFailure, type CancelledFailure, isCancellation } from '@temporalio/workflow';
import type { FailureDetail, IngestStage } from '../activities/types.ts';

/** A failure as it is recorded. */
export interface DescribedFailure {
  errorType: string;
  message: string;
  attempts: number;
}

/**
 * Reads the type, message and attempts from what an activity or a cancellation ended with.
 * @param stage that was cancelled.
 */
export function describeFailure(error: ActivityFailure | CancelledFailure, stage?: IngestStage): DescribedFailure {
  if (isCancellation(error)) {
    const message = `cancelled during ${stage}: start the run again if that was not meant`;
    return { errorType: 'Cancelled', message, attempts: 1 };
  }
  const cause = error.cause ?? error;
  if (!(cause instanceof ApplicationFailure)) return { errorType: cause.name, message: cause.message, attempts: 1 };
  const [detail] = (cause.details ?? []) as FailureDetail[];
  return { errorType: cause.type ?? cause.name, message: cause.message, attempts: detail?.attempts ?? 1 };
}
