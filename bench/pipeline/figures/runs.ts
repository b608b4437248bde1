import { join } from 'node:path';
import type { ingestDocument } from '../../../workflows/ingest-document.ts';
import { documentAt } from '../corpus/documents.ts';
import type { passFiveTimes } from '../empty/workflows.ts';
import type { BenchStack, Room } from '../stack/index.ts';
import { untilPolling } from '../stack/index.ts';
import { keepWorker } from '../stack/worker.ts';
import { type Latency, summarise } from './percentiles.ts';

/** Runs of `ingestDocument` by themselves, with nothing else to do. */
export interface SingleFigures {
  idle: Latency;
  /** A run of five activities that do nothing, each in turn with one above. */
  empty: Latency;
  /** Median of a run over that of an empty one. */
  ratio: number;
  /** As many at once as bring the most. */
  many: { documents: number; atOnce: number; documentsPerSecond: number };
  eventsPerDocument: number;
}

/** Documents of these measurements, far from those of batches. */
const FIRST = 7_000_000;
/** Runs before the clock starts. */
const WARM_UP = 20;

/** Ingests one document of the corpus by a run of its own. @returns milliseconds from its start to its result. */
export async function ingestOne({ client, taskQueue }: Room, index: number): Promise<number> {
  const { id, text, contentType, url } = documentAt(index);
  const start = performance.now();
  await client.workflow.execute<typeof ingestDocument>('ingestDocument', {
    taskQueue,
    workflowId: `ingest:${id}`,
    args: [{ text, contentType, url }],
  });
  return performance.now() - start;
}

/** Measures single documents, and the empty workflow beside them. @param runs of each for the latency. */
export async function measureSingles(
  stack: BenchStack,
  room: Room,
  runs: number,
  many: number,
): Promise<SingleFigures> {
  const emptyQueue = `${room.taskQueue}-empty`;
  const environment = { ...room.environment, COPYDESK_TASK_QUEUE: emptyQueue };
  const worker = await room.startWorker();
  const script = join(import.meta.dirname, '..', 'empty', 'worker.ts');
  const empty = keepWorker(environment, join(stack.folder, 'empty-worker.log'), script);
  try {
    await untilPolling(room.client.connection, emptyQueue, empty);
    const passOnce = async (number: number) => {
      const start = performance.now();
      await room.client.workflow.execute<typeof passFiveTimes>('passFiveTimes', {
        taskQueue: emptyQueue,
        workflowId: `empty:${number}`,
        args: [`article ${number}`],
      });
      return performance.now() - start;
    };
    const durations: { ingest: number[]; empty: number[] } = { ingest: [], empty: [] };
    for (let number = 0; number < WARM_UP + runs; number += 1) {
      const [ingest, passed] = [await ingestOne(room, FIRST + number), await passOnce(number)];
      if (number < WARM_UP) continue;
      durations.ingest.push(ingest);
      durations.empty.push(passed);
    }
    const [idle, nothing] = [summarise(durations.ingest), summarise(durations.empty)];
    return {
      idle,
      empty: nothing,
      ratio: idle.p50 / nothing.p50,
      many: await measureMany(room, many),
      eventsPerDocument: await eventsOf(room, `ingest:${documentAt(FIRST + WARM_UP).id}`),
    };
  } finally {
    await empty.stop();
    await worker.stop();
  }
}

/** Some numbers of runs at once are tried, since the best depends on the machine. */
const AT_ONCE = [8, 32];

async function measureMany(room: Room, documents: number): Promise<SingleFigures['many']> {
  const tried: SingleFigures['many'][] = [];
  for (const [round, atOnce] of AT_ONCE.entries()) {
    const start = performance.now();
    let next = FIRST + 100_000 * (round + 1);
    const end = next + documents;
    const submit = async () => {
      while (next < end) {
        next += 1;
        await ingestOne(room, next);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, submit));
    const seconds = (performance.now() - start) / 1000;
    tried.push({ documents, atOnce, documentsPerSecond: documents / seconds });
  }
  return tried.toSorted((a, b) => b.documentsPerSecond - a.documentsPerSecond)[0];
}

async function eventsOf({ client }: Room, workflowId: string): Promise<number> {
  const { historyLength } = await client.workflow.getHandle(workflowId).describe();
  return historyLength;
}
