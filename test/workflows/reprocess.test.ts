import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { stageFingerprints } from '../../activities/fingerprints/index.ts';
import type { ReprocessInput } from '../../activities/reprocess/types.ts';
import { inlineRunner } from '../../activities/stage-runner/inline.ts';
import type { StageFunctions } from '../../activities/stage-runner/types.ts';
import { stages } from '../../activities/stages.ts';
import { rollbackPipeline } from '../../db/promote.ts';
import type { ingestBatch } from '../../workflows/ingest-batch.ts';
import type { ReprocessResult, reprocess } from '../../workflows/reprocess.ts';
import { dumpTables } from '../support/dump.ts';
import { newsletter } from '../support/newsletters.ts';
import { findOrphans } from '../support/orphans.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, runWorker } from '../support/temporal.ts';

const DOCUMENTS = 120;

const { db } = await createTestDatabase();
const ingest = await createTestIngest();

const lines = Array.from({ length: DOCUMENTS }, (_, i) => JSON.stringify({ id: `n${i}`, text: newsletter(i) }));
await writeFile(join(ingest.rawRoot, 'news.jsonl'), `${lines.join('\n')}\n`);

const read = async (input: ReprocessInput) =>
  ingest.client.workflow.execute<typeof reprocess>('reprocess', {
    taskQueue: ingest.taskQueue,
    workflowId: `reprocess:${crypto.randomUUID()}`,
    args: [input],
  }) as Promise<Exclude<ReprocessResult, { dryRun: true }>>;
const preview = (input: ReprocessInput) => read({ ...input, dryRun: true }) as Promise<unknown>;

const attributions = async () =>
  (
    await sql<{ row: string }>`
    select document || ' ' || to_jsonb(a)::text as row from current_attributions a order by document, attribution, speaker
  `.execute(db)
  ).rows;
const count = async (relation: string) =>
  (await sql<{ count: number }>`select count(*) as count from ${sql.table(relation)}`.execute(db)).rows[0].count;

type Found = ReturnType<StageFunctions['attribute']>['attributions'];

/**
 * Stages of which attribution knows a rule less: nobody warns.
 * @param change what it does besides, though that is the same stage by its fingerprint.
 */
async function upgradedRunner(change: (found: Found) => Found = (found) => found) {
  const fingerprints = await stageFingerprints();
  const attribute: StageFunctions['attribute'] = (text, entities) => {
    const found = stages.attribute(text, entities);
    const points = [...text.text];
    const words = ({ start, end }: { start: number; end: number }) => points.slice(start, end).join('');
    return {
      ...found,
      attributions: change(found.attributions.filter(({ cue }) => !cue.map(words).includes('warned'))),
    };
  };
  const attribution = { ...fingerprints.attribution, fingerprint: 'b'.repeat(64) };
  return inlineRunner({ ...stages, attribute }, { ...fingerprints, attribution });
}

