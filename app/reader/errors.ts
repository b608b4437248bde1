import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { page } from './layout.ts';

/** Something that was asked for and is not there. @param message what is not there, and where to look. */
export function notFound(message: string): HTTPException {
  return new HTTPException(404, { message });
}

/** An address that cannot be understood. @param message what is wrong, with the value, and what is expected. */
export function badRequest(message: string): HTTPException {
  return new HTTPException(400, { message });
}

const TITLES: Record<number, string> = { 400: 'That cannot be asked', 404: 'Not found', 503: 'That took too long' };

/** The database gave a query up: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const QUERY_CANCELED = '57014';

/** A page that says what was wrong. What nobody foresaw is logged under an id, and the page gives only that. */
export function errorPage(error: Error, c: Context): Response | Promise<Response> {
  if ((error as { code?: unknown }).code === QUERY_CANCELED) {
    const message = 'The database gave it up. Ask for less: another word, a filter more, fewer days.';
    return errorPage(new HTTPException(503, { message }), c);
  }
  if (error instanceof HTTPException) {
    const title = TITLES[error.status] ?? 'Not possible';
    const body = html`<h1>${title}</h1>\n<p>${error.message}</p>\n<p><a href="/">All documents</a></p>`;
    return page(c, { title, body }, error.status);
  }
  const id = randomUUID();
  const { pathname } = new URL(c.req.url);
  console.error(`${new Date().toISOString()} ERROR ${c.req.method} ${pathname} id=${id}\n${error.stack ?? error}`);
  const body = html`<h1>Something went wrong here</h1>
<p>The reader's log tells what, under the id <code>${id}</code>. If the database is away, try again when it is back.</p>
<p><a href="/">All documents</a></p>`;
  return page(c, { title: 'Error', body }, 500);
}
