import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, inject } from 'vitest';
import { type ActivityDependencies, createActivities } from '../../activities/index.ts';
import { loadStages } from '../../activities/stages.ts';
import type { Database } from '../../db/connection.ts';
import type { IngestInput, IngestResult } from '../../workflows/messages.ts';

/** A running worker with its own task queue and raw root, and a client to start workflows with. */
export interface TestIngest {
  client: Client;
  taskQueue: string;
  rawRoot: string;
  /** Starts `ingestDocument` with an id of its own, unless one is given, and waits for its end. */
  ingest(input: IngestInput | unknown, workflowId?: string): Promise<IngestResult>;
  /** The same without waiting. */
  start(input: IngestInput | unknown, workflowId?: string): ReturnType<Client['workflow']['start']>;
}

/** What a test changes about the worker. */
export interface WorkerChanges {
  stages?: Partial<ActivityDependencies['stages']>;
  sources?: Partial<ActivityDependencies['sources']>;
}

let queues = 0;

/** A client, an empty raw root and a task queue that nobody works on yet; they go when the file's tests are done. */
export async function createTestClient(): Promise<TestIngest> {
  const { address } = inject('temporal');
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const rawRoot = await mkdtemp(join(tmpdir(), 'copydesk-test-raw-'));
  afterAll(async () => {
    await connection.close();
    await rm(rawRoot, { recursive: true });
  });
  queues += 1;
  const taskQueue = `test-${process.pid}-${queues}-${crypto.randomUUID().slice(0, 8)}`;
  const start = (input: unknown, workflowId = `ingest:${crypto.randomUUID()}`) =>
    client.workflow.start('ingestDocument', { taskQueue, workflowId, args: [input] });
  return {
    client,
    taskQueue,
    rawRoot,
    start,
    ingest: async (input, workflowId) => (await start(input, workflowId)).result() as Promise<IngestResult>,
  };
}

/** Works on a client's task queue with the real activities, as far as they are not changed, until the tests are done. */
export async function runWorker(
  { taskQueue, rawRoot }: TestIngest,
  db: Database,
  { stages, sources }: WorkerChanges = {},
): Promise<void> {
  const { address, workflowBundle } = inject('temporal');
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: { codePath: workflowBundle },
    activities: createActivities({
      db,
      stages: { ...(await loadStages()), ...stages },
      sources: {
        rawRoot,
        maxBytes: 20 * 2 ** 20,
        timeout: 10_000,
        userAgent: 'copydesk-test',
        isAllowed: () => true,
        ...sources,
      },
    }),
    maxConcurrentActivityTaskExecutions: 8,
    shutdownForceTime: 10_000,
  });
  const running = worker.run();
  afterAll(async () => {
    worker.shutdown();
    await running;
    await connection.close();
  });
}
