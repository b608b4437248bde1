import { makeContinueAsNewFunc, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { WRITE } from './activity-options.ts';
import { bulk, LIST } from './batch/activity-options.ts';
import type { CarriedBatch } from './batch/carried.ts';
import { runBatch } from './batch/run-batch.ts';
import { describeInput } from './describe-input.ts';
import type { BatchProgress } from './messages.ts';

const { openBatch } = proxyActivities<Activities>(WRITE);
const { listBatch } = proxyActivities<Activities>(LIST);

/**
 * Ingests all documents of a folder, glob, file of lines, web archive or list. What it takes is described and checked by
 * `activities/batch/input.ts`; docs/batches.md tells how to watch and steer it.
 */
export async function ingestBatch(first: unknown, ...others: unknown[]): Promise<BatchProgress> {
  const { firstExecutionRunId, continuedFromExecutionRunId } = workflowInfo();
  // The command line takes several inputs; of none it should be thought that it was ingested.
  const isContinued = continuedFromExecutionRunId !== undefined;
  const carried = isContinued ? (others[0] as CarriedBatch) : undefined;
  const input = isContinued || others.length === 0 ? first : [first, ...others];
  const source = carried?.opened.source ?? describeInput(input).source;
  return runBatch({
    source,
    carried,
    open: () => openBatch({ input, firstExecutionRunId }),
    listPage: (request) => {
      const options = { ...bulk(request.batchId), summary: `documents from ${request.from}` };
      return listBatch.executeWithOptions(options, [request]);
    },
    continueAsNew: (next) => makeContinueAsNewFunc<typeof ingestBatch>()({ source: next.opened.source }, next),
  });
}
