import { ApplicationFailure } from '@temporalio/activity';
import type { Stamp } from '../../sources/bytes.ts';

/** @throws ApplicationFailure SourceChanged, which no retry can mend. */
export function checkUnchanged(source: string, before: Stamp | undefined, now: Stamp): void {
  if (before === undefined || Object.entries(now).every(([name, value]) => before[name] === value)) return;
  throw ApplicationFailure.nonRetryable(
    `${source} has changed while it was being listed: start the batch again, what is done is not done twice`,
    'SourceChanged',
  );
}
