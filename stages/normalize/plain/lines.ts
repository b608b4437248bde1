import { lineSpans } from '../lines.ts';

/** A line of plain text; offsets are UTF-16 in the whole text and leave out white space at both ends. */
export interface Line {
  start: number;
  end: number;
  text: string;
  /** White space before the text, a tab counting as eight. */
  indent: number;
  /** Whether blank lines, or the beginning, stand before it. */
  afterBlank: boolean;
}

/** Signs of quoted e-mail at a line's beginning. */
const QUOTED = /^(?:>\s?){1,40}/u;

/** The lines that hold something. */
export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let afterBlank = true;
  for (const { start: from, end: to } of lineSpans(text)) {
    const previousEnd = lines.at(-1)?.end ?? 0;
    if (!afterBlank && countBreaks(text, previousEnd, from) > 1) afterBlank = true;
    const raw = text.slice(from, to);
    const lead = /^[ \t]{0,5000}/u.exec(raw)?.[0] ?? '';
    const quote = QUOTED.exec(raw.slice(lead.length))?.[0] ?? '';
    const rest = raw.slice(lead.length + quote.length);
    const body = rest.trim();
    if (body === '') {
      afterBlank = true;
      continue;
    }
    const start = from + raw.length - rest.trimStart().length;
    const indent = [...lead].reduce((sum, character) => sum + (character === '\t' ? 8 : 1), 0);
    lines.push({ start, end: start + body.length, text: body, indent, afterBlank });
    afterBlank = false;
  }
  return lines;
}

function countBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to && count < 2; i += 1) if (text[i] === '\n') count += 1;
  return count;
}
