import { html } from 'hono/html';
import type { Markup } from './layout.ts';

export interface PagerOptions {
  path: string;
  /** What the address asks for besides the place; what is undefined is not asked for. */
  query: Record<string, string | undefined>;
  /** Place of the first entry of this page, where there are newer ones. */
  newer: string | undefined;
  /** Place of the last entry of this page, where there are older ones. */
  older: string | undefined;
}

/** Leads to the entries before and after those of this page; nothing where these are all. */
export function pager({ path, query, newer, older }: PagerOptions): Markup {
  if (newer === undefined && older === undefined) return html``;
  return html`<nav class="pager" aria-label="Pages">
${newer === undefined ? '' : html`<a class="button plain" rel="prev" href="${addressOf(path, { ...query, newer })}">Previous</a>`}
${older === undefined ? '' : html`<a class="button plain" rel="next" href="${addressOf(path, { ...query, older })}">Next</a>`}
</nav>`;
}

/** A path with what is asked for. */
export function addressOf(path: string, query: Record<string, string | undefined>): string {
  const asked = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked)}`;
}
