import { loadBatchInput } from '../../db/batches.ts';
import { countOpenFailures, countRecomputations, countStale } from '../../db/reprocess/report.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { asActivity } from '../failures.ts';
import { withHeartbeats } from '../heartbeat.ts';
import { checkReprocessInput } from './input.ts';
import { openFailures } from './open-failures.ts';
import type { NotRepeatable, ReprocessReport } from './types.ts';

/** Documents that are named. */
const SAMPLE = 20;

/** Tells what is left when a batch of `reprocess` has ended. */
export function createReportReprocess({ db }: ActivityDependencies) {
  return function reportReprocess({ batchId }: { batchId: number }): Promise<ReprocessReport> {
    return asActivity(() =>
      withHeartbeats<never, ReprocessReport>(async () => {
        const { input } = (await loadBatchInput(db, batchId)) as { input: unknown };
        const checked = checkReprocessInput(input);
        const sample: NotRepeatable[] = [];
        let documents = 0;
        if (checked.form === 'failures') {
          for await (const { failure, repetition } of openFailures(db, checked.selection)) {
            if ('input' in repetition) continue;
            documents += 1;
            const { source, workflowId } = failure;
            if (sample.length < SAMPLE) {
              sample.push({ source: source ?? workflowId, workflowId, reason: repetition.reason });
            }
          }
        }
        return {
          stale: await countStale(db),
          failures: await countOpenFailures(db),
          notRepeatable: { documents, sample },
          ...(await countRecomputations(db, batchId)),
        };
      }),
    );
  };
}
