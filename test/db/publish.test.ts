import { expect, test } from 'vitest';
import { publishVersion } from '../../db/document-versions.ts';
import { recordFailure } from '../../db/failures.ts';
import { promoteDocument } from '../../db/promote.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { BRIDGE, type Told } from './article.ts';
import { ingest, newRun, prepare } from './ingest.ts';

const { db } = await createTestDatabase({ maxConnections: 25 });

const CORRECTED: Told = {
  ...BRIDGE,
  paragraphs: BRIDGE.paragraphs.map((paragraph) => paragraph.replace('in May', 'in June')),
  attributions: BRIDGE.attributions?.map((attribution, i) =>
    i === 0 ? { ...attribution, content: '“The 𝔅ridge shuts in June.”' } : attribution,
  ),
};

async function versions(documentId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('document_versions')
    .select('version')
    .where('document_id', '=', documentId)
    .execute();
  return rows.map(({ version }) => version).sort();
}

async function currentVersion(documentId: number): Promise<number | null> {
  const row = await db
    .selectFrom('documents')
    .select('current_version')
    .where('id', '=', documentId)
    .executeTakeFirst();
  return row?.current_version ?? null;
}

test('the same article twice is version 1 only', async () => {
  const first = await ingest(db, { key: 'twice', told: BRIDGE });
  expect(first).toMatchObject({
    version: 1,
    published: true,
    outcome: 'published',
    counts: { paragraphs: 4, sentences: 4, entities: 2, mentions: 2, attributions: 2, credits: 1 },
  });
  const second = await ingest(db, { key: 'twice', told: BRIDGE });
  expect(second).toEqual({ ...first, published: false, outcome: 'unchanged' });
  expect(await versions(first.documentId)).toEqual([1]);
});

test('changed output publishes exactly one version', async () => {
  const { documentId } = await ingest(db, { key: 'changed', told: BRIDGE });
  for (const outcome of ['published', 'unchanged', 'unchanged']) {
    expect(await ingest(db, { key: 'changed', told: CORRECTED })).toMatchObject({ version: 2, outcome });
  }
  expect(await versions(documentId)).toEqual([1, 2]);
});

test('other bytes that give the same article are unchanged', async () => {
  const { documentId } = await ingest(db, { key: 'page', told: BRIDGE, raw: '<p>advertisement one</p>' });
  expect(await ingest(db, { key: 'page', told: BRIDGE, raw: '<p>advertisement two</p>' })).toMatchObject({
    version: 1,
    outcome: 'unchanged',
  });
  expect(await versions(documentId)).toEqual([1]);
});

test('an original ingested again after its correction from another file publishes nothing', async () => {
  const original = { key: 'corrected', source: 'raw/original', told: BRIDGE };
  const correction = { key: 'corrected', source: 'raw/correction', told: CORRECTED };
  const { documentId } = await ingest(db, original);
  await ingest(db, correction);
  for (let again = 0; again < 2; again += 1) {
    expect(await ingest(db, original)).toMatchObject({ version: 2, published: false, outcome: 'superseded' });
    expect(await ingest(db, correction)).toMatchObject({ version: 2, published: false, outcome: 'unchanged' });
  }
  // Nor when a stage was improved since: what readers see is made anew, what it replaced is not.
  const improved = { ...CORRECTED, entities: CORRECTED.entities?.slice(0, 1), attributions: [] };
  expect(await ingest(db, { ...original, told: { ...BRIDGE, attributions: [] }, fingerprint: 'v2' })).toMatchObject({
    outcome: 'superseded',
  });
  expect(await ingest(db, { ...correction, told: improved, fingerprint: 'v2' })).toMatchObject({
    version: 3,
    outcome: 'published',
  });
  expect(await versions(documentId)).toEqual([1, 2, 3]);
});

test('an original whose page alone changed is superseded still', async () => {
  const original = { key: 'corrected-page', source: 'https://a.example/1', told: BRIDGE };
  await ingest(db, { ...original, raw: 'one' });
  await ingest(db, { key: 'corrected-page', source: 'https://a.example/2', told: CORRECTED });
  expect(await ingest(db, { ...original, raw: 'two' })).toMatchObject({ version: 2, outcome: 'superseded' });
});

test('an address that goes from A to B and back to A publishes version 3', async () => {
  const a = { key: 'back', told: BRIDGE };
  const b = { key: 'back', told: CORRECTED };
  const { documentId } = await ingest(db, a);
  await ingest(db, b);
  expect(await ingest(db, a)).toMatchObject({ version: 3, outcome: 'published' });
  expect(await ingest(db, a)).toMatchObject({ version: 3, outcome: 'unchanged' });
  expect(await ingest(db, b)).toMatchObject({ version: 4, outcome: 'published' });
  expect(await versions(documentId)).toEqual([1, 2, 3, 4]);
});

test('a run that was overtaken by a later capture of its source publishes nothing', async () => {
  const slow = await prepare(db, { key: 'overtaken', told: BRIDGE });
  const fast = await ingest(db, { key: 'overtaken', told: CORRECTED });
  expect(fast).toMatchObject({ version: 1, outcome: 'published' });
  expect(await publishVersion(db, slow)).toMatchObject({ version: 1, outcome: 'superseded' });
});

