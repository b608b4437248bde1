import type { Context } from 'hono';
import { z } from 'zod';
import type { Cursor } from '../../db/reading/page.ts';
import { badRequest } from './errors.ts';

/** Characters of what is typed into a box. */
export const LONGEST_SEARCH = 200;

/**
 * Reads what the address asks for after its question mark. Empty fields of a form count as left out, control characters, of
 * which PostgreSQL does not store all, as spaces.
 *
 * @throws a page 400 that names each parameter that is wrong, its value, and what was expected.
 */
export function readParameters<Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> {
  const given = Object.entries(c.req.query()).flatMap(([name, value]) => {
    const text = value
      .replaceAll(/\p{Cc}/gu, ' ')
      .toWellFormed()
      .trim();
    return text === '' ? [] : [[name, text]];
  });
  const { data, error } = schema.safeParse(Object.fromEntries(given));
  if (!error) return data;
  const values = Object.fromEntries(given);
  const lines = error.issues.map(({ path: [name], message }) => {
    const value = String(values[String(name)]);
    return `${String(name)} is “${value.length > 80 ? `${value.slice(0, 80)}…` : value}”: ${message}.`;
  });
  throw badRequest(lines.join(' '));
}

/** What is typed into a search box. */
export const search = z
  .string()
  .max(LONGEST_SEARCH, { error: `expected at most ${LONGEST_SEARCH} characters; search for less` })
  .optional();

const FIRST_DAY = '0001-01-01';

/** A day, as a date field of a form gives it. */
export const day = z.iso
  .date({ error: 'expected a day such as 2026-03-04' })
  .refine((date) => date >= FIRST_DAY, { error: `expected a day from ${FIRST_DAY} on` })
  .optional();

const POINT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)(?:_\d{1,18})+$/u;

/** A place in a list, as the addresses of Previous and Next have it. @param numbers how many follow the time. */
export function place(numbers: number) {
  return z
    .string()
    .refine(
      (value) => {
        const [, time] = POINT.exec(value) ?? [];
        const isTime = time !== undefined && z.iso.datetime({ precision: 6 }).safeParse(time).success;
        return isTime && time >= FIRST_DAY && value.split('_').length === numbers + 1;
      },
      { error: 'expected a place as Previous and Next have it; begin with the first page' },
    )
    .optional();
}

/** Where the page begins that an address asks for; null for the first. */
export function cursorOf({ newer, older }: { newer?: string; older?: string }): Cursor | null {
  if (newer !== undefined) return { side: 'newer', of: newer };
  return older === undefined ? null : { side: 'older', of: older };
}
