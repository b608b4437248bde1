import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';

const MOST = 200;

/** How many items a page has at most. */
export const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(MOST)
  .default(50)
  .openapi({ description: 'Items of a page.', example: 50 });

/** A parameter that says where a page begins: a cursor, as `next` of the page before has it. */
export function cursor<Place>(place: z.ZodType<Place>) {
  return z
    .string()
    .max(4096)
    .transform((given, context): Place => {
      const parsed = place.safeParse(decode(given));
      if (parsed.success) return parsed.data;
      context.addIssue('expected a cursor that this list gave: follow the address in "next"');
      return z.NEVER;
    })
    .optional()
    .openapi({ type: 'string', description: 'Where the page begins: follow `next` rather than make one.' });
}

const encode = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');

/** @returns undefined where it is none. */
function decode(given: string): unknown {
  try {
    return JSON.parse(Buffer.from(given, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A page of a list, for the OpenAPI document and for answers. */
export function pageSchema<Item extends z.ZodType>(item: Item, name: string) {
  return z
    .object({
      items: z.array(item),
      next: z.string().nullable().meta({
        description: 'Address of the next page; null on the last. The header Link has it too, as rel="next".',
      }),
    })
    .openapi(name);
}

/**
 * The first `limit` of rows, of which one more was read, and the address of the page after them, which is also set as
 * the header `Link`.
 * @param placeOf where the page after a row begins.
 */
export function pageOf<Row>(
  c: Context,
  rows: Row[],
  limit: number,
  placeOf: (last: Row) => unknown,
): { items: Row[]; next: string | null } {
  if (rows.length <= limit) return { items: rows, next: null };
  const items = rows.slice(0, limit);
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.set('cursor', encode(placeOf(items[limit - 1])));
  const next = `${pathname}?${searchParams}`;
  c.header('link', `<${next}>; rel="next"`);
  return { items, next };
}
