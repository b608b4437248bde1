import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { countOpenFailures, listOpenFailures, type OpenFailure } from '../../../db/reading/failures.ts';
import type { ReaderContext } from '../context.ts';
import { moment } from '../dates.ts';
import { type Markup, page } from '../layout.ts';
import { name, outsideLink } from '../links.ts';
import { pager } from '../pager.ts';
import { cursorOf, LONGEST_SEARCH, place, readParameters, search } from '../parameters.ts';
import { runLink } from '../runs/outcome.ts';
import { adviceFor } from './advice.ts';
import { retryCommand } from './command.ts';

/** Failures of a page. */
const PAGE_SIZE = 30;

const word = z.string().max(100, { error: 'expected at most 100 characters' }).optional();
const Query = z.object({ q: search, type: word, stage: word, newer: place(1), older: place(1) });
type Query = z.output<typeof Query>;

/** `/failures`: documents that could not be processed, why, and the commands that retry. */
export function failureRoutes(context: ReaderContext): Hono {
  return new Hono().get('/failures', async (c) => {
    const query = readParameters(c, Query);
    const { q, type, stage } = query;
    const [counts, failures] = await Promise.all([
      countOpenFailures(context.db),
      listOpenFailures(context.db, { search: q, errorType: type, stage }, cursorOf(query), PAGE_SIZE),
    ]);
    const body = html`<h1>Failures</h1>
${counts.length === 0 ? html`<p class="notice">No document has failed that has not gone through since.</p>` : ''}
${counts.length === 0 ? '' : retryAll(context, counts)}
${form(query, counts)}
${counts.length > 0 && failures.entries.length === 0 ? html`<p class="notice">There are no such failures.</p>` : ''}
${failures.entries.length === 0 ? '' : html`<ol class="results">${failures.entries.map((failure) => entry(context, failure))}</ol>`}
${pager({
  path: '/failures',
  query: { q, type, stage },
  newer: failures.hasNewer ? failures.entries[0]?.place : undefined,
  older: failures.hasOlder ? failures.entries.at(-1)?.place : undefined,
})}`;
    return page(c, { title: 'Failures', active: 'failures', body });
  });
}

type Counts = Awaited<ReturnType<typeof countOpenFailures>>;

function retryAll(context: ReaderContext, counts: Counts): Markup {
  const sum = counts.reduce((before, { failures }) => before + failures, 0);
  return html`<div class="notice">
<p>${sum} ${sum === 1 ? 'document has' : 'documents have'} failed. When the cause is mended, this starts all of them again:</p>
<pre tabindex="0"><code>${retryCommand(context, null)}</code></pre>
</div>`;
}

function form({ q, type, stage }: Query, counts: Counts): Markup {
  const choice = (label: string, field: string, chosen: string | undefined, values: (string | undefined)[]) => {
    const all = [...new Set([...values, chosen])].filter((value) => value !== undefined).sort();
    return html`<label>${label} <select name="${field}"><option value="">All</option>${all.map(
      (value) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${value}</option>`,
    )}</select></label>`;
  };
  return html`<form class="filters" action="/failures" role="search">
<label>Source, key or message <input type="search" name="q" value="${q ?? ''}" maxlength="${LONGEST_SEARCH}"></label>
${choice(
  'Type',
  'type',
  type,
  counts.map(({ errorType }) => errorType),
)}
${choice(
  'Stage',
  'stage',
  stage,
  counts.map((count) => count.stage),
)}
<p class="actions"><button>Show</button> <a class="button plain" href="/failures">Clear</a></p>
</form>`;
}

function entry(context: ReaderContext, failure: OpenFailure): Markup {
  const { id, documentId, source, stage, errorType, message, attempts, failedAt, workflowId, runId } = failure;
  const keyOrSource = failure.key ?? source;
  return html`<li id="failure-${id}">
<h2>${name(keyOrSource ?? workflowId)}</h2>
<p class="facts"><span class="state bad">${errorType}</span> <span>at ${stage}</span> <span>${attempts === 1 ? 'once' : `${attempts} tries`}</span>
<span>${moment(failedAt)}</span> <span>${runLink(context, workflowId, runId)}</span></p>
<p>${name(message)}</p>
<p>${adviceFor(errorType)}</p>
${source === null || source === keyOrSource ? '' : html`<p class="muted small">Given as ${outsideLink(source)}.</p>`}
${documentId === null ? '' : html`<p>Readers see <a href="/documents/${documentId}">an earlier version</a>.</p>`}
${
  keyOrSource === null
    ? html`<p class="muted">Nothing is known to start it again with: its sender has to.</p>`
    : html`<details><summary>Retry this one</summary><pre tabindex="0"><code>${retryCommand(context, { id, keyOrSource })}</code></pre></details>`
}
</li>`;
}
