import { endListing } from '../../db/batch-listing.ts';
import { loadBatchInput } from '../../db/batches.ts';
import { stagesOf } from '../../db/pipelines.ts';
import { findOpenFailures, listFailures } from '../../db/reprocess/open-failures.ts';
import { endOfRange, listSelection } from '../../db/reprocess/selection.ts';
import type { ListedPage, ListRequest } from '../batch/types.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import { withHeartbeats } from '../heartbeat.ts';
import { checkReprocessInput } from './input.ts';
import { repeatFailure } from './repeat-failure.ts';

/** Documents that are looked at in one statement, some hundred milliseconds of the database's time; a page has as many or more. */
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
          const last = found.at(-1);
          const isLast = found.length < PAGE || last === undefined;
          if (isLast) await endListing(db, { batchId, listed: from + repeated.length });
          return { listed: repeated.length, skipped, cursor: isLast ? null : { after: last.id }, share: null };
        }
        const selection = { ...checked.selection, today: await stagesOf(db, today) };
        let listed = 0;
        for (let at = after; ; ) {
          const upTo = await endOfRange(db, at, PAGE);
          if (upTo === null) {
            await endListing(db, { batchId, listed: from + listed });
            return { listed, skipped: 0, cursor: null, share: null };
          }
          listed += await listSelection(db, { batchId, from: from + listed, after: at, upTo }, selection);
          if (listed >= PAGE) return { listed, skipped: 0, cursor: { after: upTo }, share: null };
          at = upTo;
        }
      }),
    );
  };
}
