import { html } from 'hono/html';
import type { Markup } from './layout.ts';

/** A point in time as a reader takes it in, to the minute: `2026-03-04 05:06 UTC`. */
export function moment(date: Date | string): Markup {
  const iso = new Date(date).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

/** The day of a point in time, in UTC: `2026-03-04`. Of articles, many of which give no more. */
export function day(date: Date): Markup {
  const iso = date.toISOString().slice(0, 10);
  return html`<time datetime="${iso}">${iso}</time>`;
}

/** A date as an article gives it, ISO 8601 as exact as it is. What is none is text. */
export function articleDate(date: string): Markup {
  if (!/^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/u.test(date)) {
    return html`<bdi>${date}</bdi>`;
  }
  return html`<time datetime="${date}">${date.replace('T', ' ')}</time>`;
}
