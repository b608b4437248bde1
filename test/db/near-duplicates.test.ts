import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../db/connection.ts';
import { publishVersion } from '../../db/document-versions.ts';
import { linkNearDuplicates, queueTexts } from '../../db/near-duplicates.ts';
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

/** Publishes in a transaction and leaves what it queued to the test. */
async function publish(key: string, told: Told, on: Database = db): Promise<number[]> {
  const next = await prepare(on, { key, told });
  return on.transaction().execute(async (transaction) => {
    const { version, published } = await publishVersion(transaction, next);
    if (!published) return [];
    const { text_artifact_id } = await transaction
      .selectFrom('document_versions')
      .select('text_artifact_id')
      .where('document_id', '=', next.documentId)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    return queueTexts(transaction, [{ textArtifactId: text_artifact_id }]);
  });
}

const publishAndLink = async (key: string, told: Told) => linkNearDuplicates(db, await publish(key, told));

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

const waiting = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from texts_to_compare`.execute(db)).rows[0].n;

describe('near duplicates', () => {
  test('of different documents are linked from both sides, with titles; others are not', async () => {
    await publishAndLink('a/one', copy(STORIES[0], 'rain'));
    await publishAndLink('a/other-story', copy(STORIES[1], 'snow'));
    expect(await publishAndLink('a/two', copy(STORIES[0], 'hail'))).toEqual({ compared: 1, linked: 1 });
    const rows = await linked('a/');
    expect(rows.map(({ document, other_document }) => [document, other_document])).toEqual([
      ['a/one', 'a/two'],
      ['a/two', 'a/one'],
    ]);
    for (const { similarity } of rows) expect(similarity).toBeGreaterThan(0.85);
    expect(
      await db
        .selectFrom('current_near_duplicates')
        .select(['title', 'other_title'])
        .where('document', '=', 'a/two')
        .execute(),
    ).toEqual([{ title: 'As told by hail', other_title: 'As told by rain' }]);
    expect(await waiting()).toBe(0);
  });

  test('are never versions of one document, until another document has one of them', async () => {
    await publishAndLink('b/one', copy(STORIES[2], 'rain'));
    expect(await publishAndLink('b/one', copy(STORIES[2], 'hail'))).toEqual({ compared: 1, linked: 0 });
    expect(await linked('b/')).toEqual([]);
    // The same text as the first version: an exact copy of nothing current, but near to the second.
    expect(await publishAndLink('b/two', copy(STORIES[2], 'rain'))).toEqual({ compared: 1, linked: 1 });
    expect((await linked('b/')).map(({ document }) => document)).toEqual(['b/one', 'b/two']);
  });

  test('with the same text are shown as exact copies', async () => {
    await publishAndLink('c/one', copy(STORIES[3], 'rain'));
    expect(await publishAndLink('c/two', copy(STORIES[3], 'rain'))).toEqual({ compared: 1, linked: 0 });
    expect((await linked('c/')).map(({ other_document, similarity }) => [other_document, similarity])).toEqual([
      ['c/two', 1],
      ['c/one', 1],
    ]);
  });

  test('of short texts are not looked for', async () => {
    for (const key of ['d/one', 'd/two']) {
      expect(await publish(key, { title: key, paragraphs: ['Road closed.'] })).toEqual([]);
    }
    expect(await waiting()).toBe(0);
  });

  test('cannot be changed', async () => {
    await expect(sql`update near_duplicates set similarity = 1`.execute(db)).rejects.toThrow('immutable');
    await expect(sql`delete from text_signatures`.execute(db)).rejects.toThrow('immutable');
  });
});

describe('publishers at the same time', () => {
  test('miss no pair, in whatever order they commit and compare', async () => {
    const count = 8;
    await Promise.all(
      Array.from({ length: count }, async (_, i) => publishAndLink(`e/${i}`, copy(STORIES[4], `word${i}`))),
    );
    expect(await linked('e/')).toHaveLength(count * (count - 1));
    expect(await waiting()).toBe(0);
  });

  test('do not see one another before they commit: the later one finds the pair', async () => {
    const gate = Promise.withResolvers<void>();
    const inserted = Promise.withResolvers<void>();
    const slowNext = await prepare(db, { key: 'f/slow', told: copy(STORIES[5], 'rain') });
    const slow = db.transaction().execute(async (transaction) => {
      await publishVersion(transaction, slowNext);
      const { text_artifact_id } = await transaction
        .selectFrom('document_versions')
        .select('text_artifact_id')
        .where('document_id', '=', slowNext.documentId)
        .executeTakeFirstOrThrow();
      const queued = await queueTexts(transaction, [{ textArtifactId: text_artifact_id }]);
      inserted.resolve();
      await gate.promise;
      return queued;
    });
    await inserted.promise;
    expect(await publishAndLink('f/fast', copy(STORIES[5], 'hail'))).toEqual({ compared: 1, linked: 0 });
    gate.resolve();
    expect(await linkNearDuplicates(db, await slow)).toEqual({ compared: 1, linked: 1 });
    expect(await linked('f/')).toHaveLength(2);
  });

  test('that died before they compared are made up for by a later one', async () => {
    await publishAndLink('g/one', copy(STORIES[0].slice(0, 4), 'rain'));
    await publish('g/died', copy(STORIES[0].slice(0, 4), 'hail'));
    expect(await linked('g/')).toEqual([]);
    await sql`update texts_to_compare set queued_at = queued_at - interval '2 minutes'`.execute(db);
    await linkNearDuplicates(db, []);
    expect(await linked('g/')).toHaveLength(2);
    expect(await waiting()).toBe(0);
  });
});

describe('texts of before', () => {
  test('get their signatures, and their pairs, when they are queued without', async () => {
    const story = STORIES[1].slice(0, 5);
    for (const word of ['rain', 'hail']) {
      const next = await prepare(db, { key: `h/${word}`, told: copy(story, word) });
      await publishVersion(db, next);
    }
    await sql`
      insert into texts_to_compare (text_artifact_id, queued_at)
      select v.text_artifact_id, now() - interval '1 hour' from document_versions v
      join documents d on d.id = v.document_id where d.key like 'h/%' or d.key like 'd/%'
    `.execute(db);
    await linkNearDuplicates(db, []);
    expect(await linkNearDuplicates(db, [])).toMatchObject({ linked: 1 });
    expect(await linked('h/')).toHaveLength(2);
    expect(await waiting()).toBe(0);
  });
});

describe('a template that many share', () => {
  test('gives each of its texts a bounded number of pairs', async () => {
    const template = STORIES[2].slice(0, 5);
    const linkedBy: number[] = [];
    for (let i = 0; i < 60; i += 1) linkedBy.push((await publishAndLink(`t/${i}`, copy(template, `n${i}`))).linked);
    expect(linkedBy.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(Math.max(...linkedBy)).toBeLessThanOrEqual(32);
    expect(linkedBy.at(-1)).toBeGreaterThan(20);
  });
});
