import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import { storable } from './storable.ts';

/** What is known of a host's robots.txt. */
export interface KnownRobots {
  /** Empty where the host has none; null where that could not be found out. */
  robots: string | null;
  /** Why not. */
  problem: string | null;
}

/** Null where robots.txt has not been asked for, or too long ago. */
export async function findRobots(db: Connection, origin: string): Promise<KnownRobots | null> {
  const row = await db
    .selectFrom('web_hosts')
    .select(['robots', 'robots_problem as problem'])
    .where('origin', '=', origin)
    .where('robots_expires_at', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst();
  return row ?? null;
}

/** @param lifetime milliseconds until it is asked for again. */
export async function saveRobots(
  db: Connection,
  origin: string,
  { robots, problem }: KnownRobots,
  lifetime: number,
): Promise<void> {
  const known = {
    robots: robots === null ? null : storable(robots),
    robots_problem: problem,
    robots_expires_at: sql<Date>`clock_timestamp() + ${lifetime} * interval '1 millisecond'`,
  };
  await db
    .insertInto('web_hosts')
    .values({ origin, ...known })
    .onConflict((conflict) => conflict.column('origin').doUpdateSet(known))
    .execute();
}

/**
 * Reserves times for requests to a host, one after the other, so that all workers together keep the interval.
 * @param interval milliseconds between two requests.
 * @returns milliseconds from now until the first of them.
 */
export async function reserveRequests(
  db: Connection,
  origin: string,
  requests: number,
  interval: number,
): Promise<number> {
  const length = sql`${requests * interval} * interval '1 millisecond'`;
  const { rows } = await sql<{ wait: number }>`
    insert into web_hosts as h (origin, next_request_at) values (${origin}, clock_timestamp() + ${length})
    on conflict (origin) do update set next_request_at = greatest(h.next_request_at, clock_timestamp()) + ${length}
    returning extract(epoch from next_request_at - ${length} - clock_timestamp())::float8 * 1000 as wait
  `.execute(db);
  return Math.max(0, Math.round(rows[0].wait));
}
