import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { listBatches } from '../../../db/reading/batches.ts';
import type { Page } from '../../../db/reading/page.ts';
import { listRuns, RUN_OUTCOMES, type SingleRun } from '../../../db/reading/runs.ts';
import type { ReaderContext } from '../context.ts';
import { moment } from '../dates.ts';
import { type Markup, page } from '../layout.ts';
import { name } from '../links.ts';
import { addressOf, pager } from '../pager.ts';
import { cursorOf, LONGEST_SEARCH, place, readParameters, search } from '../parameters.ts';
import { batchTable } from './batches.ts';
import { duration, outcomeState, runLink } from './outcome.ts';

/** Runs and batches of a page. */
const PAGE_SIZE = 50;
const BATCHES = 10;

const Query = z.object({
  q: search,
  outcome: z.enum(RUN_OUTCOMES, { error: `expected one of ${RUN_OUTCOMES.join(', ')}` }).optional(),
  newer: place(2),
  older: place(2),
  batches: z
    .string()
    .regex(/^[1-9]\d{0,14}$/u, { error: 'expected the number of a batch' })
    .transform(Number)
    .optional(),
});
type Query = z.output<typeof Query>;

/** `/runs`: batches, and the runs of single documents, the last first. */
export function runRoutes(context: ReaderContext): Hono {
  return new Hono().get('/runs', async (c) => {
    const query = readParameters(c, Query);
    const { q, outcome } = query;
    const cursor = cursorOf(query);
    const [runs, batches] = await Promise.all([
      listRuns(context.db, { search: q, outcome }, cursor, PAGE_SIZE),
      cursor === null ? listBatches(context.db, { before: query.batches ?? null, limit: BATCHES + 1 }) : [],
    ]);
    const body = html`<h1>Runs</h1>
${
  batches.length === 0
    ? ''
    : html`<h2>Batches</h2>
${batchTable(context, batches.slice(0, BATCHES))}
${batches.length > BATCHES ? html`<p><a href="${addressOf('/runs', { batches: String(batches[BATCHES - 1].id) })}">Earlier batches</a></p>` : ''}`
}
<h2>Single documents</h2>
${form(query)}
${runs.entries.length === 0 ? html`<p class="notice">There are no such runs.</p>` : runTable(context, runs)}
${pager({
  path: '/runs',
  query: { q, outcome },
  newer: runs.hasNewer ? runs.entries[0]?.place : undefined,
  older: runs.hasOlder ? runs.entries.at(-1)?.place : undefined,
})}`;
    return page(c, { title: 'Runs', active: 'runs', body });
  });
}

function form({ q, outcome }: Query): Markup {
  return html`<form class="filters" action="/runs" role="search">
<label>Source or key <input type="search" name="q" value="${q ?? ''}" maxlength="${LONGEST_SEARCH}"></label>
<label>Outcome <select name="outcome"><option value="">All</option>${RUN_OUTCOMES.map(
    (value) => html`<option value="${value}"${value === outcome ? html` selected` : ''}>${value}</option>`,
  )}</select></label>
<p class="actions"><button>Show</button></p>
</form>`;
}

function runTable(context: ReaderContext, { entries }: Page<SingleRun>): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Runs of single documents">
<table>
<thead><tr><th scope="col">Document</th><th scope="col">Outcome</th><th scope="col" class="number">Version</th><th scope="col">Began</th><th scope="col" class="number">Took</th><th scope="col" class="number">Stages</th><th scope="col">Run</th></tr></thead>
<tbody>${entries.map(
    (run) => html`
<tr><th scope="row">${document(run)}</th>
<td>${outcomeState(run.outcome)}${run.errorType === null || run.outcome !== 'failed' ? '' : html` <span class="small">${run.errorType}</span>`}</td>
<td class="number">${run.version ?? '–'}</td>
<td>${moment(run.at)}</td>
<td class="number">${duration(run.at, run.endedAt)}</td>
<td class="number">${run.stagesRun}</td>
<td>${runLink(context, run.workflowId, run.runId)}</td></tr>`,
  )}</tbody>
</table>
</div>`;
}

function document({ documentId, key, source, workflowId }: SingleRun): Markup {
  const shown = name(key ?? source ?? workflowId);
  return documentId === null ? shown : html`<a href="/documents/${documentId}">${shown}</a>`;
}
