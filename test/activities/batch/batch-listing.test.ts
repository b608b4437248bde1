import { describe, expect, test } from 'vitest';
import { saveListed } from '../../../db/batch-listing.ts';
import { countBatchDocuments, insertBatch } from '../../../db/batches.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db } = await createTestDatabase();

async function openBatch(): Promise<number> {
  const run = { workflowId: crypto.randomUUID(), firstExecutionRunId: crypto.randomUUID() };
  const batchId = await insertBatch(db, { kind: 'ingest', input: { source: 'raw' }, ...run });
  expect(await insertBatch(db, { kind: 'ingest', input: { source: 'raw' }, ...run })).toBe(batchId);
  return batchId;
}

const page = (...names: string[]) => names.map((name) => ({ source: name, input: { source: name } }));

async function sources(batchId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('batch_documents')
    .select(['position', 'source'])
    .where('batch_id', '=', batchId)
    .orderBy('position')
    .execute();
  expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index));
  return rows.map(({ source }) => source);
}

describe('a page of a listing', () => {
  test('is written once, however often it is tried', async () => {
    const batchId = await openBatch();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await saveListed(db, { batchId, from: 0, documents: page('a', 'b'), isLast: false });
    }
    await saveListed(db, { batchId, from: 2, documents: page('c'), isLast: true });
    expect(await sources(batchId)).toEqual(['a', 'b', 'c']);
    expect(await countBatchDocuments(db, batchId)).toMatchObject({ listed: 3, published: 0, failed: 0 });
  });

  test('leaves later ones alone when an attempt that was thought dead comes to its end after them', async () => {
    const batchId = await openBatch();
    const first = { batchId, from: 0, documents: page('a', 'b'), isLast: false };
    await saveListed(db, first);
    await saveListed(db, { batchId, from: 2, documents: page('c', 'd'), isLast: true });
    await saveListed(db, first);
    expect(await sources(batchId)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('that is the last leaves nothing of a longer attempt behind it', async () => {
    const batchId = await openBatch();
    await saveListed(db, { batchId, from: 0, documents: page('a', 'b', 'c'), isLast: true });
    await saveListed(db, { batchId, from: 0, documents: page('a', 'b'), isLast: true });
    expect(await sources(batchId)).toEqual(['a', 'b']);
    await saveListed(db, { batchId, from: 0, documents: [], isLast: true });
    expect(await sources(batchId)).toEqual([]);
  });

  test('changes nothing of what is done already', async () => {
    const batchId = await openBatch();
    await saveListed(db, { batchId, from: 0, documents: page('a', 'b'), isLast: true });
    await db
      .updateTable('batch_documents')
      .set({ outcome: 'failed', ended_at: new Date() })
      .where('batch_id', '=', batchId)
      .where('position', '=', 1)
      .execute();
    await saveListed(db, { batchId, from: 0, documents: page('x', 'y'), isLast: true });
    expect(await sources(batchId)).toEqual(['x', 'b']);
    expect(await countBatchDocuments(db, batchId)).toMatchObject({ listed: 2, failed: 1 });
  });
});
