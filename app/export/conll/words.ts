import { CodePoints } from '../../../stages/text/code-points.ts';
import type { Span } from '../../../stages/text/span.ts';
import { tokenize } from '../../../stages/text/tokens.ts';

/** A word or mark; `start` and `end` are code points of the article's text. */
export interface Word extends Span {
  form: string;
  /** White space and control characters up to the next word, or to the end of the text. */
  after: string;
  /** Those before it: only the text's first word has any. */
  before: string;
}

/** What cannot stand in a column: it separates words. */
const SEPARATING = /[\s\p{Cc}]+/u;

/**
 * Cuts a text into words so that each span begins and ends between two of them. Together with what stands between them
 * they are the text, character for character.
 */
export function wordsOf(text: string, spans: Span[]): Word[] {
  const points = new CodePoints(text);
  const cuts = [...new Set(spans.flatMap(({ start, end }) => [points.toUtf16(start), points.toUtf16(end)]))];
  cuts.sort((a, b) => a - b);
  const pieces: { start: number; end: number }[] = [];
  let next = 0;
  for (const { start, end } of tokenize(text)) {
    let from = start;
    while (next < cuts.length && cuts[next] <= from) next += 1;
    for (; next < cuts.length && cuts[next] < end; next += 1) {
      pieces.push(...visible(text, from, cuts[next]));
      from = cuts[next];
    }
    pieces.push(...visible(text, from, end));
  }
  return pieces.map(({ start, end }, i) => ({
    ...points.span(start, end),
    form: text.slice(start, end),
    before: i === 0 ? text.slice(0, start) : '',
    after: text.slice(end, pieces[i + 1]?.start ?? text.length),
  }));
}

/** Addresses may hold control characters, which a line may not. */
function visible(text: string, start: number, end: number): { start: number; end: number }[] {
  let at = start;
  return text
    .slice(start, end)
    .split(new RegExp(`(${SEPARATING.source})`, 'u'))
    .flatMap((part, i) => {
      const from = at;
      at += part.length;
      return i % 2 === 1 || part === '' ? [] : [{ start: from, end: at }];
    });
}
