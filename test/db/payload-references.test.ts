import { setTimeout as sleep } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Connection } from '../../db/connection.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { BRIDGE } from './article.ts';
import { ingest } from './ingest.ts';

const { db } = await createTestDatabase();

const REFUSED = { code: '23503' };

let text: number;
let entities: number;
let attribution: number;

beforeAll(async () => {
  await ingest(db, { key: 'bridge', told: BRIDGE });
  const version = await db.selectFrom('document_versions').selectAll().executeTakeFirstOrThrow();
  text = version.text_artifact_id;
  entities = version.entities_artifact_id;
  attribution = version.attribution_artifact_id;
});

/** A row that names one which is not there: a missing artifact, or a missing row of one that is there. */
function orphans(): Record<string, RawBuilder<unknown>[]> {
  const nobody = 1_000_000;
  const sentence = (artifact: number, paragraph: number | null) =>
    sql`insert into sentences (artifact_id, ordinal, start, "end", text, paragraph) values (${artifact}, 99, 0, 1, 'a', ${paragraph})`;
  const mention = (artifact: number, entity: number) =>
    sql`insert into mentions (artifact_id, ordinal, entity, start, "end", text, type, kind, confidence)
      values (${artifact}, 99, ${entity}, 0, 1, 'a', 'PER', 'name', 1)`;
  const speaker = (number: number, of: number, entity: number) =>
    sql`insert into attribution_speakers (artifact_id, attribution, ordinal, name, entities_artifact_id, entity)
      values (${attribution}, ${number}, 99, 'a', ${of}, ${entity})`;
  return {
    paragraphs: [
      sql`insert into paragraphs (artifact_id, ordinal, start, "end", text) values (${entities}, 0, 0, 1, 'a')`,
    ],
    sentences: [sentence(nobody, null), sentence(text, 99)],
    entities: [
      sql`insert into entities (artifact_id, ordinal, type, canonical, roles, aliases)
        values (${nobody}, 0, 'PER', 'a', '{}', '{}')`,
    ],
    mentions: [mention(nobody, 0), mention(entities, 99)],
    attributions: [
      sql`insert into attributions (artifact_id, ordinal, type, polarity, level, confidence)
        values (${nobody}, 0, 'direct', 'positive', 0, 1)`,
    ],
    attribution_spans: [
      sql`insert into attribution_spans (artifact_id, attribution, role, ordinal, start, "end", text)
        values (${attribution}, 99, 'cue', 0, 0, 1, 'a')`,
    ],
    attribution_speakers: [speaker(99, entities, 0), speaker(0, entities, 99), speaker(0, text, 0)],
  };
}

test('no row can be added that names a row which is not there, among any number of right ones', async () => {
  for (const [table, inserts] of Object.entries(orphans())) {
    for (const insert of inserts) await expect(insert.execute(db), table).rejects.toMatchObject({ ...REFUSED, table });
  }
  const mixed = sql`
    insert into mentions (artifact_id, ordinal, entity, start, "end", text, type, kind, confidence)
    select ${entities}, 100 + n, case when n = 500 then 99 else 0 end, 0, 1, 'a', 'PER', 'name', 1
    from generate_series(1, 1000) n
  `.execute(db);
  await expect(mixed).rejects.toMatchObject({
    ...REFUSED,
    table: 'mentions',
    constraint: 'mentions_artifact_id_entity_fkey',
  });
});

/** Deletes as `prune` does. */
async function deleting(work: (transaction: Connection) => Promise<unknown>): Promise<unknown> {
  return db.transaction().execute(async (transaction) => {
    await sql`set local copydesk.prune = on`.execute(transaction);
    return work(transaction);
  });
}

test('nothing can be deleted or emptied that a row names', async () => {
  for (const [table, artifact] of Object.entries({
    paragraphs: text,
    texts: text,
    entities,
    attributions: attribution,
  })) {
    const taken = deleting((t) => sql`delete from ${sql.table(table)} where artifact_id = ${artifact}`.execute(t));
    await expect(taken, table).rejects.toMatchObject(REFUSED);
  }
  for (const table of ['paragraphs', 'entities', 'attributions']) {
    const emptied = deleting((t) => sql`truncate ${sql.table(table)}`.execute(t));
    await expect(emptied, table).rejects.toMatchObject(REFUSED);
  }
});

const addSentence = (connection: Connection) =>
  sql`
    insert into sentences (artifact_id, ordinal, start, "end", text, paragraph)
    select ${text}, 77, start, "end", text, 0 from paragraphs where artifact_id = ${text} and ordinal = 0
  `.execute(connection);

test('of two who add a row and delete what it names, the later one waits and is refused', async () => {
  await deleting((t) => sql`delete from sentences where artifact_id = ${text}`.execute(t));
  let deleted: Promise<unknown> | undefined;
  const deleteParagraphs = (connection: Connection) =>
    sql`delete from paragraphs where artifact_id = ${text}`.execute(connection);
  await db.transaction().execute(async (adding) => {
    await addSentence(adding);
    deleted = deleting(deleteParagraphs);
    deleted.catch(() => undefined);
    await sleep(200);
  });
  await expect(deleted).rejects.toMatchObject(REFUSED);

  await deleting((t) => sql`delete from sentences where artifact_id = ${text}`.execute(t));
  let added: Promise<unknown> | undefined;
  await deleting(async (t) => {
    await deleteParagraphs(t);
    added = sql`
      insert into sentences (artifact_id, ordinal, start, "end", text, paragraph) values (${text}, 78, 0, 1, 'T', 0)
    `.execute(db);
    added.catch(() => undefined);
    await sleep(200);
  });
  await expect(added).rejects.toMatchObject({ ...REFUSED, table: 'sentences' });
});
