import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { linkEarlier } from '../../db/known-names/backfill.ts';
import { prune } from '../../db/prune.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { article } from './article.ts';
import { ingest } from './ingest.ts';
import { checkNames, lisbonSpeaks, seen, talk } from './names.ts';

async function reasons(database: Awaited<ReturnType<typeof createTestDatabase>>['db'], document: string) {
  const { rows } = await sql<{ canonical: string; reason: string; known_id: number | null }>`
    select canonical, reason, known_id from current_entity_links where document = ${document} order by entity, stands_for
  `.execute(database);
  return rows;
}

const { db } = await createTestDatabase();

test('who is named in two articles has one number, by which all statements are found', async () => {
  await ingest(db, { key: 'one', told: talk(['Ada Okoye', 'Mayor'], 'Tom Reyes') });
  await ingest(db, { key: 'two', told: talk('ADA OKOYE', 'Okoye') });
  expect(await reasons(db, 'one')).toMatchObject([
    { canonical: 'Ada Okoye', reason: 'first' },
    { canonical: 'Tom Reyes', reason: 'first' },
  ]);
  expect(await reasons(db, 'two')).toMatchObject([
    { canonical: 'ADA OKOYE', reason: 'same-name' },
    { canonical: 'Okoye', reason: 'short-name', known_id: null },
  ]);
  const { rows } = await sql`
    select document, words from current_attributions
    where speaker_id = (select id from people_places_organizations where name = 'Ada Okoye') order by document
  `.execute(db);
  expect(rows).toEqual([
    { document: 'one', words: '“It rains, 0.”' },
    { document: 'two', words: '“It rains, 0.”' },
  ]);
  const { rows: known } = await sql`
    select type, name, also_called, roles, articles, statements from people_places_organizations order by name
  `.execute(db);
  expect(known).toEqual([
    { type: 'PER', name: 'Ada Okoye', also_called: ['ADA OKOYE'], roles: ['Mayor'], articles: 2, statements: 2 },
    { type: 'PER', name: 'Tom Reyes', also_called: [], roles: [], articles: 1, statements: 1 },
  ]);
  await checkNames(db);
});

test('two of one name with roles that nobody has together stay two, and who may be either is nobody', async () => {
  await ingest(db, { key: 'minister', told: talk(['Jan Roos', 'Foreign Minister of Portugal']) });
  await ingest(db, { key: 'match', told: talk(['Jan Roos', 'goalkeeper']) });
  await ingest(db, { key: 'spain', told: talk(['Jan Roos', 'Foreign Minister of Spain']) });
  await ingest(db, { key: 'either', told: talk('Jan Roos') });
  await ingest(db, { key: 'again', told: talk(['Jan Roos', 'foreign minister of Portugal', 'lawyer']) });
  const [[minister], [match], [spain], [either], [again]] = await Promise.all(
    ['minister', 'match', 'spain', 'either', 'again'].map((key) => reasons(db, key)),
  );
  expect([minister, match, spain, either, again].map(({ reason }) => reason)).toEqual([
    'first',
    'other-role',
    'other-role',
    'ambiguous',
    'same-name-and-role',
  ]);
  expect(new Set([minister.known_id, match.known_id, spain.known_id]).size).toBe(3);
  expect(again.known_id).toBe(minister.known_id);
  expect(either.known_id).toBeNull();
  await checkNames(db);
});

test('a place that acts is the government that it stands for, beside the place', async () => {
  await ingest(db, { key: 'lisbon', told: lisbonSpeaks() });
  const { rows } = await sql`
    select p.type, p.name, p.geonames_id, p.articles, p.statements
    from people_places_organizations p where p.name in ('Lisbon', 'Government of Portugal') order by p.name
  `.execute(db);
  expect(rows).toEqual([
    { type: 'ORG', name: 'Government of Portugal', geonames_id: null, articles: 1, statements: 1 },
    { type: 'LOC', name: 'Lisbon', geonames_id: 2267057, articles: 1, statements: 0 },
  ]);
});

