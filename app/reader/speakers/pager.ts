import { html } from 'hono/html';
import { z } from 'zod';
import type { Markup } from '../layout.ts';
import { addressOf } from '../pager.ts';

const LAST_PAGE = 100_000;

/** Which page of a list, from 1. */
export const pageNumber = z.coerce
  .number({ error: 'expected a number' })
  .int({ error: 'expected a whole number' })
  .min(1, { error: 'expected a page from 1' })
  .max(LAST_PAGE, { error: `expected a page up to ${LAST_PAGE}` })
  .default(1);

export interface PagerOptions {
  path: string;
  /** What else the address asks for; what is undefined is not asked for. */
  query: Record<string, string | undefined>;
  /** From 1. */
  page: number;
  hasNext: boolean;
}

/** Leads to the page before and the next one, of lists without an order that a place could be told in. */
export function pager({ path, query, page, hasNext }: PagerOptions): Markup {
  if (page === 1 && !hasNext) return html``;
  const address = (number: number) => addressOf(path, { ...query, page: number === 1 ? undefined : String(number) });
  return html`<nav class="pager" aria-label="Pages">
${page > 1 ? html`<a class="button plain" rel="prev" href="${address(page - 1)}">Previous</a>` : ''}
<span>Page ${page}</span>
${hasNext ? html`<a class="button plain" rel="next" href="${address(page + 1)}">Next</a>` : ''}
</nav>`;
}