test('a run that publishes again, reset or after a lost answer, finds its version', async () => {
  const run = newRun();
  const next = await prepare(db, { key: 'reset', told: BRIDGE, run });
  const first = await publishVersion(db, next);
  expect(await publishVersion(db, next)).toEqual(first);
  await ingest(db, { key: 'reset', told: CORRECTED });
  expect(await publishVersion(db, { ...next, runId: 'after-reset' })).toEqual(first);
  expect(await currentVersion(next.documentId)).toBe(2);
  expect(await versions(next.documentId)).toEqual([1, 2]);

  const again = await prepare(db, { key: 'reset', told: CORRECTED, run: newRun() });
  const outcomes = () =>
    db.selectFrom('run_outcomes').selectAll().where('document_id', '=', next.documentId).orderBy('ended_at').execute();
  expect(await publishVersion(db, again)).toMatchObject({ version: 2, outcome: 'unchanged' });
  const before = await outcomes();
  expect(before.map(({ outcome, version }) => [outcome, version])).toEqual([
    ['published', 1],
    ['published', 2],
    ['unchanged', 2],
  ]);
  expect(await publishVersion(db, { ...again, runId: 'after-reset' })).toMatchObject({ outcome: 'unchanged' });
  expect(await outcomes()).toEqual(before);
});

test('twenty runs at once publish once', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => prepare(db, { key: 'rush', told: BRIDGE })));
  const done = await Promise.all(all.map((next) => publishVersion(db, next)));
  expect(done.map(({ version }) => version)).toEqual(Array(20).fill(1));
  expect(done.filter(({ published }) => published)).toHaveLength(1);
  expect(await versions(all[0].documentId)).toEqual([1]);
});

test('rollback and promote change one row, and hold against the next run', async () => {
  const { documentId } = await ingest(db, { key: 'rollback', told: BRIDGE });
  await ingest(db, { key: 'rollback', told: CORRECTED });
  const dump = () =>
    Promise.all([
      db.selectFrom('document_versions').selectAll().orderBy('document_id').orderBy('version').execute(),
      db.selectFrom('artifacts').selectAll().orderBy('id').execute(),
      db.selectFrom('documents').selectAll().where('id', '<>', documentId).orderBy('id').execute(),
    ]);
  const before = await dump();
  await promoteDocument(db, 'rollback', 1);
  expect(await currentVersion(documentId)).toBe(1);
  expect(await dump()).toEqual(before);

  expect(await ingest(db, { key: 'rollback', told: CORRECTED })).toMatchObject({ version: 1, outcome: 'superseded' });
  await promoteDocument(db, 'rollback', 2);
  expect(await ingest(db, { key: 'rollback', told: CORRECTED })).toMatchObject({ version: 2, outcome: 'unchanged' });
  await expect(promoteDocument(db, 'rollback', 3)).rejects.toThrow('no version 3');
});

test('results that do not rest on one another cannot be published', async () => {
  const one = await prepare(db, { key: 'mixed', told: BRIDGE });
  const other = await prepare(db, { key: 'mixed', told: CORRECTED });
  const mixed = { ...one, results: { ...one.results, attribution: other.results.attribution } };
  await expect(publishVersion(db, mixed)).rejects.toThrow('foreign key');
  expect(await currentVersion(one.documentId)).toBe(null);
  await expect(
    publishVersion(db, { ...one, results: { ...one.results, normalize: one.results.entities } }),
  ).rejects.toThrow('run the stages first');
  await expect(publishVersion(db, { ...one, source: 'raw/elsewhere' })).rejects.toThrow('never captured');
});

test('publishing resolves the open failures of the document, its source and its workflow, and no others', async () => {
  const common = { stage: 'acquire', errorType: 'Unreachable', message: 'No answer\0\ud800', attempts: 3 };
  const elsewhere = { source: 'raw/other', key: 'other' };
  const ids = [
    await recordFailure(db, { ...common, ...newRun(), key: 'mended' }),
    await recordFailure(db, { ...common, ...newRun(), source: 'raw/mended' }),
    await recordFailure(db, { ...common, ...newRun('ingest:mended'), source: 'unreadable input' }),
    await recordFailure(db, { ...common, ...newRun(), ...elsewhere }),
    await recordFailure(db, { ...common, ...newRun(), source: 'inline', key: 'other' }),
  ];
  const run = newRun();
  const again = await recordFailure(db, { ...common, ...run, source: 'raw/again' });
  expect(await recordFailure(db, { ...common, ...run, source: 'raw/again', attempts: 4 })).toBe(again);
  await ingest(db, { key: 'mended', told: BRIDGE, run: newRun('ingest:mended') });
  await ingest(db, { key: 'mended', source: 'inline', told: BRIDGE });
  const rows = await db.selectFrom('failures').selectAll().where('id', 'in', ids).orderBy('id').execute();
  expect(rows.map(({ resolved_at }) => resolved_at !== null)).toEqual([true, true, true, false, false]);
  expect(rows[0].message).toBe('No answer\u{fffd}\u{fffd}');
});
