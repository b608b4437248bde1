import { html, raw } from 'hono/html';
import { escapeToBuffer, type StringBuffer } from 'hono/utils/html';
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
  // Strings, not templates: an article may have thousands of marks, and this is most of the time that its page takes.
  const paragraphs = nestSpans(page.text, marks(page)).map((piece) =>
    typeof piece !== 'string' && piece.span.kind === 'paragraph'
      ? `<p dir="auto">${inside(piece, false)}</p>`
      : escaped(plain(piece)),
  );
  const language = languageName(page.language) === null ? '' : page.language;
  return html`<article class="text" lang="${language}" aria-label="Text">${raw(paragraphs.join(''))}</article>`;
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

/** Between paragraphs there is nothing to read; spans go on over it. */
function plain(piece: Piece<Mark>): string {
  return typeof piece === 'string' ? piece : piece.children.map(plain).join('');
}

function inside({ children }: SpanPiece<Mark>, isInLink: boolean): string {
  return children.map((piece) => (typeof piece === 'string' ? escaped(piece) : marked(piece, isInLink))).join('');
}

/** @param isInLink whether this is within a mention that is a link. */
function marked(piece: SpanPiece<Mark>, isInLink: boolean): string {
  const { span, isFirst, isLast } = piece;
  switch (span.kind) {
    case 'paragraph':
      return inside(piece, isInLink);
    case 'source':
    case 'cue':
      return `<span class="${span.kind}" data-statement="${span.attribution.ordinal}">${inside(piece, isInLink)}</span>`;
    case 'content': {
      const { ordinal, type, polarity } = span.attribution;
      const id = isFirst && span.isInitial ? ` id="c${ordinal}"` : '';
      const number = isLast && span.isFinal ? statementNumber(span.attribution) : '';
      return `<span${id} class="content ${escaped(type)} ${escaped(polarity)}" data-statement="${ordinal}">${inside(piece, isInLink)}</span>${number}`;
    }
    case 'mention': {
      const { ordinal, entity, text, type } = span.mention;
      const id = isFirst ? ` id="m${ordinal}"` : '';
      const attributes = `${id} class="mention ${escaped(type.toLowerCase())}" data-mention="${ordinal}"`;
      // A link within a link is none, and the second half of one is no other.
      if (isInLink || !isFirst) return `<span${attributes}>${inside(piece, isInLink)}</span>`;
      const label = escaped(`${text}, ${typeName(type)}`);
      return `<a${attributes} href="#e${entity}" aria-label="${label}">${inside(piece, true)}</a>`;
    }
  }
}

function statementNumber(attribution: AttributionRow): string {
  const { ordinal, type, polarity, speakers, source_text } = attribution;
  const who = speakers.map(({ name }) => name).join(' and ') || source_text || 'nobody named';
  const how = polarity === 'positive' ? type : `${type}, ${polarity}`;
  const label = escaped(`Statement ${ordinal + 1}: ${who}, ${how}`);
  return `<a class="number-of" href="#a${ordinal}" data-statement="${ordinal}" data-number="${ordinal + 1}" aria-label="${label}"></a>`;
}

/** What `hono/html` does with each value of a template. */
function escaped(text: string): string {
  const buffer: StringBuffer = [''];
  escapeToBuffer(text, buffer);
  return buffer[0] as string;
}
