import { html } from 'hono/html';
import type { AttributionRow, CreditRow, DocumentPage } from '../../../db/reading/document.ts';
import type { Span } from '../../../stages/text/span.ts';
import type { Markup } from '../layout.ts';
import { name, speakerLink } from '../links.ts';
import { confidence, counted, short } from './words.ts';

/** Who said what, in the order of the text: `#a0` is a statement. */
export function statementList(page: DocumentPage): Markup {
  const fingerprint = page.stages.find(({ stage }) => stage === 'attribution')?.fingerprint ?? '';
  const contents = page.attribution_spans.filter(({ role }) => role === 'content');
  const origins = new Map(contents.toReversed().map((span) => [span.attribution, span]));
  return html`<section aria-labelledby="statements">
<h2 id="statements">Statements <span class="muted small">${counted(page.attributions.length, 'statement')}</span></h2>
<p class="muted small origin" data-stage="attribution">Found by <a href="/documents/${page.id}/lineage?version=${page.version}">attribution <code>${short(fingerprint)}</code></a></p>
${
  page.attributions.length === 0
    ? html`<p class="muted">Nobody is said to have said anything.</p>`
    : html`<ol class="statements">${page.attributions.map((row) =>
        statementItem(row, page, origins.get(row.ordinal)),
      )}</ol>`
}
</section>`;
}

/** @param origin where the first of what was said stands. */
function statementItem(row: AttributionRow, page: DocumentPage, origin: Span | undefined): Markup {
  const { ordinal, speakers, source_text, cue_text, content_text, sentence, level } = row;
  return html`
<li id="a${ordinal}" value="${ordinal + 1}">
<div class="about"><strong>${who(row)}</strong>${cue_text === null ? '' : html` <span class="said">${name(cue_text)}</span>`}
${kindTags(row)}
<blockquote dir="auto"><a href="#c${ordinal}">${content_text ?? ''}</a></blockquote>
<p class="muted small">${speakers.length > 0 && source_text !== null ? html`Credited as “${name(source_text)}”. ` : ''}Confidence ${confidence(row.confidence)}${
    sentence === null ? '' : html`, sentence ${sentence + 1}`
  }${level === 0 ? '' : html`, within another statement`}.</p></div>
${
  origin === undefined
    ? ''
    : html`<p class="small"><a class="origin" href="/documents/${page.id}/lineage?version=${page.version}&start=${origin.start}&end=${origin.end}">In the raw text</a></p>`
}
</li>`;
}

/** Whose statement it is: the speakers, else the source in the words of the text. */
function who({ speakers, source_text }: AttributionRow): Markup {
  if (speakers.length > 0) {
    return html`${speakers.map((speaker, i) => html`${i === 0 ? '' : ' and '}${speakerLink(speaker.name)}`)}`;
  }
  return source_text === null ? html`Nobody named` : name(source_text);
}

/** How something was said: `direct`, and `negative` or `uncertain` where it was not said, or perhaps not. */
export function kindTags({ type, polarity }: { type: string; polarity: string }): Markup {
  return html`<span class="tags"><span class="tag ${type}">${type}</span>${
    polarity === 'positive' ? '' : html` <span class="tag ${polarity}">${polarity}</span>`
  }</span>`;
}

/** Whom or what the article as a whole rests on. */
export function creditList({ credits }: DocumentPage): Markup {
  if (credits.length === 0) return html``;
  return html`<section aria-labelledby="credits">
<h2 id="credits">Credits</h2>
<dl class="credits">${credits.map(creditItem)}</dl>
</section>`;
}

function creditItem({ kind, name: who, role, outlet, email, text }: CreditRow): Markup {
  const more = [role, outlet, email].filter((part) => part !== null);
  return html`
<div><dt>${kind}</dt><dd>${name(who)}${more.map((part) => html`, ${name(part)}`)}${
    text === who ? '' : html` <span class="muted small">“${name(text)}”</span>`
  }</dd></div>`;
}
