import { join } from 'node:path';
import { writeLines } from '../../bench/pipeline/corpus/write.ts';
import { singlesBeside } from '../../bench/pipeline/figures/beside.ts';
import { startBatch } from '../../bench/pipeline/figures/bulk.ts';
import { summarise } from '../../bench/pipeline/figures/percentiles.ts';
import { ingestOne } from '../../bench/pipeline/figures/runs.ts';
import { batchProgressQuery } from '../../workflows/messages.ts';
import { atMost, checkDatabase, checkSums, equal } from './checks.ts';
import { type FaultCase, openRoom, untilDone, untilEnded } from './context.ts';

/** Documents far from those of batches. */
const FIRST = 9_500_000;
const WARM_UP = 15;
const IDLE_RUNS = 60;

/** Case 9: single articles during a batch, as the news comes in. */
export const news: FaultCase = {
  name: 'single articles during a batch',
  async run(context) {
    const { documents } = context;
    const room = await openRoom(context, 'news');
    try {
      const durations: number[] = [];
      for (let i = 0; i < WARM_UP + IDLE_RUNS; i += 1) durations.push(await ingestOne(room, FIRST + i));
      const idle = summarise(durations.slice(WARM_UP));

      await writeLines(join(room.rawRoot, 'corpus.jsonl'), documents);
      const handle = await startBatch(room, 'corpus.jsonl');
      // The batch is in full swing.
      await untilDone(room, Math.min(200, documents / 10));
      const { beside, latency } = singlesBeside();
      const ended = new AbortController();
      const singles = beside(room, ended.signal);
      const status = await untilEnded(handle);
      ended.abort();
      await singles;
      const { runs, p50, p95 } = latency();
      context.onProgress(
        `idle p50 ${idle.p50.toFixed(0)} ms, p95 ${idle.p95.toFixed(0)} ms; beside ${documents} documents p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms (${runs} runs)`,
      );
      return [
        equal('the batch ended as', status, 'COMPLETED'),
        atMost('latency beside the batch to idle, p95', p95 / idle.p95, 5),
        ...(await checkSums(room.db, await handle.query(batchProgressQuery))),
        ...(await checkDatabase(room.db)),
      ];
    } finally {
      await room.close();
    }
  },
};
