import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { BATCH_OUTCOMES, type BatchDocument, listBatchDocuments, readBatch } from '../../../db/reading/batches.ts';
import { formatDuration } from '../../cli/duration.ts';
import type { ReaderContext } from '../context.ts';
import { moment } from '../dates.ts';
import { notFound } from '../errors.ts';
import { type Markup, page } from '../layout.ts';
import { name } from '../links.ts';
import { addressOf } from '../pager.ts';
import { readParameters } from '../parameters.ts';
import { batchTable } from './batches.ts';
import { outcomeState } from './outcome.ts';

/** Documents of a page. */
const PAGE_SIZE = 100;

const Query = z.object({
  outcome: z.enum(BATCH_OUTCOMES, { error: `expected one of ${BATCH_OUTCOMES.join(', ')}` }).optional(),
  from: z
    .string()
    .regex(/^\d{1,9}$/u, { error: 'expected a place in the listing' })
    .transform(Number)
    .default(0),
});

/** `/runs/batches/:id`: what became of each document of a batch, in the order of its listing. */
export function batchRoutes(context: ReaderContext): Hono {
  return new Hono().get('/runs/batches/:id{[0-9]{1,15}}', async (c) => {
    const { outcome, from } = readParameters(c, Query);
    const id = Number(c.req.param('id'));
    const batch = await readBatch(context.db, id);
    if (!batch) throw notFound(`There is no batch ${id}: Runs has them all.`);
    const documents = await listBatchDocuments(context.db, { batchId: id, outcome, from, limit: PAGE_SIZE + 1 });
    const path = `/runs/batches/${id}`;
    const next = documents.at(PAGE_SIZE);
    const body = html`<h1>Batch ${id}</h1>
${batchTable(context, [batch])}
<h2>Documents${outcome === undefined ? '' : `: ${outcome}`}</h2>
${outcome === undefined ? '' : html`<p><a href="${path}">All documents of this batch</a></p>`}
${documents.length === 0 ? html`<p class="notice">There are no such documents.</p>` : documentTable(documents.slice(0, PAGE_SIZE))}
<nav class="pager" aria-label="Pages">
${from === 0 ? '' : html`<a class="button plain" href="${addressOf(path, { outcome })}">First page</a>`}
${next === undefined ? '' : html`<a class="button plain" rel="next" href="${addressOf(path, { outcome, from: String(next.position) })}">Next</a>`}
</nav>`;
    return page(c, { title: `Batch ${id}`, active: 'runs', body });
  });
}

function documentTable(documents: readonly BatchDocument[]): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Documents of the batch">
<table>
<thead><tr><th scope="col" class="number">No.</th><th scope="col">Document</th><th scope="col">Outcome</th><th scope="col" class="number">Version</th><th scope="col" class="number">Stages took</th><th scope="col">Ended</th></tr></thead>
<tbody>${documents.map(
    ({ position, key, source, documentId, outcome, version, stagesMs, endedAt }) => html`
<tr><td class="number">${position + 1}</td>
<th scope="row">${documentId === null ? name(key ?? source) : html`<a href="/documents/${documentId}">${name(key ?? source)}</a>`}</th>
<td>${outcome === 'failed' ? html`<a href="${addressOf('/failures', { q: source })}">${outcomeState(outcome)}</a>` : outcomeState(outcome)}</td>
<td class="number">${version ?? '–'}</td>
<td class="number">${stagesMs === null ? '–' : formatDuration(stagesMs)}</td>
<td>${endedAt === null ? '–' : moment(endedAt)}</td></tr>`,
  )}</tbody>
</table>
</div>`;
}
