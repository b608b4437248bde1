import { html } from 'hono/html';
import { formatDuration } from '../../cli/duration.ts';
import { type ReaderContext, runAddress } from '../context.ts';
import type { Markup } from '../layout.ts';

const STATES: Record<string, string> = { published: 'good', failed: 'bad', 'under way': 'wait' };

/** An outcome, told by its word and by a colour. */
export function outcomeState(outcome: string): Markup {
  return html`<span class="state ${STATES[outcome] ?? ''}">${outcome}</span>`;
}

/** Time between two moments, for a person; a dash where it is not over. */
export function duration(from: Date, to: Date | null): string {
  return to === null ? '–' : formatDuration(Math.max(to.getTime() - from.getTime(), 0));
}

/** Leads to a run in the Temporal UI; its workflow's id where nobody knows where that is. */
export function runLink(context: ReaderContext, workflowId: string, runId: string): Markup {
  const address = runAddress(context, workflowId, runId);
  if (address === null) return html`<code><bdi>${workflowId}</bdi></code>`;
  return html`<a href="${address}" rel="noopener" title="${workflowId}">in Temporal</a>`;
}
