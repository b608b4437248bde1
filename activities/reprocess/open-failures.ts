import type { Connection } from '../../db/connection.ts';
import { type FailureSelection, findOpenFailures, type OpenFailure } from '../../db/reprocess/open-failures.ts';
import { type Repetition, repeatFailure } from './repeat-failure.ts';

/** Failures read at once. */
const PAGE = 2_000;

/** All open failures that are meant, each with how its document is got again. */
export async function* openFailures(
  db: Connection,
  selection: FailureSelection,
): AsyncGenerator<{ failure: OpenFailure; repetition: Repetition }> {
  for (let after = 0; ; ) {
    const found = await findOpenFailures(db, selection, { after, limit: PAGE });
    for (const failure of found) yield { failure, repetition: repeatFailure(failure) };
    if (found.length < PAGE) return;
    after = found[found.length - 1].id;
  }
}
