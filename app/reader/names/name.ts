import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { type KnownName, type NamedIn, readKnownName } from '../../../db/reading/known-name.ts';
import type { ReaderContext } from '../context.ts';
import { articleDate } from '../dates.ts';
import { counted, typeName } from '../document/words.ts';
import { notFound } from '../errors.ts';
import { type Markup, page } from '../layout.ts';
import { knownAddress, name, speakerLink } from '../links.ts';
import { readParameters } from '../parameters.ts';
import { pageNumber, pager } from '../speakers/pager.ts';

/** Articles of one page. */
const PAGE_SIZE = 50;

const Query = z.object({ page: pageNumber });

/**
 * `/names/:id`: who or what has a number across documents, and the current articles that name it. A number that was merged
 * leads to the one that stands for all.
 */
export function nameRoutes({ db }: ReaderContext): Hono {
  return new Hono().get('/names/:id{[0-9]{1,15}}', async (c) => {
    const id = Number(c.req.param('id'));
    const { page: number } = readParameters(c, Query);
    const known = await readKnownName(db, id, { limit: PAGE_SIZE + 1, offset: (number - 1) * PAGE_SIZE });
    if (known === undefined) throw notFound(`No person, place or organisation has the number ${id}.`);
    const { namedIn } = known;
    const path = knownAddress(known.id);
    // Not for good: a merge can be taken back.
    if (known.id !== id) return c.redirect(path, 302);
    const body = html`<h1>${name(known.name)}</h1>
${summary(known)}
<section aria-labelledby="named">
<h2 id="named">Named in</h2>
${
  namedIn.length === 0
    ? html`<p class="notice">${number === 1 ? 'No current article names it.' : html`There is nothing more: <a href="${path}">first page</a>.`}</p>`
    : html`<ol class="results">${namedIn.slice(0, PAGE_SIZE).map((row) => articleItem(row, known))}</ol>`
}
${pager({ path, query: {}, page: number, hasNext: namedIn.length > PAGE_SIZE })}
</section>`;
    return page(c, { title: known.name, styles: ['document.css'], body });
  });
}

function summary({ id, type, alsoCalled, speaksAs, roles, articles }: KnownName): Markup {
  return html`<p><span class="tag ${type.toLowerCase()}">${typeName(type)}</span> in ${counted(articles, 'article')}</p>
${roles.length === 0 ? '' : html`<p class="role">${joined(roles.map(name))}</p>`}
${alsoCalled.length === 0 ? '' : html`<p>Also called ${joined(alsoCalled.map(name))}</p>`}
${speaksAs.length === 0 ? '' : html`<p>What was said by ${joined(speaksAs.map(speakerLink))}</p>`}
<p class="muted small">Across documents number <code>${id}</code></p>`;
}

/** @param known whose name is told only where the article has another. */
function articleItem(row: NamedIn, known: KnownName): Markup {
  const { documentId, key, title, outlet, published, entity, roles } = row;
  const facts = [
    outlet === null ? null : name(outlet),
    published === null ? null : articleDate(published),
    row.name === known.name ? null : html`as “${name(row.name)}”`,
    roles.length === 0 ? null : joined(roles.map(name)),
  ].filter((fact) => fact !== null);
  return html`
<li><p><a href="/documents/${documentId}#e${entity}">${name(title ?? key)}</a></p>
<p class="facts">${facts.map((fact) => html`<span>${fact}</span> `)}</p></li>`;
}

function joined(parts: readonly Markup[]): Markup {
  return html`${parts.map((part, i) => html`${i === 0 ? '' : ', '}${part}`)}`;
}
