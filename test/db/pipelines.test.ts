import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { NoSuchPipelineError, usePipeline } from '../../db/pipelines.ts';
import {
  PromotionError,
  promoteDocument,
  promotePipeline,
  rollbackDocument,
  rollbackPipeline,
} from '../../db/promote.ts';
import type { Stage } from '../../db/stage-versions.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { BRIDGE, type Told } from './article.ts';
import { ingest, newRun } from './ingest.ts';

const { db } = await createTestDatabase();

const pipeline = (attribution: string): Record<Stage, string> => ({ normalize: 'n1', entities: 'e1', attribution });
const use = (attribution: string) =>
  usePipeline(db, {
    normalize: { fingerprint: 'n1' },
    entities: { fingerprint: 'e1' },
    attribution: { fingerprint: attribution },
  });
/** The same article, of which a stage found one statement less. */
const LESS: Told = { ...BRIDGE, attributions: BRIDGE.attributions?.slice(0, 1) };
const CORRECTED: Told = { ...BRIDGE, paragraphs: [...BRIDGE.paragraphs, 'This article was corrected.'] };

const stale = async () =>
  (
    await db
      .selectFrom('stale_documents')
      .select(['document', 'version', 'stage', 'reason'])
      .orderBy('document')
      .execute()
  ).map(({ document, version, stage, reason }) => `${document} ${version} ${stage} ${reason}`);
const held = async () =>
  (await db.selectFrom('held_documents').selectAll().orderBy('document').execute()).map(
    ({ document, version, held_version }) => `${document} ${version} ${held_version}`,
  );
const shown = async () =>
  Object.fromEntries(
    (await db.selectFrom('documents').select(['key', 'current_version']).orderBy('key').execute()).map(
      ({ key, current_version }) => [key, current_version],
    ),
  );

test('an upgrade makes stale what its stages have not seen, and no more once they have', async () => {
  const first = await use('a1');
  for (const key of ['changes', 'stays', 'copy']) {
    await ingest(db, { key, told: BRIDGE, raw: key === 'copy' ? 'changes' : key, fingerprint: pipeline('a1') });
  }
  expect(await stale()).toEqual([]);

  const second = await use('a2');
  expect(second).not.toBe(first);
  expect(await use('a2')).toBe(second);
  expect(await stale()).toEqual([
    'changes 1 attribution fingerprint',
    'copy 1 attribution fingerprint',
    'stays 1 attribution fingerprint',
  ]);

  // The three have one text: its attributions are asked for once, and each document is still to show them.
  await ingest(db, { key: 'changes', told: LESS, raw: 'changes', fingerprint: pipeline('a2') });
  expect(await shown()).toEqual({ changes: 2, copy: 1, stays: 1 });
  expect(await stale()).toEqual(['copy 1 attribution unpublished', 'stays 1 attribution unpublished']);
  await ingest(db, { key: 'copy', told: LESS, raw: 'changes', fingerprint: pipeline('a2') });
  await ingest(db, { key: 'stays', told: LESS, raw: 'stays', fingerprint: pipeline('a2') });
  expect(await stale()).toEqual([]);

  // What gives the same makes no version, and is not stale for that.
  await use('a3');
  expect(await stale()).toHaveLength(3);
  for (const key of ['changes', 'copy', 'stays']) {
    await ingest(db, { key, told: LESS, raw: key === 'copy' ? 'changes' : key, fingerprint: pipeline('a3') });
  }
  expect(await stale()).toEqual([]);
  expect(await shown()).toEqual({ changes: 2, copy: 2, stays: 2 });
});

