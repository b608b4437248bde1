import { expect, test } from 'vitest';
import { endListing } from '../../db/batch-listing.ts';
import { insertBatch } from '../../db/batches.ts';
import { stagesOf, usePipeline } from '../../db/pipelines.ts';
import { endOfRange, likePattern, listSelection, previewSelection } from '../../db/reprocess/selection.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { BRIDGE } from './article.ts';
import { ingest, newRun } from './ingest.ts';

const { db } = await createTestDatabase();

const use = (attribution: string) =>
  usePipeline(db, {
    normalize: { fingerprint: 'n1' },
    entities: { fingerprint: 'e1' },
    attribution: { fingerprint: attribution },
  });
const old = { normalize: 'n1', entities: 'e1', attribution: 'a1' };

test('ranges list each document once, and once more what they listed', async () => {
  await use('a1');
  const ids: number[] = [];
  for (let i = 0; i < 7; i += 1) {
    ids.push((await ingest(db, { key: `doc ${i}`, told: BRIDGE, raw: `raw ${i}`, fingerprint: old })).documentId);
  }
  const today = await stagesOf(db, await use('a2'));
  const batchId = await insertBatch(db, { ...newRun('reprocess'), kind: 'reprocess', input: {} });
  const list = async (keys?: string[]) => {
    let from = 0;
    for (let after = 0; ; ) {
      const upTo = await endOfRange(db, after, 3);
      if (upTo === null) {
        await endListing(db, { batchId, listed: from });
        return from;
      }
      from += await listSelection(db, { batchId, from, after, upTo }, { today, keys });
      after = upTo;
    }
  };
  const ledger = () =>
    db.selectFrom('batch_documents').select(['position', 'source', 'input']).orderBy('position').execute();
  expect(await list()).toBe(7);
  const first = await ledger();
  expect(first.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(first.map(({ input }) => (input as { documentId: number }).documentId)).toEqual(ids);
  expect(first[0].source).toBe('raw/doc 0');
  expect(await list()).toBe(7);
  expect(await ledger()).toEqual(first);
  // An attempt at the first page that was thought dead ends late.
  const [{ id: upTo }] = await db.selectFrom('documents').select('id').where('key', '=', 'doc 2').execute();
  expect(await listSelection(db, { batchId, from: 0, after: 0, upTo }, { today })).toBe(3);
  expect(await ledger()).toEqual(first);
  expect(await list(['doc 1', '*5'])).toBe(2);
  expect((await ledger()).map(({ source }) => source)).toEqual(['raw/doc 1', 'raw/doc 5']);
});

test('a preview says why, also of what is not stale and of a pipeline that was never here', async () => {
  const reasons = async (selection: Parameters<typeof previewSelection>[1]) =>
    (await previewSelection(db, selection)).reasons.map(
      ({ stage, reason, documents }) => `${stage} ${reason} ${documents}`,
    );
  const today = await stagesOf(db, await use('a2'));
  await ingest(db, { key: 'doc 0', told: BRIDGE, raw: 'raw 0', fingerprint: { ...old, attribution: 'a2' } });
  expect(await reasons({ today })).toEqual([]);
  expect(await reasons({ today, force: true })).toEqual(['null forced 7']);
  expect(await reasons({ today: { normalize: null, entities: null, attribution: null } })).toEqual([
    'normalize fingerprint 7',
  ]);
});

test('a pattern takes only * and ? for more than themselves', () => {
  expect(likePattern('raw/100%_a\\b*c?')).toBe('raw/100\\%\\_a\\\\b%c_');
});
