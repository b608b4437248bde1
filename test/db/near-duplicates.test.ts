import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { publishVersion } from '../../db/document-versions.ts';
import { linkNearDuplicates } from '../../db/near-duplicates.ts';
import { createTestDatabase } from '../support/postgres.ts';
import type { Told } from './article.ts';
import { prepare } from './ingest.ts';

const { db } = await createTestDatabase({ maxConnections: 25 });

const FOLDER = new URL('../stages/attribution/dense/', import.meta.url);
const STORIES = readdirSync(FOLDER).map((file) =>
  readFileSync(new URL(file, FOLDER), 'utf8')
    .split('\n\n')
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== ''),
);

/** A lightly edited copy: one word of it is another. */
function copy(story: string[], word: string): Told {
  return { title: `As told by ${word}`, paragraphs: [...story.slice(0, -1), `${story.at(-1)} It ended with ${word}.`] };
}

async function publish(key: string, told: Told): Promise<void> {
  await publishVersion(db, await prepare(db, { key, told }));
}

/** Publishes in a transaction, which leaves what it queued to others: as when a worker dies before it compares. */
async function publishOnly(key: string, told: Told): Promise<void> {
  const next = await prepare(db, { key, told });
  await db.transaction().execute((transaction) => publishVersion(transaction, next));
}

function linked(prefix: string) {
  return db
    .selectFrom('current_near_duplicates')
    .select(['document', 'other_document', 'similarity'])
    .where('document', 'like', `${prefix}%`)
    .where('other_document', 'like', `${prefix}%`)
    .orderBy('document')
    .orderBy('other_document')
    .execute();
}

/** Entries of the queue, all of them due. */
async function due(): Promise<number[]> {
  const rows = await db.selectFrom('texts_to_compare').select('id').execute();
  return rows.map(({ id }) => id);
}

describe('near duplicates', () => {
  test('of different documents are linked from both sides, with titles; others are not', async () => {
    await publish('a/one', copy(STORIES[0], 'rain'));
    await publish('a/other-story', copy(STORIES[1], 'snow'));
    await publish('a/two', copy(STORIES[0], 'hail'));
    const rows = await linked('a/');
    expect(rows.map(({ document, other_document }) => [document, other_document])).toEqual([
      ['a/one', 'a/two'],
      ['a/two', 'a/one'],
    ]);
    for (const { similarity } of rows) expect(similarity).toBeGreaterThan(0.85);
    const titles = db.selectFrom('current_near_duplicates').select(['title', 'other_title']);
    expect(await titles.where('document', '=', 'a/two').execute()).toEqual([
      { title: 'As told by hail', other_title: 'As told by rain' },
    ]);
    expect(await due()).toEqual([]);
  });

  test('are never versions of one document, until another document has one of them', async () => {
    await publish('b/one', copy(STORIES[2], 'rain'));
    await publish('b/one', copy(STORIES[2], 'hail'));
    expect(await linked('b/')).toEqual([]);
    const pairs = () => db.selectFrom('near_duplicates').selectAll().execute();
    const before = await pairs();
    // The text of the first version: an exact copy of nothing current, but near to the second.
    await publish('b/two', copy(STORIES[2], 'rain'));
    expect(await pairs()).toHaveLength(before.length + 1);
    expect((await linked('b/')).map(({ document }) => document)).toEqual(['b/one', 'b/two']);
  });

  test('with the same text are shown as exact copies', async () => {
    await publish('c/one', copy(STORIES[3], 'rain'));
    await publish('c/two', copy(STORIES[3], 'rain'));
    expect((await linked('c/')).map(({ other_document, similarity }) => [other_document, similarity])).toEqual([
      ['c/two', 1],
      ['c/one', 1],
    ]);
  });

  test('of short texts are not looked for', async () => {
    for (const key of ['d/one', 'd/two']) await publishOnly(key, { title: key, paragraphs: ['Road closed.'] });
    expect(await due()).toEqual([]);
  });

  test('cannot be changed', async () => {
    await expect(sql`update near_duplicates set similarity = 1`.execute(db)).rejects.toThrow('immutable');
    await expect(sql`delete from text_signatures`.execute(db)).rejects.toThrow('immutable');
  });
});