test('a rollback holds: it is not stale, and ingesting the same again does not undo it', async () => {
  await use('a3');
  expect(await rollbackDocument(db, 'changes')).toEqual({ document: 'changes', from: 2, to: 1 });
  expect(await stale()).toEqual([]);
  expect(await held()).toEqual(['changes 1 2']);
  await ingest(db, { key: 'changes', told: LESS, raw: 'changes', fingerprint: pipeline('a3') });
  expect((await shown()).changes).toBe(1);
  expect(await promoteDocument(db, 'changes', 2)).toEqual({ document: 'changes', from: 1, to: 2 });
  expect(await held()).toEqual([]);
  await expect(promoteDocument(db, 'changes', 9)).rejects.toThrow(PromotionError);
  await expect(promoteDocument(db, 'nothing', 1)).rejects.toThrow('there is no document nothing');
  await rollbackDocument(db, 'changes');
  await expect(rollbackDocument(db, 'changes')).rejects.toThrow('no version before it');
  await promoteDocument(db, 'changes', 2);
});

test('a whole pipeline goes back and forth in one transaction, and an article that changed since keeps its news', async () => {
  const second = (await use('a2')) as number;
  await use('a3');
  await ingest(db, { key: 'changes', told: CORRECTED, raw: 'changed', fingerprint: pipeline('a2') });
  await ingest(db, { key: 'new', told: LESS, raw: 'new', fingerprint: pipeline('a2') });
  const before = { changes: 3, copy: 2, stays: 2, new: 1 };
  expect(await shown()).toEqual(before);

  const preview = await rollbackPipeline(db, second, { dryRun: true });
  expect(await shown()).toEqual(before);
  const done = await rollbackPipeline(db, second);
  expect(done).toEqual(preview);
  expect(done).toEqual({
    moved: 2,
    sample: [
      { document: 'copy', from: 2, to: 1 },
      { document: 'stays', from: 2, to: 1 },
    ],
    changedSince: 1,
    withoutOther: 1,
  });
  expect(await shown()).toEqual({ changes: 3, copy: 1, stays: 1, new: 1 });
  expect(await rollbackPipeline(db, second)).toMatchObject({ moved: 0 });

  expect(await promotePipeline(db, second)).toMatchObject({ moved: 2, changedSince: 0 });
  expect(await shown()).toEqual(before);
  await expect(promotePipeline(db, 999)).rejects.toThrow(NoSuchPipelineError);
});

test('a pipeline that found nothing new is promoted to what it found', async () => {
  const third = await use('a3');
  await use('a4');
  await ingest(db, { key: 'stays', told: BRIDGE, raw: 'stays', fingerprint: pipeline('a4') });
  await ingest(db, { key: 'new', told: CORRECTED, raw: 'other', fingerprint: pipeline('a4') });
  expect(await shown()).toMatchObject({ stays: 2, new: 2 });
  const { rows } = { rows: await db.selectFrom('pipelines').select(['pipeline', 'in_force', 'shown']).execute() };
  expect(rows.filter(({ in_force }) => in_force)).toHaveLength(1);
  expect(await promotePipeline(db, third, { dryRun: true })).toMatchObject({ moved: 0 });
});

test('the version that readers see is read anew as the sighting that it is, though an earlier one now gives the same', async () => {
  const run = newRun('ingest:editions');
  const editions = { normalize: 'n1', entities: 'e1', attribution: 'a1' };
  const source = 'raw/editions';
  await ingest(db, { key: 'editions', source, told: BRIDGE, raw: 'first edition', fingerprint: editions });
  const second = { key: 'editions', source, raw: 'second edition', run };
  await ingest(db, { ...second, told: CORRECTED, fingerprint: editions });
  expect((await shown()).editions).toBe(2);

  const today = { ...editions, normalize: 'n2' };
  await ingest(db, { key: 'reprint', told: LESS, raw: 'first edition', fingerprint: today });
  expect(await ingest(db, { ...second, told: LESS, fingerprint: today })).toMatchObject({
    outcome: 'published',
    version: 3,
  });
  const { rows } = await sql`
    select first_capture_id = capture_id as same from document_versions v join documents d on d.id = v.document_id
    where d.key = 'editions' and v.version = 3
  `.execute(db);
  expect(rows).toEqual([{ same: true }]);
});
