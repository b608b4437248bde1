import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import { applyAssignments } from './apply.ts';
import { assignedDocuments } from './assignments.ts';
import { type DecidedBy, type Decision, deciding, findRoot, lockKnown, NameDecisionError, record } from './journal.ts';
import { recountRoles } from './recount.ts';

/**
 * Says that two are the same: all that counts as `from` counts as `into` from then on, in articles to come too.
 * @throws NameDecisionError where there is no such number, they are of different types, or the same already.
 */
export function mergeKnown(db: Connection, from: number, into: number, decided: DecidedBy = {}): Promise<Decision> {
  return deciding(db, async (transaction) => {
    await lockKnown(transaction);
    const one = await findRoot(transaction, from);
    const other = await findRoot(transaction, into);
    if (one.id === other.id) throw new NameDecisionError(`${from} and ${into} are the same already: ${other.name}`);
    if (one.type !== other.type) {
      throw new NameDecisionError(
        `${from} (${one.name}) is of type ${one.type}, ${into} (${other.name}) of type ${other.type}: only two of one type can be the same`,
      );
    }
    const decision = await merge(transaction, one.id, other.id, decided);
    await recountRoles(transaction, [other.id]);
    return decision;
  });
}

/** Merges one that counts as itself into another such; the caller recounts the roles. */
async function merge(db: Connection, from: number, into: number, decided: DecidedBy): Promise<Decision> {
  const decision = await record(db, { kind: 'merge', from, into, ...decided });
  await sql`update known_entities set same_as = ${into} where same_as = ${from}`.execute(db);
  return decision;
}

/**
 * Takes a decision back, whatever was decided since: what it joined is apart again, with all that counted as it before and
 * what articles said of it meanwhile; articles that it took name whom they named.
 * @throws NameDecisionError where there is no such decision, or it was taken back before.
 */
export function undoDecision(db: Connection, id: number, { by }: Pick<DecidedBy, 'by'> = {}): Promise<Decision> {
  return deciding(db, async (transaction) => {
    const documentIds = await assignedDocuments(transaction, id);
    await lockKnown(transaction);
    const found = await transaction
      .selectFrom('name_decisions')
      .select(['kind', 'from_id', 'into_id', 'undone_at'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!found) throw new NameDecisionError(`There is no decision ${id}: the table name_decisions has them`);
    if (found.undone_at !== null) {
      throw new NameDecisionError(`Decision ${id} was taken back at ${found.undone_at.toISOString()}`);
    }
    await sql`
      update name_decisions set undone_at = clock_timestamp(), undone_by = coalesce(${by ?? null}, current_user) where id = ${id}
    `.execute(transaction);
    const { from_id: from, into_id: into } = found;
    const concerned = [into, ...(from === null ? [] : [from])];
    if (found.kind === 'merge') await separate(transaction, from as number);
    else {
      concerned.push(...(await applyAssignments(transaction, { documentIds, decisionId: id })));
      if (from !== null) await putBack(transaction, id, from, by);
    }
    await recountRoles(transaction, concerned);
    return { decision: id, from, into };
  });
}

/** What was merged into one before it was merged itself, and since, counts as it again. */
async function separate(db: Connection, id: number): Promise<void> {
  await sql`
    with recursive own (id) as (
      values (${id}::bigint)
      union
      select d.from_id from own join name_decisions d on d.into_id = own.id and d.kind = 'merge' and d.undone_at is null
    )
    update known_entities set same_as = ${id} where id in (select id from own)
  `.execute(db);
}

/**
 * Articles that came since a split, and were taken for who was set apart by it, name whom the others name.
 * @param from whom it was split from: where that one was set apart itself by a decision that was taken back, the one before
 * is named.
 */
async function putBack(db: Connection, split: number, from: number, by: string | undefined): Promise<void> {
  const homes = await homesOf(db, from);
  const home = homes.at(-1) as number;
  const apart = await db
    .selectFrom('known_entities as k')
    .innerJoin('name_decisions as d', 'd.into_id', 'k.id')
    .select('k.id')
    .where('d.id', '=', split)
    .whereRef('k.decision_id', '=', 'd.id')
    .whereRef('k.same_as', '=', 'k.id')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('known_entities as m')
          .innerJoin('entity_links as l', 'l.known_id', 'm.id')
          .select('l.entity')
          .whereRef('m.same_as', '=', 'k.id'),
      ),
    )
    .executeTakeFirst();
  if (apart !== undefined && !homes.includes(apart.id)) {
    await merge(db, apart.id, home, { by, reason: `decision ${split} was taken back` });
  }
}

/** What one counts as, and whom that was set apart from where this was taken back; the last is the one that stands for it. */
async function homesOf(db: Connection, from: number): Promise<number[]> {
  const homes = [from];
  for (let id: number | null = from; id !== null; ) {
    const root: number = (await findRoot(db, id)).id;
    if (homes.includes(root) && root !== id) break;
    homes.push(root);
    const taken: { from_id: number | null } | undefined = await db
      .selectFrom('known_entities as k')
      .innerJoin('name_decisions as d', 'd.id', 'k.decision_id')
      .select('d.from_id')
      .where('k.id', '=', root)
      .where('d.undone_at', 'is not', null)
      .executeTakeFirst();
    id = taken?.from_id ?? null;
  }
  return homes;
}
