import { recordFailure as insertFailure } from '../db/failures.ts';
import { DocumentError } from '../stages/errors.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { asActivity } from './failures.ts';
import { currentRun } from './run.ts';
import { checkInput } from './sources/input.ts';
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
      const input = isRepeatable(failure.input) ? failure.input : null;
      await insertFailure(db, { ...failure, ...run, input, source: shortened(source), key: shortened(key) });
      return searchable ? { searchable } : {};
    });
  };
}

/** Whether the same input could go through another time: what is malformed fails again as it is. */
function isRepeatable(input: object | null | undefined): boolean {
  if (input == null) return false;
  try {
    checkInput(input);
    return true;
  } catch (error) {
    if (error instanceof DocumentError) return false;
    throw error;
  }
}

function shortened(name: string | null): string | null {
  if (name === null || Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  return `${name.slice(0, KEPT_CHARACTERS)}…`;
}
