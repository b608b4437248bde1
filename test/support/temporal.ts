import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection, type WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import { stageFingerprints } from '../../activities/fingerprints/index.ts';
import { type ActivityDependencies, createActivities } from '../../activities/index.ts';
import { inlineRunner } from '../../activities/stage-runner/inline.ts';
import type { StageFunctions, StageRunner } from '../../activities/stage-runner/types.ts';
import { stages } from '../../activities/stages.ts';
import type { Database } from '../../db/connection.ts';
import type { ingestDocument } from '../../workflows/ingest-document.ts';
import type { IngestResult } from '../../workflows/messages.ts';
import { atEnd } from './clean-up.ts';

type Handle = WorkflowHandleWithFirstExecutionRunId<typeof ingestDocument>;

/** A client with a task queue and a raw root of its own. */
export interface TestIngest {
  client: Client;
  address: string;
  taskQueue: string;
  rawRoot: string;
  /** Puts a file under the raw root: a fixture article by name, or content. @returns its source. */
  addRaw(name: string, content: { article: string } | string | Uint8Array): Promise<string>;
  /** Starts `ingestDocument`, with a workflow id of its own unless one is given. The input may be as wrong as one likes. */
  start(input: unknown, workflowId?: string): Promise<Handle>;
  /** Starts it and waits for its end. */
  ingest(input: unknown, workflowId?: string): Promise<IngestResult>;
}

// What goes wrong in these tests goes wrong by intention.
Runtime.install({ logger: new DefaultLogger('ERROR') });

let queues = 0;

/** All goes when the file's tests are done. */
export async function createTestIngest(): Promise<TestIngest> {
  const { address } = inject('temporal');
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const rawRoot = await mkdtemp(join(tmpdir(), 'copydesk-test-raw-'));
  atEnd(async () => {
    await connection.close();
    await rm(rawRoot, { recursive: true });
  });
  queues += 1;
  const taskQueue = `test-${process.pid}-${queues}-${crypto.randomUUID().slice(0, 8)}`;
  const start = (input: unknown, workflowId = `ingest:${crypto.randomUUID()}`) =>
    client.workflow.start<typeof ingestDocument>('ingestDocument', {
      taskQueue,
      workflowId,
      args: [input] as Parameters<typeof ingestDocument>,
    });
  return {
    client,
    address,
    taskQueue,
    rawRoot,
    async addRaw(name, content) {
      const path = join(rawRoot, name);
      if (typeof content === 'object' && 'article' in content) {
        await copyFile(new URL(`../fixtures/articles/${content.article}`, import.meta.url), path);
      } else await writeFile(path, content);
      return `raw/${name}`;
    },
    start,
    ingest: async (input, workflowId) => (await start(input, workflowId)).result(),
  };
}

/** What a test changes about a worker. */
export interface WorkerChanges {
  /** Stages that differ; run in the tests' own thread. */
  stages?: Partial<StageFunctions>;
  /** Instead of that: what runs the stages, such as a pool of threads. */
  runner?: StageRunner;
  sources?: Partial<ActivityDependencies['sources']>;
  /** Set where the test has made the search attributes. */
  searchable?: true;
}

/**
 * Works on a task queue and its bulk queue with the real activities, as far as they are not changed, until stopped or until
 * the file's tests are done. Stopped, it cancels the activities that run.
 */
export async function runWorker(
  { address, taskQueue, rawRoot }: TestIngest,
  db: Database,
  { stages: changed, runner, sources, searchable }: WorkerChanges = {},
): Promise<{ stop(): Promise<void> }> {
  const connection = await NativeConnection.connect({ address });
  const activities = createActivities({
    db,
    searchable,
    stages: runner ?? inlineRunner({ ...stages, ...changed }, await stageFingerprints()),
    sources: {
      rawRoot,
      maxBytes: 20 * 2 ** 20,
      timeout: 10_000,
      userAgent: 'copydesk-test',
      hostInterval: 0,
      isAllowed: () => true,
      ...sources,
    },
  });
  const options = { connection, activities, shutdownForceTime: 10_000, maxHeartbeatThrottleInterval: 5_000 };
  const workers = await Promise.all([
    Worker.create({
      ...options,
      taskQueue,
      workflowBundle: { codePath: inject('temporal').workflowBundle },
      maxConcurrentActivityTaskExecutions: 8,
    }),
    Worker.create({ ...options, taskQueue: `${taskQueue}-bulk`, maxConcurrentActivityTaskExecutions: 4 }),
  ]);
  const ended = Promise.all(workers.map((worker) => worker.run())).finally(() => connection.close());
  const stop = async () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await ended;
  };
  atEnd(stop);
  return { stop };
}

/** The failure that a workflow ended with. */
export async function failureOf(ended: Promise<unknown>): Promise<{ type?: string; message: string; name: string }> {
  try {
    await ended;
  } catch (error) {
    return (error as Error).cause as Error & { type?: string };
  }
  throw new Error('The workflow was to fail, and did not.');
}
