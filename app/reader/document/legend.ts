import { html } from 'hono/html';
import type { Markup } from '../layout.ts';
import { TYPE_NAMES } from './words.ts';

/** What the marks in the text mean. */
export function legend(): Markup {
  return html`<details class="legend" open><summary>Marks</summary>
<ul aria-label="Marks in the text">
${Object.entries(TYPE_NAMES).map(([type, { one }]) => html`<li><span class="mention ${type.toLowerCase()}">${one}</span></li>\n`)}
<li><span class="content direct">said, word for word</span></li>
<li><span class="content mixed">partly so</span></li>
<li><span class="content indirect">said, in the article's words</span></li>
<li><span class="content indirect negative">not said</span></li>
<li><span class="content indirect uncertain">perhaps said</span></li>
<li><span class="source">who is credited</span></li>
<li><span class="cue">the words that say so</span></li>
</ul></details>`;
}
