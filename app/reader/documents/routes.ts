import { Hono } from 'hono';
import { html } from 'hono/html';
import { findFilterChoices } from '../../../db/reading/documents-choices.ts';
import type { ReaderContext } from '../context.ts';
import { page } from '../layout.ts';
import { readParameters } from '../parameters.ts';
import { searchForm } from './form.ts';
import { Query } from './query.ts';
import { results } from './results.ts';

/** `/`: all documents, the newest first, with search and filters. `?partial=1` gives only the list, for `search.js`. */
export function documentListRoutes({ db }: ReaderContext): Hono {
  return new Hono().get('/', async (c) => {
    const query = readParameters(c, Query);
    if (query.partial !== undefined) return c.html(html`${await results(db, query)}`);
    const [choices, found] = await Promise.all([findFilterChoices(db), results(db, query)]);
    const body = html`<h1>Documents</h1>
${searchForm(query, choices)}
<p id="status" class="hidden-text" role="status"></p>
<div id="results">
${found}
</div>`;
    return page(c, { title: query.q ?? 'Documents', active: 'documents', scripts: ['search.js'], body });
  });
}
