import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { listQuotedSpeakers, type QuotedSpeaker } from '../../../db/reading/speakers.ts';
import type { ReaderContext } from '../context.ts';
import { moment } from '../dates.ts';
import { badRequest } from '../errors.ts';
import { type Markup, page } from '../layout.ts';
import { speakerLink } from '../links.ts';
import { pager } from './pager.ts';

/** Speakers of one page. */
const PAGE_SIZE = 50;

const Query = z.object({
  q: z.string().trim().max(200).default(''),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

/** `/speakers`: who is quoted, the most quoted first; `?q=` part of a name. */
export function speakerListRoutes({ db }: ReaderContext): Hono {
  return new Hono().get('/speakers', async (c) => {
    const query = Query.safeParse(c.req.query());
    if (!query.success) throw badRequest('q must be at most 200 characters, page a number from 1.');
    const { q, page: number } = query.data;
    const limit = { limit: PAGE_SIZE + 1, offset: (number - 1) * PAGE_SIZE };
    const found = await listQuotedSpeakers(db, q.replaceAll('\0', ''), limit);
    const body = html`<h1>Speakers</h1>
<form class="filters" action="/speakers" role="search">
<label class="wide">Part of a name <input type="search" name="q" value="${q}" maxlength="200"></label>
<p><button>Search</button></p>
</form>
${found.length === 0 ? html`<p class="notice">Nobody of such a name is quoted${number === 1 ? '' : ' on this page'}.</p>` : speakerTable(found.slice(0, PAGE_SIZE))}
${pager({ path: '/speakers', query: { q }, page: number, hasNext: found.length > PAGE_SIZE })}`;
    return page(c, { title: 'Speakers', active: 'speakers', styles: ['document.css'], body });
  });
}

function speakerTable(speakers: QuotedSpeaker[]): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Speakers">
<table>
<thead><tr><th scope="col">Speaker</th><th scope="col" class="number">Statements</th><th scope="col" class="number">Word for word</th><th scope="col" class="number">Articles</th><th scope="col">Latest</th></tr></thead>
<tbody>${speakers.map(
    ({ name, statements, direct, documents, latest }) => html`
<tr><th scope="row" class="name">${speakerLink(name)}</th><td class="number">${statements}</td><td class="number">${direct}</td><td class="number">${documents}</td><td>${
      latest === null ? '–' : moment(latest)
    }</td></tr>`,
  )}</tbody>
</table>
</div>`;
}
