import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { listQuotedSpeakers, type QuotedSpeaker } from '../../../db/reading/speakers.ts';
import type { ReaderContext } from '../context.ts';
import { type Markup, page } from '../layout.ts';
import { speakerLink } from '../links.ts';
import { LONGEST_SEARCH, readParameters, search } from '../parameters.ts';
import { pageNumber, pager } from './pager.ts';

/** Speakers of one page. */
const PAGE_SIZE = 50;

const Query = z.object({ q: search, page: pageNumber, partial: z.string().optional() });

/** `/speakers`: who is quoted, the most quoted first; `?q=` part of a name. `?partial=1` gives only the list, for `search.js`. */
export function speakerListRoutes({ db }: ReaderContext): Hono {
  return new Hono().get('/speakers', async (c) => {
    const { q, page: number, partial } = readParameters(c, Query);
    const limit = { limit: PAGE_SIZE + 1, offset: (number - 1) * PAGE_SIZE };
    const found = await listQuotedSpeakers(db, q ?? '', limit);
    const list = html`${found.length === 0 ? html`<p class="notice">Nobody of such a name is quoted.</p>` : speakerTable(found.slice(0, PAGE_SIZE))}
${pager({ path: '/speakers', query: { q }, page: number, hasNext: found.length > PAGE_SIZE })}`;
    if (partial !== undefined) return c.html(list);
    const body = html`<h1>Speakers</h1>
<form class="filters" action="/speakers" role="search" data-live="speakers" data-things="speakers">
<label class="wide">Part of a name
<input type="search" name="q" value="${q ?? ''}" maxlength="${LONGEST_SEARCH}" autocomplete="off"></label>
<p><button>Search</button></p>
</form>
<p id="status" class="hidden-text" role="status"></p>
<div id="speakers">
${list}
</div>`;
    return page(c, { title: 'Speakers', active: 'speakers', styles: ['document.css'], scripts: ['search.js'], body });
  });
}

function speakerTable(speakers: QuotedSpeaker[]): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Speakers">
<table>
<thead><tr><th scope="col">Speaker</th><th scope="col" class="number">Statements</th></tr></thead>
<tbody>${speakers.map(
    ({ name, statements }) => html`
<tr><th scope="row" class="name">${speakerLink(name)}</th><td class="number">${statements.toLocaleString('en')}</td></tr>`,
  )}</tbody>
</table>
</div>`;
}
