import { loadBatchInput } from '../../db/batches.ts';
import { stagesOf } from '../../db/pipelines.ts';
import { findOpenFailures, listFailures } from '../../db/reprocess/open-failures.ts';
import { listSelection } from '../../db/reprocess/selection.ts';
import type { ListedPage, ListRequest } from '../batch/types.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import { withHeartbeats } from '../heartbeat.ts';
import { checkReprocessInput } from './input.ts';
import { repeatFailure } from './repeat-failure.ts';

/** Documents in a page: a second or so of the database's time. */
const PAGE = 2_000;

/** Where the listing goes on: after this document, or after this failure. */
interface Cursor {
  after: number;
}

/**
 * Writes the next page of what is to be read anew to the ledger: stale documents as the sightings that their versions were
 * made from; failed ones with the workflows that are to start again.
 */
export function createListReprocess({ db }: ActivityDependencies) {
  return function listReprocess({ batchId, from, cursor }: ListRequest): Promise<ListedPage> {
    return asActivity(() =>
      withHeartbeats<never, ListedPage>(async () => {
        const { input, today } = (await loadBatchInput(db, batchId)) as { input: unknown; today: number };
        const checked = checkReprocessInput(input);
        const { after } = (cursor as Cursor | null) ?? { after: 0 };
        if (checked.form === 'failures') {
          const found = await findOpenFailures(db, checked.selection, { after, limit: PAGE });
          const repeated = found.flatMap((failure) => {
            const repetition = repeatFailure(failure);
            const { workflowId } = failure;
            return 'input' in repetition
              ? [{ source: failure.source ?? workflowId, input: repetition.input, workflowId }]
              : [];
          });
          await listFailures(db, { batchId, from }, repeated);
          const skipped = found.length - repeated.length;
          return { listed: repeated.length, skipped, cursor: next(found.length, found.at(-1)?.id), share: null };
        }
        const selection = { ...checked.selection, today: await stagesOf(db, today) };
        const { listed, last } = await listSelection(db, { batchId, from, after, limit: PAGE }, selection);
        return { listed, skipped: 0, cursor: next(listed, last), share: null };
      }),
    );
  };
}

/** A page that is not full is the last. */
function next(found: number, last: number | null | undefined): { after: number } | null {
  return found < PAGE || last == null ? null : { after: last };
}
