import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { upsertDocument } from '../../db/documents.ts';
import { assignName, splitKnown } from '../../db/known-names/assignments.ts';
import { linkEarlier } from '../../db/known-names/backfill.ts';
import { mergeKnown, undoDecision } from '../../db/known-names/decisions.ts';
import { NameDecisionError, waitForDecisions } from '../../db/known-names/journal.ts';
import { listAttributions } from '../../db/reading/api-attributions.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { ingest } from './ingest.ts';
import { checkNames, talk } from './names.ts';

const { db } = await createTestDatabase();

async function linkOf(document: string, canonical: string) {
  const { rows } = await sql<{ known_id: number | null; found_id: number | null; decision: number | null }>`
    select known_id, found_id, decision from current_entity_links where document = ${document} and canonical = ${canonical}
  `.execute(db);
  return rows[0];
}

const numberOf = async (document: string, canonical: string) => (await linkOf(document, canonical)).known_id as number;

/** As before there were links: what is known stays. */
function unlink(document: string): Promise<unknown> {
  return db.transaction().execute(async (transaction) => {
    await sql`set local copydesk.prune = on`.execute(transaction);
    await sql`
      delete from entity_links where artifact_id in (
        select v.entities_artifact_id from document_versions v join documents d on d.id = v.document_id where d.key = ${document})
    `.execute(transaction);
  });
}

/** Until others wait for locks, or it is done. */
async function untilWaiting(work: Promise<unknown>): Promise<void> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  for (;;) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    `.execute(db);
    if (isDone || rows[0].count > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('what is decided while the names of earlier articles are being linked holds for these', async () => {
  await ingest(db, { key: 'who', told: talk('Ada Okoye') });
  await ingest(db, { key: 'surname', told: talk('Okoye') });
  const ada = await numberOf('who', 'Ada Okoye');
  await unlink('surname');
  const linking = await db.transaction().execute(async (deciding) => {
    await assignName(deciding, 'surname', 'Okoye', ada);
    const linked = linkEarlier(db);
    await untilWaiting(linked);
    return [linked];
  });
  await Promise.all(linking);
  expect(await linkOf('surname', 'Okoye')).toMatchObject({ known_id: ada, found_id: null });
  await checkNames(db);
});

test('who decides waits for those who link, though they add nothing', async () => {
  await ingest(db, { key: 'one', told: talk('Ida Moss') });
  await ingest(db, { key: 'other', told: talk('Ida Mosse') });
  const [one, other] = [await numberOf('one', 'Ida Moss'), await numberOf('other', 'Ida Mosse')];
  let isDecided = false;
  const deciding = await db.transaction().execute(async (publishing) => {
    await ingest(publishing as typeof db, { key: 'three', told: talk('Ida Moss', 'Ida Mosse') });
    const merged = mergeKnown(db, one, other).then(() => {
      isDecided = true;
    });
    await untilWaiting(merged);
    expect(isDecided).toBe(false);
    return [merged];
  });
  await Promise.all(deciding);
  await checkNames(db);
});

test('whom a name was taken from is written down, and who it is already is no decision', async () => {
  await ingest(db, { key: 'wrong', told: talk('Max Stone') });
  await ingest(db, { key: 'right', told: talk('Maximilian Stone') });
  const [wrong, right] = [await numberOf('wrong', 'Max Stone'), await numberOf('right', 'Maximilian Stone')];
  const decided = await assignName(db, 'wrong', 'Max Stone', right);
  expect(decided).toMatchObject({ from: wrong, into: right });
  await expect(assignName(db, 'wrong', 'Max Stone', right)).rejects.toThrow(/Max Stone in wrong is \d+ .* already/u);
  await undoDecision(db, decided.decision);
  expect(await numberOf('wrong', 'Max Stone')).toBe(wrong);
  await checkNames(db);
});

test('statements are found by all numbers that count as the same', async () => {
  await ingest(db, { key: 'short form', told: talk('Kit Vale') });
  await ingest(db, { key: 'full form', told: talk('Christopher Vale') });
  const [short, full] = [await numberOf('short form', 'Kit Vale'), await numberOf('full form', 'Christopher Vale')];
  await mergeKnown(db, short, full);
  const [all, same] = await Promise.all(
    [full, short].map((speakerId) => listAttributions(db, { speakerId }, { limit: 10 })),
  );
  expect(all).toHaveLength(2);
  expect(same).toEqual(all);
});

test('articles that were never published are refused, and nothing is decided', async () => {
  await ingest(db, { key: 'read', told: talk('Lea Holm') });
  const lea = await numberOf('read', 'Lea Holm');
  await upsertDocument(db, 'unread');
  const before = await db.selectFrom('name_decisions').selectAll().orderBy('id').execute();
  for (const decide of [
    () => splitKnown(db, lea, ['unread']),
    () => splitKnown(db, lea, ['read', 'unread']),
    () => splitKnown(db, lea, ['unread'], { into: lea }),
    () => assignName(db, 'unread', 'Lea Holm', lea),
  ]) {
    const error = await decide().catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(NameDecisionError);
    expect((error as Error).message).toMatch(/unread has no published version/u);
  }
  expect(await db.selectFrom('name_decisions').selectAll().orderBy('id').execute()).toEqual(before);
});

test('no link is moved to somebody or to a decision that is not there', async () => {
  await ingest(db, { key: 'linked', told: talk('Ola Brandt') });
  const ola = await numberOf('linked', 'Ola Brandt');
  const { decision } = await assignName(db, 'read', 'Lea Holm', ola);
  for (const [knownId, decisionId] of [
    [1e9, decision],
    [ola, 1e9],
  ]) {
    const moving = sql`
      update entity_links set known_id = ${knownId}, decision_id = ${decisionId} where known_id = ${ola}
    `.execute(db);
    await expect(moving).rejects.toMatchObject({ code: '23503', table: 'entity_links' });
  }
  await undoDecision(db, decision);
});

test('a decision that waits with others in a ring is carried out once they are done', async () => {
  await ingest(db, { key: 'ring', told: talk('Ada Okoye', 'Prewitt') });
  const ada = await numberOf('ring', 'Ada Okoye');
  const assigning = await db.transaction().execute(async (holding) => {
    // The decision is what PostgreSQL ends.
    await sql`set local deadlock_timeout = '1min'`.execute(holding);
    await sql`
      select from entity_links l join current_entities e on e.artifact_id = l.artifact_id and e.entity = l.entity
      where e.document = 'ring' for update of l
    `.execute(holding);
    const work = assignName(db, 'ring', 'Prewitt', ada);
    await untilWaiting(work);
    await waitForDecisions(holding);
    return [work];
  });
  await Promise.all(assigning);
  expect(await numberOf('ring', 'Prewitt')).toBe(ada);
});
