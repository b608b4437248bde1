import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { assignName, splitKnown } from '../../db/known-names/assignments.ts';
import { mergeKnown, undoDecision } from '../../db/known-names/decisions.ts';
import { NameDecisionError } from '../../db/known-names/journal.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { ingest } from './ingest.ts';
import { checkNames, seen, talk } from './names.ts';

const { db } = await createTestDatabase();

async function numberOf(document: string, canonical: string): Promise<number | null> {
  const { rows } = await sql<{ known_id: number | null }>`
    select known_id from current_entities where document = ${document} and canonical = ${canonical}
  `.execute(db);
  return rows[0].known_id;
}

/** What is known of the roles of one person. */
function rolesOf(id: number) {
  return db
    .selectFrom('known_entities')
    .select(['families', 'countries'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

test('two that are the same count as one, also in articles to come, until that is taken back', async () => {
  await ingest(db, { key: 'full', told: talk('Luiz Inacio Lula da Silva') });
  await ingest(db, { key: 'short', told: talk('Lula da Silva') });
  const [full, short] = [await numberOf('full', 'Luiz Inacio Lula da Silva'), await numberOf('short', 'Lula da Silva')];
  const before = await seen(db);
  const { decision } = await mergeKnown(db, short as number, full as number, { by: 'desk', reason: 'short form' });
  expect(await numberOf('short', 'Lula da Silva')).toBe(full);
  await ingest(db, { key: 'later', told: talk('Lula da Silva', 'Tom Reyes') });
  expect(await numberOf('later', 'Lula da Silva')).toBe(full);
  const { rows } = await sql`
    select articles, statements, also_called from people_places_organizations where id = ${full}
  `.execute(db);
  expect(rows).toEqual([{ articles: 3, statements: 3, also_called: ['Lula da Silva'] }]);
  await checkNames(db);

  await undoDecision(db, decision, { by: 'desk' });
  expect(await numberOf('later', 'Lula da Silva')).toBe(short);
  expect(await seen(db)).not.toEqual(before);
  await checkNames(db);
  const journal = await db.selectFrom('name_decisions').selectAll().execute();
  expect(journal).toMatchObject([
    { kind: 'merge', from_id: short, into_id: full, decided_by: 'desk', reason: 'short form', undone_by: 'desk' },
  ]);
});

test('articles that mean another of the name are taken apart, and stay so when they are read anew', async () => {
  await ingest(db, { key: 'a', told: talk('John Smith') });
  await ingest(db, { key: 'b', told: talk('John Smith', 'Tom Reyes') });
  const all = (await numberOf('a', 'John Smith')) as number;
  const before = await seen(db);
  const { decision, into } = await splitKnown(db, all, ['b']);
  expect([await numberOf('a', 'John Smith'), await numberOf('b', 'John Smith')]).toEqual([all, into]);
  await ingest(db, { key: 'b', told: talk('John Smith', 'Ann Lee') });
  expect(await numberOf('b', 'John Smith')).toBe(into);
  // Nothing tells that it means who was set apart.
  await ingest(db, { key: 'c', told: talk('John Smith', 'Mia Wong') });
  expect(await numberOf('c', 'John Smith')).toBe(all);
  await checkNames(db);
  await undoDecision(db, decision);
  await ingest(db, { key: 'b', told: talk('John Smith', 'Tom Reyes') });
  expect(await numberOf('b', 'John Smith')).toBe(all);
  const now = (await seen(db)) as { known: { id: number }[] };
  expect(now.known).toContainEqual(expect.objectContaining({ id: all, articles: 3 }));
  expect(JSON.stringify(before)).toContain(`"id":${all}`);
  await checkNames(db);
});

test('an article that came since a split, and was taken for who was set apart, names the others when that is taken back', async () => {
  await ingest(db, { key: 'p', told: talk(['Eva Lind', 'Senator']) });
  await ingest(db, { key: 'q', told: talk(['Eva Lind', 'lawyer']) });
  const one = (await numberOf('p', 'Eva Lind')) as number;
  const { decision, into } = await splitKnown(db, one, ['q']);
  await ingest(db, { key: 'r', told: talk(['Eva Lind', 'solicitor']) });
  expect(await numberOf('r', 'Eva Lind')).toBe(into);
  await undoDecision(db, decision);
  expect([await numberOf('q', 'Eva Lind'), await numberOf('r', 'Eva Lind')]).toEqual([one, one]);
  await checkNames(db);
});

test('a split takes the roles along, and taking it back brings them again', async () => {
  await ingest(db, { key: 's1', told: talk('Jan Roos') });
  await ingest(db, { key: 's2', told: talk(['Jan Roos', 'coach of Italy']) });
  const one = (await numberOf('s1', 'Jan Roos')) as number;
  expect(await numberOf('s2', 'Jan Roos')).toBe(one);
  const { decision, into } = await splitKnown(db, one, ['s2']);
  await ingest(db, { key: 's3', told: talk(['Jan Roos', 'judge']) });
  await ingest(db, { key: 's4', told: talk(['Jan Roos', 'goalkeeper']) });
  await ingest(db, { key: 's5', told: talk('Jan Roos', 'Tom Reyes') });
  const numbers = () => Promise.all(['s1', 's2', 's3', 's4', 's5'].map((key) => numberOf(key, 'Jan Roos')));
  expect(await numbers()).toEqual([one, into, one, into, one]);
  // What the article says when it comes again is said of who was set apart.
  await ingest(db, { key: 's2', told: talk(['Jan Roos', 'Senator']) });
  expect(await numberOf('s2', 'Jan Roos')).toBe(into);
  expect(await rolesOf(one)).toEqual({ families: ['law'], countries: [] });
  await checkNames(db);
  await undoDecision(db, decision);
  await checkNames(db);
  expect(await numbers()).toEqual([one, one, one, one, one]);
  expect(await rolesOf(one)).toEqual({ families: ['law', 'office', 'sport'], countries: ['IT'] });
});

test('a name that was said by hand to be somebody else takes its roles there, and back', async () => {
  await ingest(db, { key: 't1', told: talk(['Kai Moll', 'goalkeeper']) });
  await ingest(db, { key: 't2', told: talk('Kai Moll', ['Moll', 'judge']) });
  await ingest(db, { key: 't3', told: talk('Kai Anders Moll') });
  const [one, other] = [
    (await numberOf('t1', 'Kai Moll')) as number,
    (await numberOf('t3', 'Kai Anders Moll')) as number,
  ];
  const familiesOf = async (id: number) => (await rolesOf(id)).families;
  const first = await assignName(db, 't1', 'Kai Moll', other);
  const second = await assignName(db, 't2', 'Moll', one);
  expect([await familiesOf(one), await familiesOf(other)]).toEqual([['law'], ['sport']]);
  await undoDecision(db, first.decision);
  expect([await familiesOf(one), await familiesOf(other)]).toEqual([['law', 'sport'], []]);
  await undoDecision(db, second.decision);
  expect([await familiesOf(one), await familiesOf(other)]).toEqual([['sport'], []]);
  await checkNames(db);
});

test('a place that one article was taken from goes on to be linked', async () => {
  const place = (key: string, ...names: string[]) => {
    const told = talk('Port Merrin', ...names);
    for (const each of told.entities ?? []) each.type = 'LOC';
    return ingest(db, { key, told });
  };
  await place('l1');
  await place('l2', 'Old Merrin');
  const one = (await numberOf('l1', 'Port Merrin')) as number;
  const { decision, into } = await splitKnown(db, one, ['l2']);
  await place('l3', 'New Merrin');
  expect([await numberOf('l2', 'Port Merrin'), await numberOf('l3', 'Port Merrin')]).toEqual([into, one]);
  await undoDecision(db, decision);
  expect([await numberOf('l2', 'Port Merrin'), await numberOf('l3', 'Port Merrin')]).toEqual([one, one]);
});

test.each([
  ['as they were made', false],
  ['the last one first', true],
])('splits of who was split are taken back %s', async (_, isReversed) => {
  const [name, at] = isReversed ? ['Ida Falk', 'v'] : ['Ida Berg', 'u'];
  await ingest(db, { key: `${at}1`, told: talk(name) });
  await ingest(db, { key: `${at}2`, told: talk(name, [`${name} Other`, 'judge']) });
  await ingest(db, { key: `${at}3`, told: talk([name, 'goalkeeper']) });
  const one = (await numberOf(`${at}1`, name)) as number;
  const first = await splitKnown(db, one, [`${at}2`, `${at}3`]);
  const second = await splitKnown(db, first.into, [`${at}3`]);
  await ingest(db, { key: `${at}4`, told: talk([name, 'coach']) });
  expect(await numberOf(`${at}4`, name)).toBe(second.into);
  const decisions = [first.decision, second.decision];
  for (const decision of isReversed ? decisions.reverse() : decisions) await undoDecision(db, decision);
  const numbers = await Promise.all(['1', '2', '3', '4'].map((each) => numberOf(at + each, name)));
  expect(numbers).toEqual([one, one, one, one]);
  const { rows } = await sql`select roles from people_places_organizations where id = ${one}`.execute(db);
  expect(rows).toEqual([{ roles: ['coach', 'goalkeeper'] }]);
  await checkNames(db);
});

test('a name that the rules leave open can be said to be somebody', async () => {
  await ingest(db, { key: 'surname', told: talk('Okoye') });
  await ingest(db, { key: 'name', told: talk('Ada Okoye') });
  const ada = (await numberOf('name', 'Ada Okoye')) as number;
  const before = await seen(db);
  const { decision } = await assignName(db, 'surname', 'OKOYE', ada);
  expect(await numberOf('surname', 'Okoye')).toBe(ada);
  await undoDecision(db, decision);
  expect(await seen(db)).toEqual(before);
});

test('someone whose roles were met only by hand may have a namesake when that is taken back', async () => {
  await ingest(db, { key: 'n1', told: talk('Una Holt') });
  await ingest(db, { key: 'n2', told: talk(['Prewitt', 'goalkeeper']) });
  const una = (await numberOf('n1', 'Una Holt')) as number;
  const { decision } = await assignName(db, 'n2', 'Prewitt', una);
  await ingest(db, { key: 'n3', told: talk(['Una Holt', 'judge']) });
  const judge = await numberOf('n3', 'Una Holt');
  expect(judge).not.toBe(una);
  await checkNames(db);
  await undoDecision(db, decision);
  expect([await numberOf('n1', 'Una Holt'), await numberOf('n3', 'Una Holt')]).toEqual([una, judge]);
  await checkNames(db);
});

test('who is meant by no article any more has no roles of those that are taken back', async () => {
  await ingest(db, { key: 'o1', told: talk('Sol Brandt') });
  await ingest(db, { key: 'o2', told: talk('Sol Brandt', 'Tom Reyes') });
  await ingest(db, { key: 'o3', told: talk(['Prewitt', 'coach of Spain']) });
  const sol = (await numberOf('o1', 'Sol Brandt')) as number;
  const split = await splitKnown(db, sol, ['o2']);
  const given = await assignName(db, 'o3', 'Prewitt', split.into);
  await undoDecision(db, split.decision);
  expect(await rolesOf(split.into)).toEqual({ families: ['sport'], countries: ['ES'] });
  await undoDecision(db, given.decision);
  expect(await rolesOf(split.into)).toEqual({ families: [], countries: [] });
  await checkNames(db);
});

test('who was put back, and is taken out again, takes the roles along', async () => {
  await ingest(db, { key: 'w1', told: talk('Nils Aker') });
  await ingest(db, { key: 'w2', told: talk(['Nils Aker', 'judge']) });
  const one = (await numberOf('w1', 'Nils Aker')) as number;
  const { decision, into } = await splitKnown(db, one, ['w2']);
  await ingest(db, { key: 'w3', told: talk(['Nils Aker', 'lawyer', 'Senator']) });
  expect(await numberOf('w3', 'Nils Aker')).toBe(into);
  await undoDecision(db, decision);
  expect(await rolesOf(one)).toEqual({ families: ['law', 'office'], countries: [] });
  const merges = db.selectFrom('name_decisions').select('id').where('kind', '=', 'merge').where('from_id', '=', into);
  const { id } = await merges.executeTakeFirstOrThrow();
  await undoDecision(db, id);
  expect([await numberOf('w2', 'Nils Aker'), await numberOf('w3', 'Nils Aker')]).toEqual([one, into]);
  expect(await rolesOf(one)).toEqual({ families: ['law'], countries: [] });
  await checkNames(db);
});

test('what cannot be decided says why', async () => {
  await ingest(db, { key: 'x', told: talk('Ann Berg', 'Bo Dahl') });
  const organisation = {
    ...talk('Acme Widgets'),
    entities: [{ name: 'Acme Widgets', type: 'ORG' as const, mentions: ['Acme Widgets'] }],
  };
  await ingest(db, { key: 'y', told: organisation });
  const [ann, bo, acme] = [
    (await numberOf('x', 'Ann Berg')) as number,
    (await numberOf('x', 'Bo Dahl')) as number,
    (await numberOf('y', 'Acme Widgets')) as number,
  ];
  const refused: [() => Promise<unknown>, RegExp][] = [
    [() => mergeKnown(db, ann, 1e9), /has the number 1000000000/u],
    [() => mergeKnown(db, ann, ann), /the same already: Ann Berg/u],
    [() => mergeKnown(db, ann, acme), /only two of one type/u],
    [() => splitKnown(db, ann, []), /No article is given/u],
    [() => splitKnown(db, ann, ['nowhere']), /no document nowhere/u],
    [() => splitKnown(db, ann, ['y']), /y does not name/u],
    [() => splitKnown(db, ann, ['x'], { into: ann }), /is the same as/u],
    [() => splitKnown(db, ann, ['x'], { into: acme }), /is of type ORG, not PER/u],
    [() => assignName(db, 'x', 'Nobody Known', bo), /calls Nobody Known/u],
    [() => undoDecision(db, 1e9), /no decision 1000000000/u],
  ];
  for (const [decide, message] of refused) {
    const error = await decide().catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(NameDecisionError);
    expect((error as Error).message).toMatch(message);
  }
  const { decision } = await mergeKnown(db, ann, bo);
  await undoDecision(db, decision);
  await expect(undoDecision(db, decision)).rejects.toThrow(/was taken back at 20/u);
});
