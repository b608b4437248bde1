import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { publishVersion } from '../../db/document-versions.ts';
import { usePipeline } from '../../db/pipelines.ts';
import { prune } from '../../db/prune.ts';
import { saveStageResult } from '../../db/stage-results.ts';
import { upsertStageVersion } from '../../db/stage-versions.ts';
import { findOrphans } from '../support/orphans.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { article, BRIDGE, type Told } from './article.ts';
import { ingest, newRun, prepare } from './ingest.ts';

const { db } = await createTestDatabase();

let made = 0;
/** An article that nobody else has. */
let told: Told;
/** Artifacts of its text and of its entities. */
let old: { text: number; entities: number; result: number };

/** A document whose first version is about to be pruned. */
beforeEach(async () => {
  made += 1;
  const stages = {
    normalize: { fingerprint: 'v1' },
    entities: { fingerprint: 'v1' },
    attribution: { fingerprint: 'v1' },
  };
  await usePipeline(db, stages);
  told = { ...BRIDGE, paragraphs: [...BRIDGE.paragraphs, `Correction ${made}: the bridge is older.`] };
  const { documentId } = await ingest(db, { key: `changed ${made}`, told });
  const { rows } = await sql<typeof old>`
    select text_artifact_id as text, entities_artifact_id as entities, text_result_id as result
    from document_versions where document_id = ${documentId}
  `.execute(db);
  old = rows[0];
  const after = { ...told, paragraphs: [...told.paragraphs, 'And longer.'] };
  await ingest(db, { key: `changed ${made}`, source: `raw/changed ${made}`, told: after });
});

/** How many wait for locks of others. */
async function waiting(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
  `.execute(db);
  return rows[0].count;
}

/** Until as many wait, or it is done. */
async function until(count: number, work: Promise<unknown>): Promise<void> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  while (!isDone && (await waiting()) < count) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Prunes, and does something else when pruning has come to where it deletes the rows of a table. */
async function pruneWhile(table: string, column: string, id: number, meanwhile: () => Promise<void>): Promise<void> {
  const work = await db.transaction().execute(async (holding) => {
    await sql`select from ${sql.table(table)} where ${sql.ref(column)} = ${id} for update`.execute(holding);
    const pruning = prune(db, { keep: 1, dryRun: false });
    await until(1, pruning);
    const other = meanwhile();
    await until(2, other);
    return [pruning, other];
  });
  await Promise.all(work);
}

/** Whether an article is there with all its rows. */
async function isWhole(key: string): Promise<void> {
  expect(await findOrphans(db)).toEqual({});
  const { text, entities, attributions } = article(told);
  const { rows } = await sql`
    select paragraphs, sentences, entities, mentions, attributions from current_articles where document = ${key}
  `.execute(db);
  expect(rows).toEqual([
    {
      paragraphs: text.paragraphs.length,
      sentences: text.sentences.length,
      entities: entities.entities.length,
      mentions: entities.mentions.length,
      attributions: attributions.attributions.length,
    },
  ]);
}

test.each([
  ['mentions', 'entities'],
  ['entities', 'entities'],
  ['paragraphs', 'text'],
  ['texts', 'text'],
] as const)('what comes back while its %s are pruned is stored anew, with all its rows', async (table, artifact) => {
  const key = `back ${made}`;
  await pruneWhile(table, 'artifact_id', old[artifact], async () => {
    await ingest(db, { key, told, raw: key, fingerprint: 'v2' });
  });
  await isWhole(key);
});

test('a version that rests on results that are being pruned is not published without the way back to its bytes', async () => {
  const key = `back ${made}`;
  // As a worker of before an upgrade does, when the memo has all that it needs.
  await usePipeline(db, {
    normalize: { fingerprint: 'v2' },
    entities: { fingerprint: 'v2' },
    attribution: { fingerprint: 'v2' },
  });
  const next = await prepare(db, { key, told });
  await pruneWhile('text_origins', 'stage_result_id', old.result, async () => {
    await publishVersion(db, next).catch((error) => expect(error).toMatchObject({ code: '23503' }));
  });
  await ingest(db, { key, told });
  await isWhole(key);
});

test('a text stays with all its rows while entities that are given anew rest on it', async () => {
  const key = `back ${made}`;
  const stageVersionId = await upsertStageVersion(db, { stage: 'entities', fingerprint: 'v2' });
  const { sha256 } = await db
    .selectFrom('artifacts')
    .select('sha256')
    .where('id', '=', old.text)
    .executeTakeFirstOrThrow();
  await pruneWhile('text_origins', 'stage_result_id', old.result, async () => {
    await saveStageResult(db, {
      ...newRun(),
      stage: 'entities',
      stageVersionId,
      inputSha256: sha256,
      textArtifactId: old.text,
      output: article(told).entities,
      durationMs: 1,
      attempt: 1,
    });
  });
  await ingest(db, { key, told, fingerprint: { normalize: 'v1', entities: 'v2', attribution: 'v1' } });
  await isWhole(key);
});
