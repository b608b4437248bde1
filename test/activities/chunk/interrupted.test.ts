import { CancelledFailure } from '@temporalio/activity';
import { expect, test } from 'vitest';
import { StageFault } from '../../../activities/stage-runner/stage-fault.ts';
import type { StageRunner } from '../../../activities/stage-runner/types.ts';
import { findOrphans } from '../../support/orphans.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { createChunkRoom, stagesHere } from './chunk-room.ts';

const { db } = await createTestDatabase({ maxConnections: 10 });
const room = await createChunkRoom(db);
const usual = await stagesHere();

const DOCUMENTS = 60;
let batches = 0;

/** Texts that no other batch of this file has. */
async function listTexts() {
  batches += 1;
  const name = `b${batches}`;
  return room.list(
    Array.from({ length: DOCUMENTS }, (_, i) => ({
      source: `${name}-${i}`,
      input: { text: `The ferry sank near pier ${i} of ${name}, said Ada Okoye.`, key: `${name}-${i}` },
    })),
  );
}

/** Stages that something happens to when a text with these words is begun. */
function stagesWith(words: string, happen: () => Promise<void>): StageRunner {
  return {
    ...usual,
    async run(task, input, options) {
      if (
        task === 'prepareText' &&
        Buffer.from((input as { bytes: Uint8Array }).bytes)
          .toString()
          .includes(words)
      ) {
        await happen();
        options.signal?.throwIfAborted();
      }
      return usual.run(task, input, options);
    },
  };
}

function captures(batchId: number) {
  return db
    .selectFrom('captures as c')
    .innerJoin('batches as b', 'b.first_execution_run_id', 'c.first_execution_run_id')
    .select('c.id')
    .where('b.id', '=', batchId)
    .execute();
}

test('an attempt that ends in the middle keeps what it wrote, and the next goes on there', async () => {
  const batch = await listTexts();
  const runner = stagesWith('pier 57 ', async () => {
    throw new Error('Connection terminated unexpectedly');
  });
  await expect(batch.begin(undefined, { runner }).ended).rejects.toThrow('Connection terminated');
  const half = await batch.ledger();
  expect(half.map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: DOCUMENTS }, (_, i) => (i < 50 ? 'published' : null)),
  );
  const { ended } = batch.begin(undefined, { attempt: 2 });
  expect(await ended).toMatchObject({ published: DOCUMENTS, unchanged: 0, duplicate: 0, failed: [] });
  expect(await captures(batch.batchId)).toHaveLength(DOCUMENTS);
  expect(await findOrphans(db)).toEqual({});
});

test('cancelled, it finishes the slice that it writes and begins no other', async () => {
  const batch = await listTexts();
  const asked = Promise.withResolvers<void>();
  const runner = stagesWith('pier 30 ', async () => {
    asked.resolve();
    await new Promise((done) => setTimeout(done, 500));
  });
  const { ended, environment } = batch.begin(undefined, { runner });
  await asked.promise;
  environment.cancel();
  await expect(ended).rejects.toThrow(CancelledFailure);
  const outcomes = (await batch.ledger()).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome !== null)).toEqual(Array(25).fill('published'));
  expect((await batch.begin(undefined, { attempt: 2 }).ended).published).toBe(DOCUMENTS);
});

test('two attempts at once record each document once', async () => {
  const batch = await listTexts();
  const results = await Promise.all([batch.ingest(), batch.ingest(), batch.ingest()]);
  for (const result of results) expect(result).toMatchObject({ duplicate: 0, unchanged: 0, failed: [] });
  expect((await batch.ingest()).published).toBe(DOCUMENTS);
  expect(await captures(batch.batchId)).toHaveLength(DOCUMENTS);
  expect(await findOrphans(db)).toEqual({});
});

test('chunks that overlap in what they hold do not wait for each other in a ring', async () => {
  const texts = Array.from({ length: 100 }, (_, i) => `Rain fell on field ${i}, said Tom Reyes.`);
  const orders = [texts, texts.toReversed(), [...texts.slice(50), ...texts.slice(0, 50)]];
  const listed = await Promise.all(
    orders.map((order) => room.list(order.map((text) => ({ source: 'inline', input: { text } })))),
  );
  const results = await Promise.all(listed.map((batch) => batch.ingest()));
  const sums = results.map(({ published, unchanged, superseded }) => published + unchanged + superseded);
  expect(sums).toEqual([100, 100, 100]);
  expect(results.reduce((sum, { published }) => sum + published, 0)).toBe(100);
});

test('a document that a stage dies over is handed to its own run, and that is not tried again here', async () => {
  const batch = await listTexts();
  let begun = 0;
  const runner = stagesWith('pier 7 ', async () => {
    begun += 1;
    throw new StageFault('prepareText', new Error('the thread ended'));
  });
  const result = await batch.begin(undefined, { runner }).ended;
  expect(result).toMatchObject({ published: DOCUMENTS - 1, failed: [{ position: 7 }] });
  expect(await batch.begin(undefined, { runner, attempt: 2 }).ended).toEqual(result);
  expect(begun).toBe(1);
});

test('a document that ends the worker each time is found, and handed to its own run', async () => {
  const batch = await listTexts();
  const runner = stagesWith('pier 3 ', async () => {
    throw new Error('Connection terminated: as good as a dead worker');
  });
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await expect(batch.begin(undefined, { runner, attempt }).ended).rejects.toThrow('dead worker');
  }
  expect(await batch.begin(undefined, { runner, attempt: 6 }).ended).toMatchObject({
    published: DOCUMENTS - 1,
    failed: [{ position: 3 }],
  });
});

test('what the database refuses of one document holds up no other', async () => {
  const line = (id: string, contentType: string) => {
    const text = `The ${id} fell on Lower Venn, said Ada Okoye.`;
    return JSON.stringify({ id, text, contentType });
  };
  // Half a character, which PostgreSQL takes in no text.
  const lines = [line('snow', 'text/plain'), line('hail', 'text/plain; title=\ud800'), line('sleet', 'text/plain')];
  const file = await room.addRaw('weather.jsonl', lines.join('\n'));
  const batch = await room.list(
    lines.map((text, i) => ({
      source: `${file}#L${i + 1}`,
      input: { file, line: i + 1, offset: lines.slice(0, i).join('\n').length + Math.min(i, 1), length: text.length },
    })),
  );
  expect(await batch.ingest()).toMatchObject({ published: 2, failed: [{ position: 1 }] });
});
