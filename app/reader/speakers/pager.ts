import { html } from 'hono/html';
import type { Markup } from '../layout.ts';

export interface PagerOptions {
  path: string;
  /** What else the address asks for; what is empty or left out is not asked for. */
  query: Record<string, string | undefined>;
  /** From 1. */
  page: number;
  hasNext: boolean;
}

/** Leads to the page before and the next one; nothing where there is only one. */
export function pager({ path, query, page, hasNext }: PagerOptions): Markup {
  if (page === 1 && !hasNext) return html``;
  const address = (number: number) => {
    const asked = Object.entries({ ...query, page: number > 1 ? String(number) : '' }).filter(([, value]) => value);
    return `${path}?${new URLSearchParams(asked as [string, string][])}`;
  };
  return html`<nav class="pager" aria-label="Pages">
${page > 1 ? html`<a class="button plain" rel="prev" href="${address(page - 1)}">Previous</a>` : ''}
<span>Page ${page}</span>
${hasNext ? html`<a class="button plain" rel="next" href="${address(page + 1)}">Next</a>` : ''}
</nav>`;
}
