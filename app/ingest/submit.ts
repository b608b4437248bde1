import {
  ApplicationFailure,
  type Client,
  WorkflowFailedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/client';
import { workflowIdOf } from '../../activities/workflow-id.ts';
import type { ingestDocument } from '../../workflows/ingest-document.ts';
import type { IngestResult } from '../../workflows/messages.ts';
import type { Submission, Unreadable } from './documents.ts';

/** How one document ended. */
export interface Outcome {
  name: string;
  /** Milliseconds from its submission. */
  duration: number;
  /** Null where it failed. */
  result: IngestResult | null;
  /** Null where it did not fail. */
  failure: { type: string; message: string } | null;
}

export interface SubmitOptions {
  taskQueue: string;
  /** Documents under way at once. */
  concurrency: number;
  onStart(name: string): void;
  onEnd(outcome: Outcome): void;
  /** Aborted, nothing more is submitted, and what is under way is left to the workers. */
  signal: AbortSignal;
}

/**
 * Ingests documents, some at once, but those of one key one after the other. A run of the same document that is under way
 * is joined.
 *
 * @returns the outcomes, in the order of the documents.
 * @throws when Temporal fails, or the signal's reason.
 */
export async function submitDocuments(
  client: Client,
  documents: AsyncIterable<Submission | Unreadable>,
  options: SubmitOptions,
): Promise<Outcome[]> {
  const outcomes: Promise<Outcome>[] = [];
  const underWay = new Set<Promise<unknown>>();
  const lastOfKey = new Map<string, Promise<unknown>>();
  const stopped = new Promise<never>((_, fail) => {
    options.signal.addEventListener('abort', () => fail(options.signal.reason), { once: true });
  });
  for await (const document of documents) {
    options.signal.throwIfAborted();
    if ('error' in document) {
      const { type, message } = document.error;
      const outcome: Outcome = { name: document.name, duration: 0, result: null, failure: { type, message } };
      options.onEnd(outcome);
      outcomes.push(Promise.resolve(outcome));
      continue;
    }
    const { key } = document;
    const before = lastOfKey.get(key);
    const work = (async () => {
      await before;
      options.onStart(document.name);
      const outcome = await ingest(client, document, options.taskQueue);
      options.onEnd(outcome);
      return outcome;
    })();
    const ended = work.finally(() => {
      underWay.delete(ended);
      if (lastOfKey.get(key) === ended) lastOfKey.delete(key);
    });
    underWay.add(ended);
    lastOfKey.set(key, ended);
    outcomes.push(work);
    // Met again below, where it is thrown.
    for (const promise of [work, ended]) promise.catch(() => undefined);
    if (underWay.size >= options.concurrency) await Promise.race([stopped, ...underWay]);
  }
  return Promise.race([stopped, Promise.all(outcomes)]);
}

async function ingest(client: Client, { name, input }: Submission, taskQueue: string): Promise<Outcome> {
  const start = performance.now();
  const duration = () => performance.now() - start;
  try {
    const result = await client.workflow.execute<typeof ingestDocument>('ingestDocument', {
      taskQueue,
      workflowId: workflowIdOf(name),
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      staticSummary: shorten(name, 180),
      args: [input],
    });
    return { name, duration: duration(), result, failure: null };
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    const { cause } = error;
    const type = cause instanceof ApplicationFailure ? cause.type : cause?.name;
    const message = cause?.message ?? error.message;
    return { name, duration: duration(), result: null, failure: { type: type ?? 'Failed', message } };
  }
}

function shorten(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
