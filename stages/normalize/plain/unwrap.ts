import { dateLine } from '../dates.ts';
import { TEXT_RULES } from '../rules.ts';
import { continues, endsSentence, goesOn, isAllCaps, isDateline, isTitleCase, standsAlone } from './cues.ts';
import type { Line } from './lines.ts';

/** How a document's lines are laid out. */
export interface Layout {
  /** Column that lines were wrapped at, null where lines are paragraphs or sentences. */
  width: number | null;
  /** Whether blank lines part paragraphs. */
  blankLines: boolean;
  /** White space that a paragraph's first line has at least, null where indentation tells none. */
  firstIndent: number | null;
}

const {
  full: FULL,
  broken: BROKEN,
  wider: WIDER,
  widest: MAX_WIDTH,
  narrowest: MIN_WIDTH,
} = TEXT_RULES['wrapped-lines'].settings;
const INDENTED = TEXT_RULES['first-lines-indented'].settings;

const firstWord = (text: string): number => {
  const space = text.indexOf(' ');
  return space === -1 ? text.length : space;
};

const reach = (line: Line): number => line.indent + line.text.length;

/** Whether the next line's first word would have fitted: then the line was not broken for want of room. */
const hadRoom = (line: Line, next: Line, width: number): boolean => reach(line) + 1 + firstWord(next.text) <= width;

/**
 * Looks at all lines' lengths and endings. A text is hard-wrapped where lines that another follows are as a rule filled
 * up to one width and a good part of them break off inside a sentence.
 */
export function findLayout(lines: readonly Line[]): Layout {
  const firstIndent = findFirstIndent(lines);
  const pairs: [Line, Line][] = [];
  for (let i = 1; i < lines.length; i += 1) if (!lines[i].afterBlank) pairs.push([lines[i - 1], lines[i]]);
  const blankLines =
    lines.filter((line, i) => i > 0 && line.afterBlank).length >= Math.max(1, (lines.length - 1) * 0.12);
  const prose = pairs.filter(
    ([line, next]) => !standsAlone(next.text) && reach(line) >= MIN_WIDTH && reach(line) <= MAX_WIDTH,
  );
  if (prose.length < 2) return { width: smallWidth(pairs), blankLines, firstIndent };
  const lengths = prose.map(([line]) => reach(line)).sort((a, b) => a - b);
  const width = lengths[Math.floor((lengths.length - 1) * 0.98)];
  const full = prose.filter(([line, next]) => !hadRoom(line, next, width)).length / prose.length;
  const broken = prose.filter(([line]) => !endsSentence(line.text)).length / prose.length;
  // Long lines beside wrapped ones: the wrapped are the exception there.
  const long = lines.filter((line) => reach(line) > MAX_WIDTH).length;
  const wrapped = full >= FULL && broken >= BROKEN && long <= lines.length * WIDER;
  return { width: wrapped ? width : null, blankLines, firstIndent };
}

/**
 * Paragraphs begin with an indented line where one to eight lines in ten are indented, nearly all of them to one column,
 * and what stands before them has as a rule ended its sentence, what stands before the others often not.
 */
function findFirstIndent(lines: readonly Line[]): number | null {
  const base = lines.reduce<number>((least, { indent }) => Math.min(least, indent), INDENTED.deepest);
  const counts = new Map<number, number>();
  let indented = 0;
  let ended = 0;
  let goingOn = 0;
  for (const [i, { indent }] of lines.entries()) {
    if (indent < base + 2 || indent > base + INDENTED.deepest) {
      if (i > 0 && !endsSentence(lines[i - 1].text)) goingOn += 1;
      continue;
    }
    counts.set(indent, (counts.get(indent) ?? 0) + 1);
    indented += 1;
    if (i === 0 || endsSentence(lines[i - 1].text) || lines[i].afterBlank) ended += 1;
  }
  const [column, most] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  const share = indented / lines.length;
  if (goingOn < (lines.length - indented) * INDENTED.goingOn) return null;
  return indented >= 2 &&
    share >= INDENTED.fewest &&
    share <= INDENTED.most &&
    most >= indented * 0.8 &&
    ended >= indented * INDENTED.ended
    ? column
    : null;
}

/** Two or three lines say little; they count as wrapped where the first goes on in the second. */
function smallWidth(pairs: [Line, Line][]): number | null {
  const broken = pairs.filter(
    ([line, next]) =>
      reach(line) >= MIN_WIDTH &&
      reach(line) <= MAX_WIDTH &&
      !endsSentence(line.text) &&
      (continues(next.text) || goesOn(line.text)),
  );
  return broken.length > 0 && broken.length === pairs.length ? Math.max(...broken.map(([line]) => reach(line))) : null;
}

