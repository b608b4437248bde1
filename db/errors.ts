/**
 * SQLSTATE classes that say nothing against the statement itself: connection lost (08), transaction rolled back for
 * another's sake (40), out of resources (53), shutting down or cancelled (57), system error (58).
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const TRANSIENT = /^(?:08|40|53|57|58)/u;

/**
 * Whether an error of the database may be mended by trying again. False for what the database refuses every time
 * (a constraint, a malformed value, a missing table); true for a lost connection and for errors that are not SQL at all.
 */
export function isTransient(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code !== 'string' || !/^(?=.*\d)[0-9A-Z]{5}$/u.test(code) || TRANSIENT.test(code);
}

/** What an error says. Node gives one for several refused addresses (those of `localhost`) that has a code only. */
export function messageOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || String(error);
}
