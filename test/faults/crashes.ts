import { join } from 'node:path';
import { manifestOf, writeLines } from '../../bench/pipeline/corpus/write.ts';
import { doneOf, startBatch } from '../../bench/pipeline/figures/bulk.ts';
import type { BenchStack, Room } from '../../bench/pipeline/stack/index.ts';
import type { Restartable } from '../../bench/pipeline/stack/servers.ts';
import { batchProgressQuery } from '../../workflows/messages.ts';
import { atMost, type Check, checkDatabase, checkSums, countRows, equal } from './checks.ts';
import { type FaultCase, type FaultContext, openRoom, patiently, untilDone, untilEnded } from './context.ts';

/** Something that goes wrong when a share of the documents is done. */
interface Trouble {
  at: number;
  what: string;
  happen(stack: BenchStack, room: Room): Promise<void>;
}

const killWorker = (at: number, number: number): Trouble => ({
  at,
  what: 'SIGKILL to a worker',
  happen: (_, room) => room.workers()[number % room.workers().length].kill(),
});

const restart = (at: number, what: string, choose: (stack: BenchStack) => Restartable): Trouble => ({
  at,
  what: `restart of ${what}`,
  async happen(stack) {
    const server = choose(stack);
    await server.stop();
    await server.start();
  },
});

const ALL: readonly Trouble[] = [
  killWorker(0.1, 0),
  restart(0.22, 'PostgreSQL', ({ postgres }) => postgres),
  killWorker(0.35, 1),
  restart(0.5, 'Temporal', ({ temporal }) => temporal),
  killWorker(0.62, 2),
  restart(0.75, 'PostgreSQL', ({ postgres }) => postgres),
];

/** One of each kind, where there is little time. */
export const ONE_OF_EACH: readonly Trouble[] = [ALL[0], ALL[3], ALL[5]];

/** Case 4: workers killed three times, PostgreSQL restarted twice and Temporal once during a batch. */
export const crashes: FaultCase = {
  name: 'crashes and restarts during a batch',
  run: (context) => runCrashes(context, ALL),
};

/**
 * Runs a batch with some trouble, which must end by itself with exact sums.
 * @param options of the batch beside its source.
 */
export async function runCrashes(
  context: FaultContext,
  troubles: readonly Trouble[],
  options: object = {},
): Promise<Check[]> {
  const { stack, documents, onProgress } = context;
  const room = await openRoom(context, 'crashes');
  try {
    await writeLines(join(room.rawRoot, 'corpus.jsonl'), documents);
    const handle = await startBatch(room, 'corpus.jsonl', options);
    for (const { at, what, happen } of troubles) {
      const done = await untilDone(room, Math.floor(at * documents));
      await happen(stack, room);
      onProgress(`${what} when ${done} of ${documents} were done`);
    }
    const status = await untilEnded(handle);
    const progress = await patiently(() => handle.query(batchProgressQuery));
    const expected = manifestOf(documents);
    onProgress(`submitted ${documents} = ${outcomesOf(progress)}`);
    return [
      equal('the batch ended as', status, 'COMPLETED'),
      equal('documents listed', progress.listed, documents),
      equal('documents with an outcome', doneOf(progress), documents),
      equal('published + superseded', progress.published + progress.superseded, expected.published),
      atMost('superseded: originals whose corrections went first', progress.superseded, expected.relations.correction),
      equal('duplicates', progress.duplicate, expected.duplicate),
      ...(await checkSums(room.db, progress)),
      equal('rows of document_versions', await countRows(room.db, 'document_versions'), progress.published),
      equal('rows of documents', await countRows(room.db, 'documents'), expected.keys),
      ...(await checkDatabase(room.db)),
    ];
  } finally {
    await room.close();
  }
}

/** The sum as it stands in a report. */
export function outcomesOf(progress: Parameters<typeof doneOf>[0]): string {
  const { published, unchanged, superseded, duplicate, failed } = progress;
  return `${published} published + ${unchanged} unchanged + ${superseded} superseded + ${duplicate} duplicates + ${failed} failed`;
}
