import { sql } from 'kysely';
import type { KnownType } from '../../stages/known-names/index.ts';
import { type Connection, inTransaction } from '../connection.ts';

/** A decision on who is the same that cannot be carried out; the message says why, and what to do. */
export class NameDecisionError extends Error {
  override readonly name = 'NameDecisionError';
}

/** Who decides, and why. */
export interface DecidedBy {
  /** Name of a person or a program. Default: the database's user. */
  by?: string;
  reason?: string;
}

/** What was decided: `undoDecision` takes it back by its number. Others are numbers of `known_entities`. */
export interface Decision {
  decision: number;
  /** Of a merge: who counts as another from now on. Else whom articles were taken from, if anybody. */
  from: number | null;
  /** Who that is, or whom some articles name. */
  into: number;
}

/** One that others may count as. */
export interface Root {
  id: number;
  type: KnownType;
  name: string;
}

/** Attempts at a decision that waits for others in a ring. */
const ATTEMPTS = 5;
/** What PostgreSQL says then to the one whose transaction it ends. */
const DEADLOCK = '40P01';

/** Carries a decision out in a transaction, anew where it and others, as who deletes old links, waited for each other. */
export async function deciding<T>(db: Connection, work: (transaction: Connection) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(db, work);
    } catch (error) {
      if ((error as { code?: unknown }).code !== DEADLOCK || db.isTransaction || attempt === ATTEMPTS) throw error;
    }
  }
}

/**
 * Keeps others from linking names, and from deciding, until the transaction ends. Whoever publishes holds a lock
 * on some documents by then: who needs these takes them before.
 */
export async function lockKnown(transaction: Connection): Promise<void> {
  await sql`lock table known_entities in exclusive mode`.execute(transaction);
}

/**
 * Waits for those who decide, and lets them wait until the transaction ends: what is linked by then they see, and what they
 * decided is seen here. Those who link do not wait for each other.
 */
export async function waitForDecisions(transaction: Connection): Promise<void> {
  await sql`lock table known_entities in row exclusive mode`.execute(transaction);
}

/** What a number counts as. @throws NameDecisionError where there is none. */
export async function findRoot(db: Connection, id: number): Promise<Root> {
  const root = await db
    .selectFrom('known_entities as k')
    .innerJoin('known_entities as r', 'r.id', 'k.same_as')
    .select(['r.id', 'r.type', 'r.name'])
    .where('k.id', '=', id)
    .executeTakeFirst();
  if (!root) {
    throw new NameDecisionError(
      `Nobody and nothing has the number ${id}: the view people_places_organizations has them`,
    );
  }
  return root as Root;
}

/** The number that the next decision will have. */
export async function nextDecision(db: Connection): Promise<number> {
  const { rows } = await sql<{ id: number }>`select nextval('name_decisions_id_seq') as id`.execute(db);
  return rows[0].id;
}

/** Writes a decision down. @param id as `nextDecision` gave it; drawn where left out. */
export async function record(
  db: Connection,
  decided: DecidedBy & { id?: number; kind: 'merge' | 'assign'; from: number | null; into: number },
): Promise<Decision> {
  const { kind, from, into, reason = null, by = null } = decided;
  const id = decided.id ?? (await nextDecision(db));
  await sql`
    insert into name_decisions (id, kind, from_id, into_id, reason, decided_by)
    values (${id}, ${kind}, ${from}, ${into}, ${reason}, coalesce(${by}, current_user))
  `.execute(db);
  return { decision: id, from, into };
}
