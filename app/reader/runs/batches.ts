import { html } from 'hono/html';
import type { BatchRow } from '../../../db/reading/batches.ts';
import type { ReaderContext } from '../context.ts';
import { moment } from '../dates.ts';
import type { Markup } from '../layout.ts';
import { addressOf } from '../pager.ts';
import { duration, runLink } from './outcome.ts';

/** Columns of the counts. */
const COUNTS = ['listed', 'published', 'unchanged', 'superseded', 'duplicate', 'failed', 'underWay'] as const;
/** Code points of a batch's input that a table has room for. */
const LONGEST_INPUT = 80;

/** A table of batches, each with the sums of what became of its documents. */
export function batchTable(context: ReaderContext, batches: readonly BatchRow[]): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Batches">
<table>
<thead><tr><th scope="col">Batch</th><th scope="col">Began</th><th scope="col" class="number">Took</th>${COUNTS.map(
    (count) => html`<th scope="col" class="number">${heading(count)}</th>`,
  )}<th scope="col">Run</th></tr></thead>
<tbody>${batches.map(
    (batch) => html`
<tr><th scope="row"><a href="/runs/batches/${batch.id}">${batch.kind} ${batch.id}</a> <span class="muted small"><bdi>${inputOf(batch)}</bdi></span></th>
<td>${moment(batch.startedAt)}</td>
<td class="number">${duration(batch.startedAt, batch.underWay > 0 ? null : batch.lastEndedAt)}</td>
${COUNTS.map((count) => html`<td class="number">${counted(batch, count)}</td>`)}
<td>${runLink(context, batch.workflowId, batch.runId)}</td></tr>`,
  )}</tbody>
</table>
</div>`;
}

function heading(count: (typeof COUNTS)[number]): string {
  return count === 'underWay' ? 'Under way' : `${count[0].toUpperCase()}${count.slice(1)}`;
}

function counted(batch: BatchRow, count: (typeof COUNTS)[number]): Markup {
  const number = batch[count];
  if (number === 0 || count === 'listed') return html`${number}`;
  const outcome = count === 'underWay' ? 'under way' : count;
  return html`<a href="${addressOf(`/runs/batches/${batch.id}`, { outcome })}">${number}</a>`;
}

function inputOf({ input }: BatchRow): string {
  const points = [...JSON.stringify(input ?? null).slice(0, 2 * LONGEST_INPUT + 2)];
  return points.length > LONGEST_INPUT ? `${points.slice(0, LONGEST_INPUT - 1).join('')}…` : points.join('');
}
