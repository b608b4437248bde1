import { sql } from 'kysely';
import type { Database } from './connection.ts';
import { carryOutPrune } from './prune/carry-out.ts';
import { countPlan, type PrunedTable, type PruneOptions, planPrune } from './prune/plan.ts';

export type { PrunedTable, PruneOptions } from './prune/plan.ts';

/** Another prune goes on. */
export class PruneUnderWayError extends Error {
  override readonly name = 'PruneUnderWayError';
  constructor() {
    super('another prune is under way: wait for its end');
  }
}

/** Known to all that prune one database. */
const LOCK = 5_207_034;

/**
 * Deletes old versions, and then what nothing needs any more: captures, bytes, results, artifacts and their rows. Never a
 * current version, nor what one needs: its facts, its lineage down to the bytes, and what spares reading it anew.
 * Documents, their keys and open failures stay. Work under way may go on meanwhile.
 *
 * @param options.dryRun counts what would go, and deletes nothing.
 * @returns rows and bytes by table, as they were planned.
 * @throws PruneUnderWayError.
 */
export function prune(
  db: Database,
  { dryRun, ...options }: PruneOptions & { dryRun: boolean },
): Promise<PrunedTable[]> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_lock(${LOCK}) as locked`.execute(connection);
    if (!rows[0].locked) throw new PruneUnderWayError();
    try {
      await planPrune(connection, options);
      const planned = await countPlan(connection);
      if (!dryRun) await carryOutPrune(connection);
      return planned;
    } finally {
      await sql`discard temporary`.execute(connection);
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection);
    }
  });
}
