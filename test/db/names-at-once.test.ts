import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { linkEarlier } from '../../db/known-names/backfill.ts';
import { mergeKnown, undoDecision } from '../../db/known-names/decisions.ts';
import { NameDecisionError } from '../../db/known-names/journal.ts';
import { linkNames } from '../../db/known-names/link.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { ingest } from './ingest.ts';
import { checkNames, talk } from './names.ts';

const { db } = await createTestDatabase({ maxConnections: 12 });

const ROLES = ['Senator', 'minister of Spain', 'minister of Portugal', 'goalkeeper', 'singer', 'judge'];
const NAMES = Array.from({ length: 12 }, (_, i) => `Ada ${'ABCDEFGHIJKL'[i]}erg`);

const person = fc.tuple(fc.constantFrom(...NAMES), fc.option(fc.constantFrom(...ROLES), { nil: undefined }));
const people = fc.uniqueArray(person, { minLength: 1, maxLength: 6, selector: ([name]) => name });

const told = (given: [string, string | undefined][]) =>
  talk(...given.map(([name, role]): [string, ...string[]] => (role === undefined ? [name] : [name, role])));

/** As if nothing had been known. */
function forget(): Promise<unknown> {
  return db.transaction().execute(async (transaction) => {
    await sql`set local copydesk.prune = on`.execute(transaction);
    for (const table of ['entity_links', 'name_decisions', 'known_entities']) {
      await sql`delete from ${sql.table(table)}`.execute(transaction);
    }
  });
}

/** Merges and takes back while others publish; what has gone meanwhile is refused. */
async function decide(): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from known_entities where same_as = id order by random() limit 2
  `.execute(db);
  if (rows.length < 2) return;
  try {
    const { decision } = await mergeKnown(db, rows[0].id, rows[1].id);
    await undoDecision(db, decision);
  } catch (error) {
    if (!(error instanceof NameDecisionError)) throw error;
  }
}

test('whoever publishes the same names at the same moment, in whatever order, gets the same numbers, and none waits in a ring', async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(people, { minLength: 8, maxLength: 24 }), async (articles) => {
      round += 1;
      for (const [i, each] of articles.entries()) await ingest(db, { key: `r${round}-${i}`, told: told(each) });
      const { rows: versions } = await sql<{ documentId: number; entitiesArtifactId: number }>`
        select document_id as "documentId", entities_artifact_id as "entitiesArtifactId" from document_versions
      `.execute(db);
      await forget();
      // Slices that overlap, each in an order of its own.
      const slices = Array.from({ length: 8 }, (_, i) => versions.filter((_, at) => (at * 7 + i * 3) % 5 < 3));
      await Promise.all([
        ...slices.map((slice, i) =>
          db.transaction().execute((transaction) => linkNames(transaction, i % 2 === 0 ? slice : slice.toReversed())),
        ),
        decide(),
        decide(),
      ]);
      await linkEarlier(db);
      await checkNames(db);
      const { rows } = await sql`
        select type, key, sense, count(*) from known_entities group by 1, 2, 3 having count(*) > 1
      `.execute(db);
      expect(rows).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test('one name that many documents bring at once for the first time has one number', async () => {
  const published = await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      ingest(db, { key: `new-${i}`, told: talk('Zoe Quist', `Only ${'abcdefghij'[i % 10]}here`) }),
    ),
  );
  expect(published.every((each) => each.published)).toBe(true);
  const { rows } = await sql`
    select count(distinct known_id) as numbers, count(distinct document_id) as documents,
      count(distinct artifact_id) filter (where reason = 'first') as first
    from current_entity_links where canonical = 'Zoe Quist'
  `.execute(db);
  expect(rows).toEqual([{ numbers: 1, documents: 30, first: 1 }]);
  await checkNames(db);
});

test('hundreds of names that are new to all who bring them at once are known once', async () => {
  const versions = await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      const names = Array.from({ length: 10 }, (__, at) => `New${i} Person${at}`);
      const { documentId } = await ingest(db, { key: `many-${i}`, told: talk(...names) });
      return documentId;
    }),
  );
  const { rows } = await sql<{ documentId: number; entitiesArtifactId: number }>`
    select document_id as "documentId", entities_artifact_id as "entitiesArtifactId" from document_versions
    where document_id = any(${versions}::bigint[])
  `.execute(db);
  for (let round = 0; round < 5; round += 1) {
    await forget();
    await Promise.all(
      Array.from({ length: 8 }, () => db.transaction().execute((transaction) => linkNames(transaction, rows))),
    );
  }
  const { rows: known } = await sql`
    select count(*) as known, count(distinct key) as keys from known_entities where key like 'new%'
  `.execute(db);
  expect(known).toEqual([{ known: 600, keys: 600 }]);
});