test('numbers stay: read anew by another stage, changed, gone and back', async () => {
  const numberOf = async (key: string) => (await reasons(db, key))[0].known_id;
  await ingest(db, { key: 'stays', told: talk('Ines Duarte') });
  const number = await numberOf('stays');
  await ingest(db, { key: 'stays', told: talk('Ines Duarte', 'Tom Reyes'), fingerprint: 'v2' });
  expect(await numberOf('stays')).toBe(number);
  await ingest(db, { key: 'stays', told: talk('Tom Reyes') });
  await prune(db, { keep: 1, dryRun: false });
  const { rows: gone } = await sql`select from people_places_organizations where name = 'Ines Duarte'`.execute(db);
  expect(gone).toEqual([]);
  await ingest(db, { key: 'elsewhere', told: talk('Ines Duarte') });
  expect(await numberOf('elsewhere')).toBe(number);
  await checkNames(db);
});

test('numbers stay when an article is read anew, or corrected, after another of the name came to be known', async () => {
  await ingest(db, { key: 'court', told: talk(['Pia Holm', 'judge']) });
  await ingest(db, { key: 'plain', told: talk('Pia Holm') });
  await ingest(db, { key: 'goal', told: talk(['Pia Holm', 'goalkeeper']) });
  const [[court], [plain]] = [await reasons(db, 'court'), await reasons(db, 'plain')];
  expect(plain).toMatchObject({ reason: 'same-name', known_id: court.known_id });
  for (const [told, fingerprint] of [
    [talk('Pia Holm', 'Bea Ström'), 'v3'],
    [talk('Bea Ström', 'Pia Holm'), 'v1'],
  ] as const) {
    await ingest(db, { key: 'plain', told, fingerprint });
    const now = (await reasons(db, 'plain')).find(({ canonical }) => canonical === 'Pia Holm');
    expect(now).toMatchObject({ reason: 'earlier-version', known_id: court.known_id });
  }
  // A role that only the other has counts for more.
  await ingest(db, { key: 'plain', told: talk(['Pia Holm', 'coach']) });
  expect((await reasons(db, 'plain'))[0]).toMatchObject({ reason: 'same-name-and-role' });
  expect((await reasons(db, 'plain'))[0].known_id).toBe((await reasons(db, 'goal'))[0].known_id);
  await ingest(db, { key: 'unheard-of', told: talk('Pia Holm', 'Tom Reyes') });
  expect((await reasons(db, 'unheard-of'))[0]).toMatchObject({ reason: 'ambiguous', known_id: null });
  await checkNames(db);
});

test('what was published before there were links gets the same ones, in parts and while others publish', async () => {
  const before = await seen(db);
  await db.transaction().execute(async (transaction) => {
    await sql`set local copydesk.prune = on`.execute(transaction);
    await sql`delete from entity_links`.execute(transaction);
  });
  const [one, other] = await Promise.all([
    linkEarlier(db),
    linkEarlier(db),
    ingest(db, { key: 'one', told: talk(['Ada Okoye', 'Mayor'], 'Tom Reyes'), raw: 'other bytes' }),
  ]);
  expect(one.looked + other.looked).toBeGreaterThan(5);
  expect(await seen(db)).toEqual(before);
  expect((await linkEarlier(db)).links).toBe(0);
  await checkNames(db);
});

test('links name what is there, and neither goes while the other stays', async () => {
  const [link] = await db.selectFrom('entity_links').selectAll().where('found_id', 'is not', null).limit(1).execute();
  const insert = (values: object) => db.insertInto('entity_links').values({ ...link, ...values, evidence: null });
  await expect(insert({ entity: 99 }).execute()).rejects.toMatchObject({ code: '23503' });
  await expect(insert({ stands_for: 'x', found_id: 1e9, known_id: 1e9 }).execute()).rejects.toMatchObject({
    code: '23503',
  });
  for (const table of ['entities', 'known_entities']) {
    const removed = db.transaction().execute(async (transaction) => {
      await sql`set local copydesk.prune = on`.execute(transaction);
      await sql`delete from attribution_speakers; delete from mentions; delete from ${sql.table(table)}`.execute(
        transaction,
      );
    });
    await expect(removed).rejects.toMatchObject({ code: '23503', constraint: expect.stringMatching(/^entity_links/u) });
  }
});

test('names of any length and script are published, and those that no index holds are left alone', async () => {
  const long = `Ada ${'Okoye-'.repeat(600)}x`;
  const told = talk(long, '習近平 主席', 'Ünï Çødé');
  const odd = article(told);
  Object.assign(odd.entities.mentions[0], { kind: 'metonym', metonymFor: `Government of ${long}` });
  await ingest(db, { key: 'odd', told: odd });
  expect((await reasons(db, 'odd')).map(({ reason }) => reason)).toEqual(['unnamed', 'first', 'first']);
  await checkNames(db);
});
