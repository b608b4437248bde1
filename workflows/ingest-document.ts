import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  isCancellation,
  proxyActivities,
  setWorkflowOptions,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { Acquired, IngestInput } from '../activities/types.ts';
import { ACQUIRE, stageOptions, taggingOptions, WRITE } from './activity-options.ts';
import { describeFailure } from './describe-failure.ts';
import { describeInput, inputToRepeat } from './describe-input.ts';
import type { IngestResult } from './messages.ts';
import { makeSearchable } from './search-attributes.ts';
import { trackProgress } from './track-progress.ts';
import { pinned } from './versioning.ts';

const { acquire } = proxyActivities<Activities>(ACQUIRE);
const { publish, recordFailure } = proxyActivities<Activities>(WRITE);

setWorkflowOptions(pinned, ingestDocument);

/**
 * Ingests one document: acquire, normalize, tagEntities, attribute, publish. Ends with the version that readers see, or
 * fails with a typed failure that is recorded in `failures`. Cancelled, it records that too; a version that is being
 * published then still is.
 */
export async function ingestDocument(first: IngestInput, ...others: unknown[]): Promise<IngestResult> {
  // The command line takes several inputs; of none it should be thought that it was ingested.
  const input = others.length === 0 ? first : [first, ...others];
  const { firstExecutionRunId } = workflowInfo();
  const given = describeInput(input);
  const summary = given.source;
  const ingest = trackProgress(given.source);
  let acquired: Acquired | undefined;
  try {
    ingest.enter('acquire');
    acquired = await acquire.executeWithOptions({ summary }, [{ input, firstExecutionRunId }]);
    ingest.acquired(acquired);
    if (acquired.searchable) makeSearchable({ key: acquired.key, stage: 'acquired' });

    const { documentId, source, key: document } = acquired;
    const { normalize, attribute } = proxyActivities<Activities>(stageOptions(acquired.byteLength));
    const { tagEntities } = proxyActivities<Activities>(taggingOptions(acquired.byteLength));

    ingest.enter('normalize');
    const { rawSha256, contentType, url } = acquired;
    const text = ingest.done(
      await normalize.executeWithOptions({ summary }, [{ rawSha256, contentType, url, document }]),
    );

    ingest.enter('entities');
    const entities = ingest.done(await tagEntities.executeWithOptions({ summary }, [{ text, document }]));

    ingest.enter('attribution');
    const attributions = ingest.done(await attribute.executeWithOptions({ summary }, [{ text, entities, document }]));

    ingest.enter('publish');
    const results = {
      normalize: text.resultId,
      entities: entities.resultId,
      attribution: attributions.resultId,
    };
    const { outlet, ...publication } = await CancellationScope.nonCancellable(() =>
      publish.executeWithOptions({ summary }, [{ documentId, document, source, results, firstExecutionRunId }]),
    );
    const result = { documentId, key: document, ...publication };
    ingest.completed(result);
    if (acquired.searchable) makeSearchable({ outlet, stage: 'publish', outcome: result.outcome });
    return result;
  } catch (error) {
    // Anything but an activity's failure or a cancellation is a fault of this code: Temporal waits for its repair.
    if (!(error instanceof ActivityFailure) && !(error instanceof CancelledFailure)) throw error;
    const failure = describeFailure(error, ingest.progress.stage);
    ingest.failed(failure, isCancellation(error));
    const { stage, status } = ingest.progress;
    const key = acquired?.key ?? given.key;
    const recorded = await CancellationScope.nonCancellable(() =>
      recordFailure.executeWithOptions({ summary: failure.errorType }, [
        {
          ...failure,
          stage,
          source: acquired?.source ?? given.source,
          key,
          documentId: acquired?.documentId ?? null,
          rawSha256: acquired?.rawSha256 ?? null,
          input: inputToRepeat(input),
          firstExecutionRunId,
        },
      ]),
    );
    if (recorded?.searchable) makeSearchable({ key: key ?? given.source, stage, outcome: status });
    if (isCancellation(error)) throw error;
    throw ApplicationFailure.create({
      type: failure.errorType,
      message: failure.message,
      nonRetryable: true,
      cause: error,
      category: failure.errorType === 'StageFailed' ? undefined : 'BENIGN',
    });
  }
}
