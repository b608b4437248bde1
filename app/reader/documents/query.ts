import { z } from 'zod';
import { type DocumentFilter, orderOf } from '../../../db/reading/documents.ts';
import { day, place, search } from '../parameters.ts';

/** How documents ended, as the list can be narrowed down to them. */
export const OUTCOMES = { published: 'Published', failed: 'Failed', 'under way': 'Under way' } as const;
export type Outcome = keyof typeof OUTCOMES;

/** What the address of the list asks for. */
export const Query = z
  .object({
    q: search,
    outlet: z.string().max(200, { error: 'expected an outlet’s name of at most 200 characters' }).optional(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/u, { error: 'expected a language’s code such as en' })
      .optional(),
    from: day,
    to: day,
    outcome: z
      .enum(['published', 'failed', 'under way'], { error: 'expected published, failed or under way' })
      .default('published'),
    newer: z.string().optional(),
    older: z.string().optional(),
    partial: z.literal('1', { error: 'expected 1' }).optional(),
  })
  .superRefine((query, context) => {
    if (query.from !== undefined && query.to !== undefined && query.from > query.to) {
      context.addIssue({ code: 'custom', path: ['from'], message: `expected a day that is not after ${query.to}` });
    }
    const numbers = query.outcome === 'published' ? orderOf(query).columns.length - 1 : 1;
    for (const side of ['newer', 'older'] as const) {
      const { error } = place(numbers).safeParse(query[side]);
      if (error) context.addIssue({ code: 'custom', path: [side], message: error.issues[0].message });
    }
  });
export type Query = z.output<typeof Query>;

/** Which documents a query wants. */
export function filterOf({ q, outlet, language, from, to }: Omit<Query, 'outcome'>): DocumentFilter {
  return { search: q, outlet, language, from, to };
}

/** The parameters of a query but for the place, for addresses; what is as it is anyway is left out. */
export function parametersOf({ q, outlet, language, from, to, outcome }: Query): Record<string, string | undefined> {
  return { q, outlet, language, from, to, outcome: outcome === 'published' ? undefined : outcome };
}