/** A sentence end inside the line: it is prose, not a headline. */
const holdsSentenceEnd = (text: string): boolean => /\p{Ll}{2}[.!?]["”’]?\s+["“‘]?\p{Lu}/u.test(text.slice(0, 4000));

/** Longest lines that can still be a subhead, or a headline, in characters. */
const SUBHEAD = 110;
const HEADLINE = 170;

/** Longest line that may still be a name, a place or a label, in characters. */
const MIN_PROSE = 50;

const isDate = (text: string): boolean => text.length < 60 && /\d/u.test(text) && dateLine(text) !== null;

/** Whether a line goes on in the next one, which stands right below it. `inBody`: sentences have ended above it already. */
export function joins(line: Line, next: Line, layout: Layout, inBody: boolean): boolean {
  // The dash of a dateline, not a bullet.
  if (isDateline(line.text) && /^(?:--?|–|—)\s/u.test(next.text)) return true;
  if (standsAlone(next.text) || isDateline(next.text)) return false;
  if ((isDate(line.text) && !continues(next.text)) || (isDate(next.text) && !goesOn(line.text))) return false;
  if (layout.firstIndent !== null && next.indent >= layout.firstIndent) return false;
  if (layout.firstIndent !== null && line.text.length > MIN_WIDTH && inBody) return true;
  // A headline in capitals above the text, however full its line.
  if (!inBody && isAllCaps(line.text) && line.text.length > 12 && /\p{Ll}/u.test(next.text)) return false;
  const ended = endsSentence(line.text);
  if (layout.width !== null && reach(line) <= MAX_WIDTH) {
    const indented = next.indent >= line.indent + 2 && next.indent <= 10 && !layout.blankLines;
    if (indented && (ended || line.text.length < layout.width * 0.7)) return false;
    if (!hadRoom(line, next, layout.width)) return true;
    if (continues(next.text) && !ended) return true;
    // Text wrapped with some slack: a line a little short of the width still goes on.
    return !ended && !isHeading(line) && (reach(line) > layout.width * 0.72 || goesOn(line.text));
  }
  if (ended) return false;
  if (goesOn(line.text) || continues(next.text)) return !/[:;]$/u.test(line.text) || continues(next.text);
  if (/\p{L}[-‐]$/u.test(line.text.slice(-4))) return true;
  if (/[:;]$/u.test(line.text.slice(-1)) || isHeading(line)) return false;
  // Prose that has not ended, where blank lines part paragraphs.
  if (line.text.length > MIN_PROSE && (isDateline(line.text) || (inBody && layout.blankLines))) return true;
  return holdsSentenceEnd(line.text) || line.text.length > (inBody ? SUBHEAD : HEADLINE);
}

function isHeading(line: Line): boolean {
  return isAllCaps(line.text) || (line.text.length <= SUBHEAD && isTitleCase(line.text));
}

/**
 * What stands between two joined lines: nothing where a word was hyphenated at the line's end, else a space. `words` are
 * the document's own words, in lower case: a hyphen that the text has elsewhere inside the line is kept.
 */
export function seam(line: Line, next: Line, words: ReadonlySet<string>): { cut: number; between: string } {
  if (line.text.endsWith('\u00ad') || line.text.endsWith('‐')) return { cut: 1, between: '' };
  const head = /(?:^|[^\p{L}\p{N}])([\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)-$/u.exec(line.text.slice(-60))?.[1];
  if (head !== undefined) {
    const tail = /^[\p{L}\p{N}]+/u.exec(next.text.slice(0, 60))?.[0] ?? '';
    if (tail !== '') {
      const joined = `${head}${tail}`.toLowerCase();
      const hyphenated = `${head}-${tail}`.toLowerCase();
      if (words.has(hyphenated) || !/^\p{Ll}/u.test(tail) || /\p{Nd}$/u.test(head)) return { cut: 0, between: '' };
      if (words.has(joined) || !keepsHyphen(head, tail)) return { cut: 1, between: '' };
      return { cut: 0, between: '' };
    }
  }
  if (/[\p{L}\p{N}](?:[/–—]|--)$/u.test(line.text.slice(-4))) return { cut: 0, between: '' };
  return { cut: 0, between: ' ' };
}

/** First parts that English writes with a hyphen before a word of its own. */
const HYPHENATING = new Set(
  (
    'ex self non anti pro pre post co all half well ill long short high low first second third two three four five six seven eight ' +
    'nine ten twenty thirty forty fifty sixty seventy eighty ninety full part last late early mid cross so multi north south east west'
  ).split(' '),
);

function keepsHyphen(head: string, tail: string): boolean {
  const lower = head.toLowerCase();
  return (
    lower.includes('-') ||
    HYPHENATING.has(lower) ||
    HYPHENATING.has(tail) ||
    /^(?:and|to|of|in|the|a|year|old|based|led|term)$/u.test(tail)
  );
}
