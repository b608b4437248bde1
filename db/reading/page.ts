import { type RawBuilder, sql } from 'kysely';

/** A place between two entries of a list: that of one of them, and on which side of it the page lies. */
export interface Cursor {
  side: 'newer' | 'older';
  /** Of that entry: its time and numbers, joined by `_`, as `placeOf` writes them. */
  of: string;
}

/** Entries that follow one another in a list, the newest first. */
export interface Page<Entry> {
  entries: Entry[];
  hasNewer: boolean;
  hasOlder: boolean;
}

/** The place of an entry: a text. @param columns a time and numbers, by which together no two entries are equal. */
export function placeOf([time, ...numbers]: readonly string[]): RawBuilder<string> {
  // All six digits of the seconds: JavaScript's dates have only three.
  const text = sql`to_char(${sql.ref(time)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return sql<string>`concat_ws('_', ${text}, ${sql.join(numbers.map((number) => sql.ref(number)))})`;
}

/**
 * What stands beyond a cursor, on its side; all where there is none.
 * @param columns as in `placeOf`, or the first of them. @param orAt also what is equal in these.
 */
export function beyond(columns: readonly string[], cursor: Cursor | null, orAt = false): RawBuilder<unknown> {
  if (cursor === null) return sql`true`;
  const operator = sql.raw((cursor.side === 'older' ? '<' : '>') + (orAt ? '=' : ''));
  const [time, ...numbers] = cursor.of.split('_').slice(0, columns.length);
  const values = [sql`${time}::timestamptz`, ...numbers.map((number) => sql`${number}::bigint`)];
  return sql`(${sql.join(columns.map((column) => sql.ref(column)))}) ${operator} (${sql.join(values)})`;
}

/** What to order by so that what is next to the cursor comes first. */
export function by(columns: readonly string[], cursor: Cursor | null): RawBuilder<unknown> {
  const direction = sql.raw(cursor?.side === 'newer' ? 'asc' : 'desc');
  return sql.join(columns.map((column) => sql`${sql.ref(column)} ${direction}`));
}

/** Makes a page of what a query gave that was ordered so and asked for one entry more than `limit`. */
export function pageOf<Entry>(rows: readonly Entry[], cursor: Cursor | null, limit: number): Page<Entry> {
  const isCut = rows.length > limit;
  const entries = rows.slice(0, limit);
  if (cursor?.side === 'newer') return { entries: entries.reverse(), hasNewer: isCut, hasOlder: true };
  return { entries, hasNewer: cursor !== null, hasOlder: isCut };
}
