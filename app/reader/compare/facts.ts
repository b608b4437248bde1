import { html } from 'hono/html';
import type { FactChange } from '../../../db/reading/versions.ts';
import { counted } from '../document/words.ts';
import type { Markup } from '../layout.ts';

/** What kinds of facts are called; metadata are one group. */
const GROUPS = [
  { kind: 'attribution', title: 'Statements' },
  { kind: 'entity', title: 'Names' },
  { kind: 'mention', title: 'Mentions' },
  { kind: 'credit', title: 'Credits' },
];

/** Differences in facts, by kind: metadata first, mentions closed, as they are many. */
export function factChanges(changes: FactChange[]): Markup {
  if (changes.length === 0) return html`<p class="muted">The facts are the same.</p>`;
  const kinds = new Set(GROUPS.map(({ kind }) => kind));
  const metadata = changes.filter(({ kind }) => !kinds.has(kind));
  return html`${metadata.length === 0 ? '' : group('Of the article', metadata, true)}
${GROUPS.map(({ kind, title }) => {
  const own = changes.filter((change) => change.kind === kind);
  return own.length === 0 ? '' : group(title, own, false);
})}`;
}

function group(title: string, changes: FactChange[], isMetadata: boolean): Markup {
  return html`
<details${changes[0].kind === 'mention' ? '' : ' open'}><summary><h3>${title}</h3> <span class="muted small">${counted(changes.length, 'difference')}</span></summary>
<div class="scroll" tabindex="0" role="group" aria-label="${title}">
<table>
<thead><tr>${isMetadata ? html`<th scope="col">What</th>` : ''}<th scope="col">Before</th><th scope="col">After</th></tr></thead>
<tbody>${changes.map(
    ({ kind, old, new: now }) => html`
<tr>${isMetadata ? html`<th scope="row">${kind.replace('_', ' ')}</th>` : ''}<td class="long" dir="auto">${
      old === null ? '–' : html`<del>${old}</del>`
    }</td><td class="long" dir="auto">${now === null ? '–' : html`<ins>${now}</ins>`}</td></tr>`,
  )}</tbody>
</table>
</div></details>`;
}
