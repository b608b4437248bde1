import { recordFailure as insertFailure } from '../db/failures.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { asActivity } from './failures.ts';
import { currentRun } from './run.ts';
import type { FailureRecorded, RecordFailureRequest } from './types.ts';

/** Bytes of a name that is kept whole, as many as a source or key may have. */
const MAX_NAME_BYTES = 2048;
/** Characters of it that are kept where it is longer. */
const KEPT_CHARACTERS = 200;

/** Writes a document that could not be processed to `failures`. A later attempt, or a reset, finds its row. */
export function createRecordFailure({ db, searchable }: ActivityDependencies) {
  return function recordFailure({ firstExecutionRunId, ...failure }: RecordFailureRequest): Promise<FailureRecorded> {
    return asActivity(async () => {
      const { source, key } = failure;
      const run = currentRun(firstExecutionRunId);
      await insertFailure(db, { ...failure, ...run, source: shortened(source), key: shortened(key) });
      return searchable ? { searchable } : {};
    });
  };
}

function shortened(name: string | null): string | null {
  if (name === null || Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  return `${name.slice(0, KEPT_CHARACTERS)}…`;
}
