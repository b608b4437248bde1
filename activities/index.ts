import { createAcquire } from './acquire.ts';
import { createAttribute } from './attribute.ts';
import { createCountBatch } from './batch/count-batch.ts';
import { createListBatch } from './batch/list-batch.ts';
import { createOpenBatch } from './batch/open-batch.ts';
import { createSettleBatch } from './batch/settle-batch.ts';
import { createIngestChunk } from './chunk/ingest-chunk.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { createReadFeed } from './feed/read-feed.ts';
import { createSettleFeedItems } from './feed/settle-feed-items.ts';
import { createTakeFeedItems } from './feed/take-feed-items.ts';
import { createNormalize } from './normalize.ts';
import { createPublish } from './publish.ts';
import { createRecordFailure } from './record-failure.ts';
import { createListReprocess } from './reprocess/list-reprocess.ts';
import { createOpenReprocess } from './reprocess/open-reprocess.ts';
import { createPreviewReprocess } from './reprocess/preview-reprocess.ts';
import { createReportReprocess } from './reprocess/report-reprocess.ts';
import { createTagEntities } from './tag-entities.ts';

export type { ActivityDependencies } from './dependencies.ts';

/** All activities, by the names that workflows call them. */
export function createActivities(dependencies: ActivityDependencies) {
  return {
    acquire: createAcquire(dependencies),
    normalize: createNormalize(dependencies),
    tagEntities: createTagEntities(dependencies),
    attribute: createAttribute(dependencies),
    publish: createPublish(dependencies),
    recordFailure: createRecordFailure(dependencies),
    openBatch: createOpenBatch(dependencies),
    listBatch: createListBatch(dependencies),
    ingestChunk: createIngestChunk(dependencies),
    settleBatch: createSettleBatch(dependencies),
    countBatch: createCountBatch(dependencies),
    readFeed: createReadFeed(dependencies),
    takeFeedItems: createTakeFeedItems(dependencies),
    settleFeedItems: createSettleFeedItems(dependencies),
    openReprocess: createOpenReprocess(dependencies),
    listReprocess: createListReprocess(dependencies),
    previewReprocess: createPreviewReprocess(dependencies),
    reportReprocess: createReportReprocess(dependencies),
  };
}

export type Activities = ReturnType<typeof createActivities>;
