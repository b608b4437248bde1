import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../../db/connection.ts';
import { assignName, splitKnown } from '../../db/known-names/assignments.ts';
import { mergeKnown, undoDecision } from '../../db/known-names/decisions.ts';
import { NameDecisionError } from '../../db/known-names/journal.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { ingest } from './ingest.ts';
import { checkNames, seen, talk } from './names.ts';

const { db } = await createTestDatabase();

const NAMES = ['Ann Berg', 'Bo Dahl', 'Cy Eng', 'Ann Fisk', 'Okoye'];
const ROLES = ['judge', 'goalkeeper', 'coach of Italy', 'coach of Spain', 'Senator'];
const KEYS = ['m1', 'm2', 'm3', 'm4'];

type Person = [name: string, ...roles: string[]];

type Act =
  | { act: 'publish'; key: string; people: Person[] }
  | { act: 'merge' | 'split'; pick: number; other: number; key: string }
  | { act: 'assign'; pick: number; key: string; name: string }
  | { act: 'undo'; pick: number };

const person = fc
  .tuple(fc.constantFrom(...NAMES), fc.option(fc.constantFrom(...ROLES), { nil: null }))
  .map(([name, role]): Person => (role === null ? [name] : [name, role]));

const publication = fc.record({
  act: fc.constant('publish' as const),
  key: fc.constantFrom(...KEYS),
  people: fc.uniqueArray(person, { minLength: 1, maxLength: 3, selector: ([name]) => name }),
});

const act: fc.Arbitrary<Act> = fc.oneof(
  publication,
  fc.record({
    act: fc.constantFrom('merge' as const, 'split' as const),
    pick: fc.nat(20),
    other: fc.nat(20),
    key: fc.constantFrom(...KEYS),
  }),
  fc.record({
    act: fc.constant('assign' as const),
    pick: fc.nat(20),
    key: fc.constantFrom(...KEYS),
    name: fc.constantFrom(...NAMES),
  }),
  fc.record({ act: fc.constant('undo' as const), pick: fc.nat(20) }),
);

/** Decides, or publishes; null where that is refused or is no decision. */
async function carryOut(database: Database, given: Act): Promise<number | null> {
  if (given.act === 'publish') {
    await ingest(database, { key: given.key, told: talk(...given.people), fingerprint: 'decisions' });
    return null;
  }
  const { rows: known } = await sql<{ id: number }>`
    select id from people_places_organizations where type = 'PER' order by id
  `.execute(database);
  const one = (at: number) => known[at % Math.max(known.length, 1)]?.id ?? 0;
  try {
    if (given.act === 'merge') return (await mergeKnown(database, one(given.pick), one(given.other))).decision;
    if (given.act === 'split') return (await splitKnown(database, one(given.pick), [given.key])).decision;
    if (given.act === 'assign') return (await assignName(database, given.key, given.name, one(given.pick))).decision;
    const open = await database.selectFrom('name_decisions').select('id').where('undone_at', 'is', null).execute();
    if (open.length > 0) await undoDecision(database, open[given.pick % open.length].id);
  } catch (error) {
    if (!(error instanceof NameDecisionError)) throw error;
  }
  return null;
}

/** Who everybody is in articles that have no text in common with one. */
async function seenElsewhere(key: string): Promise<Map<string, unknown>> {
  const { rows } = await sql<{ name: string; known_id: number | null }>`
    select e.document || ' ' || e.canonical as name, e.known_id from current_entities e
    where e.artifact_id not in (
      select v.entities_artifact_id from document_versions v join documents d on d.id = v.document_id where d.key = ${key})
  `.execute(db);
  return new Map(rows.map(({ name, known_id }) => [name, known_id]));
}

test('whatever was decided, published and taken back before, taking a decision back at once restores what was', async () => {
  for (const key of KEYS) await ingest(db, { key, told: talk(...NAMES.slice(0, 3)), fingerprint: 'decisions' });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(act, publication), { minLength: 1, maxLength: 6 }), async (acts) => {
      for (const [each, meanwhile] of acts) {
        const before = await seen(db);
        const decision = await carryOut(db, each);
        await checkNames(db);
        if (decision === null) continue;
        await undoDecision(db, decision);
        expect(await seen(db)).toEqual(before);
        await checkNames(db);
        // Half of them stand, so that later ones meet them; of the others half are taken back after somebody has published.
        if (decision % 2 === 0) {
          expect(await carryOut(db, each)).not.toBeNull();
        } else if (decision % 4 === 1) {
          const whose = await seenElsewhere(meanwhile.key);
          const again = await carryOut(db, each);
          await carryOut(db, meanwhile);
          await checkNames(db);
          await undoDecision(db, again as number);
          const now = await seenElsewhere(meanwhile.key);
          for (const [name, id] of now) expect([name, id]).toEqual([name, whose.get(name)]);
          await checkNames(db);
        }
      }
    }),
    { numRuns: 40 },
  );

  // Taken back altogether, in any order, they leave what the rules found.
  for (let step = 1; ; step += 1) {
    const open = await db.selectFrom('name_decisions').select('id').where('undone_at', 'is', null).execute();
    if (open.length === 0) break;
    await undoDecision(db, open[(step * 7) % open.length].id);
    await checkNames(db);
  }
  const { rows } = await sql`
    select l.artifact_id from entity_links l left join known_entities n on n.id = l.known_id
    where l.known_id is distinct from l.found_id or n.same_as <> n.id
  `.execute(db);
  expect(rows).toEqual([]);
});
