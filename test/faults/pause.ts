import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import proto from '@temporalio/proto';
import { manifestOf, writeLines } from '../../bench/pipeline/corpus/write.ts';
import { doneOf, startBatch } from '../../bench/pipeline/figures/bulk.ts';
import { batchProgressQuery, pauseUpdate, resumeUpdate } from '../../workflows/messages.ts';
import { checkDatabase, checkSums, countRows, equal } from './checks.ts';
import { type FaultCase, openRoom, untilDone, untilEnded } from './context.ts';
import { outcomesOf } from './crashes.ts';

/** Milliseconds after which a pause must have stopped new chunks. */
const PAUSE_LIMIT = 5_000;
/** Milliseconds for which it is watched that none begins. */
const WATCHED = 10_000;

/** What is under way goes on after a pause and before a cancellation ends: little, so that something is left. */
const SMALL_STEPS = { window: 2, chunkSize: 25 };

/** Case 8: pause, a worker's restart, resume, cancel; and a batch that does the rest. */
export const pause: FaultCase = {
  name: 'pause, restart of the worker, resume, cancel',
  async run(context) {
    const documents = Math.min(context.documents, 2_000);
    const room = await openRoom(context, 'pause');
    try {
      await writeLines(join(room.rawRoot, 'corpus.jsonl'), documents);
      const handle = await startBatch(room, 'corpus.jsonl', SMALL_STEPS);
      await untilDone(room, Math.floor(0.15 * documents));
      const progress = () => handle.query(batchProgressQuery);

      await handle.executeUpdate(pauseUpdate);
      await sleep(PAUSE_LIMIT);
      const begun = await chunksOf(handle);
      for (const worker of room.workers()) await worker.kill();
      await sleep(WATCHED);
      const begunLater = await chunksOf(handle);
      // Those that were under way are tried again by the new worker, and end.
      while ((await progress()).underWay > 0) await sleep(250);
      const paused = await progress();
      context.onProgress(`paused with ${doneOf(paused)} of ${documents} done`);

      await handle.executeUpdate(resumeUpdate);
      await untilDone(room, doneOf(paused) + 1);
      // The ledger knows of a chunk before its workflow does.
      let resumed = await progress();
      while (doneOf(resumed) === doneOf(paused)) {
        await sleep(250);
        resumed = await progress();
      }
      await handle.cancel();
      const status = await untilEnded(handle);
      const cancelled = await progress();
      context.onProgress(`cancelled: ${outcomesOf(cancelled)} of ${cancelled.listed} listed`);
      const versions = await countRows(room.db, 'document_versions');
      const checks = [
        equal(`chunks begun later than ${PAUSE_LIMIT / 1000} s after the pause`, begunLater - begun, 0),
        equal('paused still, with another worker', String(paused.paused), 'true'),
        equal('after resuming: goes on', String(doneOf(resumed) > doneOf(paused)), 'true'),
        equal('after cancelling: the batch ended as', status, 'CANCELLED'),
        equal('after cancelling: not all was done', String(doneOf(cancelled) < documents), 'true'),
        equal('after cancelling: under way', cancelled.underWay, 0),
        equal('after cancelling: rows of document_versions', versions, cancelled.published),
        ...(await checkSums(room.db, cancelled)),
      ];

      const rest = await startBatch(room, 'corpus.jsonl');
      const restStatus = await untilEnded(rest);
      const ended = await rest.query(batchProgressQuery);
      context.onProgress(`again: ${outcomesOf(ended)}`);
      return [
        ...checks,
        equal('again: the batch ended as', restStatus, 'COMPLETED'),
        equal(
          'again: rows of document_versions',
          await countRows(room.db, 'document_versions'),
          cancelled.published + ended.published,
        ),
        equal(
          'again: documents that readers see',
          await countRows(room.db, 'current_articles'),
          manifestOf(documents).keys,
        ),
        ...(await checkSums(room.db, ended)),
        ...(await checkDatabase(room.db)),
      ];
    } finally {
      await room.close();
    }
  },
};

/** Chunks that a run of a batch has begun, by its history. */
async function chunksOf(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  const scheduled = proto.temporal.api.enums.v1.EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED;
  const isChunk = (event: proto.temporal.api.history.v1.IHistoryEvent) =>
    event.eventType === scheduled && event.activityTaskScheduledEventAttributes?.activityType?.name === 'ingestChunk';
  return (events ?? []).filter(isChunk).length;
}
