import { html } from 'hono/html';
import type { AttributionRow, DocumentPage, MentionRow } from '../../../db/reading/document.ts';
import type { Markup } from '../layout.ts';
import { type LayeredSpan, nestSpans, type Piece, type SpanPiece } from './spans.ts';
import { languageName, typeName } from './words.ts';

/** What is marked in the text. Mentions are the innermost; where two cross, a mention is cut. */
type Mark = LayeredSpan &
  (
    | { kind: 'paragraph' }
    | { kind: 'content'; attribution: AttributionRow; isFinal: boolean; isInitial: boolean }
    | { kind: 'source' | 'cue'; attribution: AttributionRow }
    | { kind: 'mention'; mention: MentionRow }
  );

const LAYERS = { paragraph: 0, content: 1, source: 2, cue: 2, mention: 3 };

/**
 * The text as it reads, by paragraphs: mentions lead to their entity (`#e0`), numbers behind what was said to its statement
 * (`#a0`). Its text content is exactly the normalised text: the numbers are drawn by the style sheet.
 */
export function articleText(page: DocumentPage): Markup {
  const pieces = nestSpans(page.text, marks(page));
  return html`<article class="text" lang="${languageName(page.language) === null ? '' : page.language}" aria-label="Text">${pieces.map(
    (piece) => (typeof piece !== 'string' && piece.span.kind === 'paragraph' ? paragraph(piece, page) : plain(piece)),
  )}</article>`;
}

function marks(page: DocumentPage): Mark[] {
  const contents = page.attribution_spans.filter(({ role }) => role === 'content');
  const first = new Map(contents.toReversed().map((span) => [span.attribution, span]));
  const last = new Map(contents.map((span) => [span.attribution, span]));
  const attributions = new Map(page.attributions.map((row) => [row.ordinal, row]));
  return [
    ...page.paragraphs.map(({ start, end }) => ({ kind: 'paragraph' as const, layer: LAYERS.paragraph, start, end })),
    ...page.attribution_spans.map((span): Mark => {
      const { start, end } = span;
      const attribution = attributions.get(span.attribution) as AttributionRow;
      const role = span.role as 'source' | 'cue' | 'content';
      const common = { layer: LAYERS[role], start, end, attribution };
      if (role !== 'content') return { kind: role, ...common };
      const [isInitial, isFinal] = [first, last].map((ends) => ends.get(span.attribution) === span);
      return { kind: role, ...common, isInitial, isFinal };
    }),
    ...page.mentions.map((mention) => {
      const { start, end } = mention;
      return { kind: 'mention' as const, layer: LAYERS.mention, start, end, mention };
    }),
  ];
}

function paragraph({ children }: SpanPiece<Mark>, page: DocumentPage): Markup {
  return html`<p dir="auto">${children.map((piece) => marked(piece, page, false))}</p>`;
}

/** Between paragraphs there is nothing to read; spans go on over it. */
function plain(piece: Piece<Mark>): string {
  return typeof piece === 'string' ? piece : piece.children.map(plain).join('');
}

function marked(piece: Piece<Mark>, page: DocumentPage, isInLink: boolean): Markup | string {
  if (typeof piece === 'string') return piece;
  const { span, isFirst, isLast } = piece;
  const inner = (inLink: boolean) => piece.children.map((child) => marked(child, page, inLink));
  switch (span.kind) {
    case 'paragraph':
      return html`${inner(isInLink)}`;
    case 'source':
    case 'cue':
      return html`<span class="${span.kind}" data-statement="${span.attribution.ordinal}">${inner(isInLink)}</span>`;
    case 'content': {
      const { ordinal, type, polarity } = span.attribution;
      const id = isFirst && span.isInitial ? html` id="c${ordinal}"` : '';
      const note = isLast && span.isFinal ? statementNumber(span.attribution) : '';
      return html`<span${id} class="content ${type} ${polarity}" data-statement="${ordinal}">${inner(isInLink)}</span>${note}`;
    }
    case 'mention': {
      const { mention } = span;
      const attributes = html`class="mention ${mention.type.toLowerCase()}" data-mention="${mention.ordinal}"`;
      const id = isFirst ? html` id="m${mention.ordinal}"` : '';
      // A link within a link is none, and the second half of one is no other.
      if (isInLink || !isFirst) return html`<span${id} ${attributes}>${inner(isInLink)}</span>`;
      const label = `${mention.text}, ${typeName(mention.type)}`;
      return html`<a${id} ${attributes} href="#e${mention.entity}" aria-label="${label}">${inner(true)}</a>`;
    }
  }
}

function statementNumber(attribution: AttributionRow): Markup {
  const { ordinal, type, polarity, speakers, source_text } = attribution;
  const who = speakers.map(({ name }) => name).join(' and ') || source_text || 'nobody named';
  const how = polarity === 'positive' ? type : `${type}, ${polarity}`;
  const label = `Statement ${ordinal + 1}: ${who}, ${how}`;
  return html`<a class="number-of" href="#a${ordinal}" data-statement="${ordinal}" data-number="${ordinal + 1}" aria-label="${label}"></a>`;
}