describe('publishers at the same time', () => {
  test('miss no pair, in whatever order they commit and compare', async () => {
    const count = 12;
    await Promise.all(Array.from({ length: count }, (_, i) => publish(`e/${i}`, copy(STORIES[4], `word${i}`))));
    expect(await linked('e/')).toHaveLength(count * (count - 1));
    expect(await due()).toEqual([]);
  });

  test('do not see one another before they commit: the later one finds the pair', async () => {
    const gate = Promise.withResolvers<void>();
    const published = Promise.withResolvers<void>();
    const next = await prepare(db, { key: 'f/slow', told: copy(STORIES[5], 'rain') });
    const slow = db.transaction().execute(async (transaction) => {
      await publishVersion(transaction, next);
      published.resolve();
      await gate.promise;
    });
    await published.promise;
    await publish('f/fast', copy(STORIES[5], 'hail'));
    expect(await due()).toEqual([]);
    gate.resolve();
    await slow;
    expect(await linked('f/')).toEqual([]);
    expect(await linkNearDuplicates(db, await due())).toEqual({ compared: 1, linked: 1 });
    expect(await linked('f/')).toHaveLength(2);
  });

  test('that died before they compared are made up for by a later one', async () => {
    await publish('g/one', copy(STORIES[0].slice(0, 4), 'rain'));
    await publishOnly('g/died', copy(STORIES[0].slice(0, 4), 'hail'));
    expect(await linked('g/')).toEqual([]);
    await sql`update texts_to_compare set queued_at = queued_at - interval '2 minutes'`.execute(db);
    await publish('g/later', copy(STORIES[5].slice(0, 4), 'snow'));
    expect(await linked('g/')).toHaveLength(2);
    expect(await due()).toEqual([]);
  });

  test('that compare the same entries at once take them off once', async () => {
    for (const i of [1, 2, 3, 4]) await publishOnly(`i/${i}`, copy(STORIES[3].slice(0, 5), `word${i}`));
    const entries = await due();
    const calls = Array.from({ length: 8 }, (_, i) =>
      linkNearDuplicates(db, i % 2 === 0 ? entries : [...entries].reverse()),
    );
    const linkedBy = (await Promise.all(calls)).map((call) => call.linked);
    expect(linkedBy.reduce((sum, each) => sum + each)).toBe(6);
    expect(await due()).toEqual([]);
  });
});

test('texts that were published before there were signatures get theirs, and their pairs', async () => {
  const copies = ['rain', 'hail'].map((word) => copy(STORIES[1].slice(0, 5), word));
  for (const [i, told] of copies.entries()) await publishOnly(`h/${i}`, told);
  await db.transaction().execute(async (transaction) => {
    await sql`set local copydesk.prune = on`.execute(transaction);
    await sql`
      delete from text_signatures where text_artifact_id in (select text_artifact_id from texts_to_compare)
    `.execute(transaction);
    await sql`update texts_to_compare set queued_at = queued_at - interval '1 hour'`.execute(transaction);
    // As the migration queues those that are too short.
    await sql`
      insert into texts_to_compare (text_artifact_id, queued_at)
      select text_artifact_id, now() - interval '1 hour' from document_versions v join documents d on d.id = v.document_id
      where d.key like 'd/%'
    `.execute(transaction);
  });
  expect(await linkNearDuplicates(db, [])).toEqual({ compared: 0, linked: 0 });
  expect(await linkNearDuplicates(db, [])).toEqual({ compared: 2, linked: 1 });
  expect(await linked('h/')).toHaveLength(2);
  expect(await due()).toEqual([]);
});

test('a template that many share gives each of its texts a bounded number of pairs', async () => {
  const template = STORIES[2].slice(0, 5);
  const pairs = async () => (await db.selectFrom('near_duplicates').select('found_at').execute()).length;
  const added: number[] = [];
  let before = await pairs();
  for (let i = 0; i < 60; i += 1) {
    await publish(`t/${i}`, copy(template, `n${i}`));
    const now = await pairs();
    added.push(now - before);
    before = now;
  }
  expect(added.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(Math.max(...added)).toBeLessThanOrEqual(32);
  expect(added.at(-1)).toBeGreaterThan(20);
});
