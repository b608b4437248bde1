import { makeContinueAsNewFunc, proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { ReprocessInput, ReprocessPreview, ReprocessReport } from '../activities/reprocess/types.ts';
import type { Stage } from '../db/stage-versions.ts';
import { WRITE } from './activity-options.ts';
import { bulk, LIST } from './batch/activity-options.ts';
import type { CarriedBatch } from './batch/carried.ts';
import { asFinal, runBatch } from './batch/run-batch.ts';
import { describeReprocess } from './describe-input.ts';
import type { BatchProgress } from './messages.ts';

const { openReprocess } = proxyActivities<Activities>(WRITE);
const { listReprocess } = proxyActivities<Activities>(LIST);
/** They look at all documents: some seconds of the database's time, which the news does not wait for. */
const { previewReprocess, reportReprocess } = proxyActivities<Activities>({ ...LIST, priority: { priorityKey: 5 } });

const ALL_STAGES: Stage[] = ['normalize', 'entities', 'attribution'];

/** What `reprocess` gives: the final progress and what is left; with `dryRun` what it would do. */
export type ReprocessResult = (BatchProgress & ReprocessReport) | ReprocessPreview;

/** The input, and what a run that continued as new was handed. */
type Input = ReprocessInput | undefined;

/**
 * Reads documents anew whose version is not what the stages of today would give, or starts those again that failed.
 * docs/reprocessing.md tells what it takes; how it is watched and steered is the same as for `ingestBatch`.
 */
export async function reprocess(first?: Input, ...others: unknown[]): Promise<ReprocessResult> {
  const { firstExecutionRunId, continuedFromExecutionRunId } = workflowInfo();
  const isContinued = continuedFromExecutionRunId !== undefined;
  const carried = isContinued ? (others[0] as CarriedBatch) : undefined;
  // The command line takes several inputs; of none it should be thought that it was done.
  const input = (isContinued || others.length === 0 ? first : [first, ...others]) as Input;
  if (input?.dryRun === true) {
    return previewReprocess({ input }).catch((error) => {
      throw asFinal(error);
    });
  }
  const source = carried?.opened.source ?? describeReprocess(input);
  const progress = await runBatch({
    source,
    carried,
    force: input?.force === true ? (input.stage ? [input.stage] : ALL_STAGES) : undefined,
    open: async () => ({ ...(await openReprocess({ input, firstExecutionRunId })), source }),
    listPage: (request) => {
      const options = { ...bulk(request.batchId), summary: `documents from ${request.from}` };
      return listReprocess.executeWithOptions(options, [request]);
    },
    continueAsNew: (next) => makeContinueAsNewFunc<typeof reprocess>()(input, next),
  });
  const report = await reportReprocess({ batchId: progress.batchId as number });
  if (report.unequal > 0) {
    setCurrentDetails(
      `**${report.unequal} results came out otherwise**: the view \`unequal_recomputations\` has them. A stage is not a pure function of its input, or its fingerprint does not cover all it is made of`,
    );
  }
  return { ...progress, ...report };
}