describe('an upgrade', () => {
  let worker: { stop(): Promise<void> };
  let before: unknown;
  let warnings: string[];

  test('has nothing to do before there is one', async () => {
    worker = await runWorker(ingest, db);
    const batch = await ingest.client.workflow.execute<typeof ingestBatch>('ingestBatch', {
      taskQueue: ingest.taskQueue,
      workflowId: 'batch:news',
      args: [{ source: 'raw/news.jsonl' }],
    });
    expect(batch).toMatchObject({ listed: DOCUMENTS, published: DOCUMENTS, failed: 0 });
    expect(await read({})).toMatchObject({ status: 'completed', listed: 0, stale: 0, failures: 0 });
    before = await attributions();
    const { rows } = await sql<{ document: string }>`
      select distinct document from current_attributions where cue = 'warned' order by 1
    `.execute(db);
    warnings = rows.map(({ document }) => document);
    expect(warnings.length).toBeGreaterThan(10);
    expect(warnings.length).toBeLessThan(DOCUMENTS / 2);
  });

  test('is told by a dry run, which writes nothing at all', async () => {
    await worker.stop();
    worker = await runWorker(ingest, db, { runner: await upgradedRunner() });
    const tables = await dumpTables(db);
    expect(await preview({})).toMatchObject({
      dryRun: true,
      documents: DOCUMENTS,
      reasons: [{ stage: 'attribution', reason: 'fingerprint', documents: DOCUMENTS }],
      sample: expect.arrayContaining([expect.objectContaining({ version: 1, stage: 'attribution' })]),
    });
    expect(await preview({ keys: ['raw/news.jsonl#n1?', 'raw/news.jsonl#n2'] })).toMatchObject({ documents: 11 });
    expect(await preview({ stage: 'entities' })).toMatchObject({ documents: 0 });
    expect(await preview({ stage: 'normalize', force: true })).toMatchObject({ documents: DOCUMENTS });
    expect(await preview({ version: 2 })).toMatchObject({ documents: 0 });
    expect(await preview({ pipeline: 1, until: '2999-01-01T00:00:00Z' })).toMatchObject({ documents: DOCUMENTS });
    expect(await preview({ since: '2999-01-01T00:00:00Z' })).toMatchObject({ documents: 0 });
    const { attribution, normalize } = await stageFingerprints();
    const old = attribution.fingerprint.slice(0, 12);
    expect(await preview({ fingerprint: old })).toMatchObject({ documents: DOCUMENTS });
    expect(await preview({ fingerprint: normalize.fingerprint, stage: 'attribution' })).toMatchObject({ documents: 0 });
    expect(await dumpTables(db)).toEqual(tables);
  });

  test('runs the changed stage alone, and publishes what differs alone', async () => {
    const results = await count('stage_results');
    expect(await read({ keys: 'raw/news.jsonl#n1*' })).toMatchObject({ listed: 31, stale: DOCUMENTS - 31 });
    const done = await read({});
    expect(done).toMatchObject({ status: 'completed', listed: DOCUMENTS - 31, failed: 0, stale: 0, duplicate: 0 });
    expect(done.reused).toEqual({ normalize: DOCUMENTS - 31, entities: DOCUMENTS - 31, attribution: 0 });
    expect(await count('stage_results')).toBe(results + DOCUMENTS);
    expect(await count('stale_documents')).toBe(0);

    const { rows } = await sql<{ document: string }>`
      select distinct document from article_history where version > 1 order by 1
    `.execute(db);
    expect(rows.map(({ document }) => document)).toEqual(warnings);
    const { rows: changes } = await sql<{ document: string }>`
      select document from article_changes group by 1
      having bool_and(kind = 'attribution' and change = 'removed' and old like '%| warned |%') order by 1
    `.execute(db);
    expect(changes.map(({ document }) => document)).toEqual(warnings);
    expect(await read({})).toMatchObject({ listed: 0, published: 0 });
  });

  test('is taken back exactly, and stays so', async () => {
    const after = await attributions();
    expect(after).not.toEqual(before);
    const { rows } = await sql<{ pipeline: number }>`select pipeline from pipelines where in_force`.execute(db);
    expect(await rollbackPipeline(db, rows[0].pipeline)).toMatchObject({ moved: warnings.length, withoutOther: 0 });
    expect(await attributions()).toEqual(before);
    expect(await count('stale_documents')).toBe(0);
    expect(await count('held_documents')).toBe(warnings.length);
    expect(await read({})).toMatchObject({ listed: 0 });
    expect(await read({ force: true, keys: '*#n?' })).toMatchObject({
      listed: 10,
      published: 0,
      stale: 0,
      recomputed: 30,
      unequal: 0,
    });
    expect(await attributions()).toEqual(before);
    expect(await findOrphans(db)).toEqual({});
    await worker.stop();
  });
});

describe('a stage that is no pure function', () => {
  test('is found by force, which changes nothing that readers see', async () => {
    const before = await attributions();
    const worker = await runWorker(ingest, db, { runner: await upgradedRunner((found) => found.slice(1)) });
    const done = await read({ force: true, stage: 'attribution', keys: '*#n?' });
    expect(done).toMatchObject({ listed: 10, published: 0, recomputed: 10, unequal: expect.any(Number) });
    const { rows } = await sql<{ stage: string }>`select stage from unequal_recomputations`.execute(db);
    expect(rows).toHaveLength(done.unequal);
    expect(rows.length).toBeGreaterThan(4);
    expect(new Set(rows.map(({ stage }) => stage))).toEqual(new Set(['attribution']));
    expect(await attributions()).toEqual(before);
    await worker.stop();

    const failing = await runWorker(ingest, db, {
      runner: await upgradedRunner(() => {
        throw new TypeError('no more');
      }),
    });
    expect(await read({ force: true, stage: 'attribution', keys: '*#n1' })).toMatchObject({
      recomputed: 1,
      unequal: 1,
    });
    expect(await count('failed_documents')).toBe(0);
    await failing.stop();
  });
});
