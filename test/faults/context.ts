import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, type WorkflowHandle } from '@temporalio/client';
import { sql } from 'kysely';
import type { BenchStack, Room } from '../../bench/pipeline/stack/index.ts';
import type { Check } from './checks.ts';

/** What a case runs on. */
export interface FaultContext {
  stack: BenchStack;
  /** Documents of its large batches. */
  documents: number;
  /** Worker processes. */
  workers: number;
  /** Told what happens. */
  onProgress(message: string): void;
}

/** A case: brings its own trouble, and says what holds afterwards. */
export interface FaultCase {
  name: string;
  run(context: FaultContext): Promise<Check[]>;
}

/** A room with its workers started. */
export async function openRoom(
  { stack, workers }: FaultContext,
  name: string,
  settings: NodeJS.ProcessEnv = {},
): Promise<Room> {
  const room = await stack.createRoom(name);
  for (let i = 0; i < workers; i += 1) await room.startWorker(settings);
  return room;
}

/** Milliseconds without a document done, after which a batch counts as stuck. */
const STUCK = 180_000;

/** Waits until so many documents of the last batch have an outcome. @throws when none has for minutes. */
export async function untilDone({ db }: Room, documents: number): Promise<number> {
  for (let last = { done: -1, at: performance.now() }; ; ) {
    const { rows } = await sql<{ done: number }>`
      select count(*) as done from batch_documents
      where outcome is not null and batch_id = (select max(id) from batches)
    `.execute(db);
    const [{ done }] = rows;
    if (done >= documents) return done;
    if (done > last.done) last = { done, at: performance.now() };
    if (performance.now() - last.at > STUCK) throw new Error(`The batch is stuck with ${done} of ${documents} done.`);
    await sleep(250);
  }
}

/** How a workflow ended; servers may go and come back meanwhile. */
export async function untilEnded(handle: WorkflowHandle): Promise<string> {
  for (;;) {
    try {
      const { status } = await handle.describe();
      if (status.name !== 'RUNNING') return status.name;
    } catch (error) {
      if (!isGrpcServiceError(error)) throw error;
    }
    await sleep(500);
  }
}

/** Asks again while a server is on its way back. */
export async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const deadline = performance.now() + 60_000; ; await sleep(500)) {
    try {
      return await ask();
    } catch (error) {
      if (!isGrpcServiceError(error) || performance.now() > deadline) throw error;
    }
  }
}
