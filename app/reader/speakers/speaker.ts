import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { type KnownSpeaker, listKnownSpeakers } from '../../../db/reading/known-speakers.ts';
import {
  listSpeakerRoles,
  listSpeakerStatements,
  listTimeline,
  readSpeakerOverview,
  type SpeakerOverview,
  type SpeakerRole,
  type SpeakerStatement,
  type StatementFilter,
} from '../../../db/reading/speakers.ts';
import type { ReaderContext } from '../context.ts';
import { articleDate, day } from '../dates.ts';
import { kindTags } from '../document/statements.ts';
import { confidence, counted, typeName } from '../document/words.ts';
import { notFound } from '../errors.ts';
import { type Markup, page } from '../layout.ts';
import { knownAddress, name, speakerAddress, speakerLink } from '../links.ts';
import { readParameters } from '../parameters.ts';
import { pageNumber, pager } from './pager.ts';
import { timeline, timeUnit } from './timeline.ts';

/** Statements of one page. */
const PAGE_SIZE = 50;

const KINDS = ['direct', 'indirect', 'mixed'] as const;
const POLARITIES = ['positive', 'negative', 'uncertain'] as const;

const Query = z.object({
  kind: z.enum(KINDS, { error: `expected one of ${KINDS.join(', ')}` }).optional(),
  polarity: z.enum(POLARITIES, { error: `expected one of ${POLARITIES.join(', ')}` }).optional(),
  page: pageNumber,
});

/** `/speakers/:name`: everything that somebody said in current articles, with when and in which role. */
export function speakerRoutes({ db }: ReaderContext): Hono {
  return new Hono().get('/speakers/:name', async (c) => {
    const who = c.req.param('name').replaceAll('\0', '');
    const { page: number, ...filter } = readParameters(c, Query);
    const [overview, statements, roles, known] = await Promise.all([
      readSpeakerOverview(db, who),
      listSpeakerStatements(db, who, filter, { limit: PAGE_SIZE + 1, offset: (number - 1) * PAGE_SIZE }),
      listSpeakerRoles(db, who),
      listKnownSpeakers(db, who),
    ]);
    if (overview.statements === 0) throw notFound(`Nobody named ${who} is quoted in a current article.`);
    const path = speakerAddress(who) ?? c.req.path;
    const body = html`<h1>${name(who)}</h1>
${summary(overview)}
${acrossDocuments(known)}
${await overTime(overview, (unit) => listTimeline(db, who, unit))}
${roleTable(roles)}
<section aria-labelledby="said">
<h2 id="said">Said</h2>
${filterForm(path, filter)}
${statements.length === 0 ? html`<p class="notice">Nothing of this kind.</p>` : html`<ol class="results">${statements.slice(0, PAGE_SIZE).map(statementItem)}</ol>`}
${pager({ path, query: filter, page: number, hasNext: statements.length > PAGE_SIZE })}
</section>`;
    return page(c, { title: who, active: 'speakers', styles: ['document.css'], body });
  });
}

function summary({ statements, documents, types }: SpeakerOverview): Markup {
  return html`<p>${types.map((type) => html`<span class="tag ${type.toLowerCase()}">${typeName(type)}</span> `)}${counted(statements, 'statement')} in ${counted(documents, 'article')}</p>`;
}

/** Who that is across documents, by numbers for SQL and the API: one, or all who have the name. */
function acrossDocuments(known: KnownSpeaker[]): Markup {
  if (known.length === 0) return html`<p class="muted small">Not known across documents.</p>`;
  const one = ({ id, others, roles }: KnownSpeaker) =>
    html`<a href="${knownAddress(id)}">number <code>${id}</code></a>${
      known.length === 1 || roles.length === 0 ? '' : html` (${name(roles.join(', '))})`
    }${others.length === 0 ? '' : html`, also as ${others.map((other, i) => html`${i === 0 ? '' : ', '}${speakerLink(other)}`)}`}`;
  return html`<p class="muted small">Across documents ${known.length === 1 ? '' : html`${known.length} of this name: `}${known.map(
    (each, i) => html`${i === 0 ? '' : '; '}${one(each)}`,
  )}</p>`;
}

async function overTime(
  { earliest, latest }: SpeakerOverview,
  read: (unit: ReturnType<typeof timeUnit>) => ReturnType<typeof listTimeline>,
): Promise<Markup> {
  if (earliest === null || latest === null) return html`<p class="muted">None of these articles has a date.</p>`;
  const unit = timeUnit(earliest, latest);
  return html`<section aria-labelledby="timeline"><h2 id="timeline">Over time</h2>
${timeline(await read(unit), unit)}</section>`;
}

function roleTable(roles: SpeakerRole[]): Markup {
  if (roles.length === 0) return html``;
  return html`<section aria-labelledby="roles"><h2 id="roles">Roles</h2>
<div class="scroll" tabindex="0" role="group" aria-labelledby="roles"><table>
<thead><tr><th scope="col">Role</th><th scope="col">First</th><th scope="col">Last</th><th scope="col" class="number">Articles</th></tr></thead>
<tbody>${roles.map(
    ({ role, first, last, documents }) => html`
<tr><th scope="row" class="name">${name(role)}</th><td>${first === null ? 'undated' : day(first)}</td><td>${last === null ? '–' : day(last)}</td><td class="number">${documents}</td></tr>`,
  )}</tbody></table></div></section>`;
}

function filterForm(path: string, { kind, polarity }: StatementFilter): Markup {
  const options = (values: readonly string[], chosen: string | undefined) =>
    ['', ...values].map(
      (value) =>
        html`<option value="${value}"${value === (chosen ?? '') ? ' selected' : ''}>${value || 'all'}</option>`,
    );
  return html`<form class="filters" action="${path}">
<label>Kind <select name="kind">${options(KINDS, kind)}</select></label>
<label>Polarity <select name="polarity">${options(POLARITIES, polarity)}</select></label>
<p><button>Show</button></p>
</form>`;
}

function statementItem(row: SpeakerStatement): Markup {
  const { id, key, title, outlet, published, ordinal, source_text, cue_text, content_text } = row;
  const facts = [
    html`<a href="/documents/${id}#a${ordinal}">${name(title ?? key)}</a>`,
    outlet === null ? null : name(outlet),
    published === null ? null : articleDate(published),
    source_text === null ? null : html`credited as “${name(source_text)}”`,
    html`confidence ${confidence(row.confidence)}`,
  ];
  return html`
<li><p>${cue_text === null ? '' : html`<span class="said">${name(cue_text)}</span> `}${kindTags(row)}</p>
<blockquote dir="auto">${content_text ?? ''}</blockquote>
<p class="facts">${facts.map((fact) => (fact === null ? '' : html`<span>${fact}</span> `))}</p></li>`;
}
