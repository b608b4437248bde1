import { join } from 'node:path';
import type { ingestBatch } from '../../../workflows/ingest-batch.ts';
import { type BatchProgress, batchProgressQuery } from '../../../workflows/messages.ts';
import { type Manifest, manifestOf, writeLines } from '../corpus/write.ts';
import { cpuSecondsOf, peakMemoryOf } from '../processes.ts';
import type { BenchStack, Room } from '../stack/index.ts';
import { measureDatabase } from './database.ts';
import { type HistoryFigures, readHistories } from './histories.ts';

/** CPU seconds by process, a document. */
export interface CpuFigures {
  workers: number;
  postgres: number;
  temporal: number;
  all: number;
}

/** A batch from its start to its end. */
export interface BulkFigures {
  documents: number;
  workers: number;
  seconds: number;
  documentsPerSecond: number;
  rowsPerSecond: number;
  cpuSecondsPerDocument: CpuFigures;
  /** Bytes of the largest worker (resident), at most. */
  peakMemory: number;
  databaseBytesPerDocument: number;
  rowsPerDocument: number;
  eventsPerDocument: number;
  history: HistoryFigures;
  /** What became of the documents, and what should have. */
  outcomes: Pick<BatchProgress, 'listed' | 'published' | 'unchanged' | 'superseded' | 'duplicate' | 'failed'>;
  expected: Pick<Manifest, 'documents' | 'published' | 'duplicate'> & { corrections: number };
}

/** Documents for each worker before the clock starts, far from those that are measured. */
const WARM_UP = { documents: 300, first: 8_000_000 };

/** Milliseconds between lines that tell how far a batch is. */
const PROGRESS_INTERVAL = 15_000;

/** What a measurement of a batch may add. */
export interface BulkOptions {
  documents: number;
  workers: number;
  /** Documents for each worker before the clock starts. Default 300. */
  warmUp?: number;
  /** Environment variables of the workers. */
  settings?: NodeJS.ProcessEnv;
  onProgress(message: string): void;
  /** Runs beside the batch until the signal is aborted. */
  beside?(room: Room, signal: AbortSignal): Promise<void>;
}

/** Ingests the first documents of the corpus as one batch, into a database of its own by workers of its own. */
export async function measureBulk(stack: BenchStack, name: string, options: BulkOptions): Promise<BulkFigures> {
  const { documents, workers, warmUp = WARM_UP.documents, onProgress } = options;
  const room = await stack.createRoom(name);
  try {
    await writeLines(join(room.rawRoot, 'warm-up.jsonl'), warmUp * workers, WARM_UP.first);
    await writeLines(join(room.rawRoot, 'corpus.jsonl'), documents);
    for (let i = 0; i < workers; i += 1) await room.startWorker(options.settings);
    await (await startBatch(room, 'warm-up.jsonl')).result();

    const before = { database: await measureDatabase(room.db), cpu: readCpu(stack, room), start: performance.now() };
    const handle = await startBatch(room, 'corpus.jsonl');
    const ended = new AbortController();
    const beside = options.beside?.(room, ended.signal);
    // Met again when it is awaited.
    beside?.catch(() => undefined);
    const report = setInterval(() => {
      handle.query(batchProgressQuery).then(
        (progress) => onProgress(`${name}: ${doneOf(progress)} of ${documents}, ${progress.rate?.toFixed(1) ?? '–'}/s`),
        // The figures do not need it.
        (error: Error) => onProgress(`${name}: no answer about its progress: ${error.message}`),
      );
    }, PROGRESS_INTERVAL);
    let outcomes: BatchProgress;
    try {
      outcomes = await handle.result();
    } finally {
      clearInterval(report);
    }
    const seconds = (performance.now() - before.start) / 1000;
    const cpu = readCpu(stack, room);
    ended.abort();
    await beside;
    const peakMemory = Math.max(...room.workers().map((worker) => peakMemoryOf(worker.pid() as number)));
    const database = await measureDatabase(room.db);
    const rows = database.rows - before.database.rows;
    const history = await readHistories(room.client, handle.workflowId, handle.firstExecutionRunId);
    const { published, duplicate, relations } = manifestOf(documents);
    const { listed, unchanged, superseded, failed } = outcomes;
    const cpuOf = (part: keyof CpuFigures) => (cpu[part] - before.cpu[part]) / documents;
    return {
      documents,
      workers,
      seconds,
      documentsPerSecond: documents / seconds,
      rowsPerSecond: rows / seconds,
      cpuSecondsPerDocument: {
        workers: cpuOf('workers'),
        postgres: cpuOf('postgres'),
        temporal: cpuOf('temporal'),
        all: cpuOf('all'),
      },
      peakMemory,
      databaseBytesPerDocument: (database.bytes - before.database.bytes) / documents,
      rowsPerDocument: rows / documents,
      eventsPerDocument: history.events / documents,
      history,
      outcomes: { listed, published: outcomes.published, unchanged, superseded, duplicate: outcomes.duplicate, failed },
      expected: { documents, published, duplicate, corrections: relations.correction },
    };
  } finally {
    await room.close();
  }
}

/** Starts a batch over a file of the room's raw root. */
export function startBatch({ client, taskQueue }: Room, file: string, options: object = {}) {
  return client.workflow.start<typeof ingestBatch>('ingestBatch', {
    taskQueue,
    workflowId: `batch:${taskQueue}:${file}`,
    args: [{ source: `raw/${file}`, ...options }],
  });
}

/** Documents that have an outcome. */
export function doneOf({ published, unchanged, superseded, duplicate, failed }: BulkFigures['outcomes']): number {
  return published + unchanged + superseded + duplicate + failed;
}

function readCpu(stack: BenchStack, room: Room): CpuFigures {
  const workers = room.workers().reduce((sum, worker) => sum + cpuSecondsOf(worker.pid() as number), 0);
  const [postgres, temporal] = [stack.postgres, stack.temporal].map((server) => cpuSecondsOf(server.pid() as number));
  return { workers, postgres, temporal, all: workers + postgres + temporal };
}
