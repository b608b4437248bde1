import type { Span } from '../../text/span.ts';
import { TEXT_RULES } from '../rules.ts';
import type { Quotation } from '../types.ts';

type Family = 'double' | 'angle' | 'single';

interface Mark {
  at: number;
  family: Family;
  opens: boolean;
  closes: boolean;
  /** A closing single mark that may as well be a plural's apostrophe. */
  possessive: boolean;
}

const MARK = /["“”„«»‹›‘’']/gu;
const BEFORE_OPENING = /[\s([{—–\-/"“«‘']/u;
const AFTER_CLOSING = /[\s.,;:!?)\]}—–\-/"”»’'…]/u;
/** What no quotation begins with: white space, or a stop that is not an ellipsis (`like a lake ", she said`). */
const NEVER_OPENED = /^(?:\s|[,;:!?)\]]|\.(?!\.))/u;
/** Words and decades that begin with an apostrophe: 'tis, '90s, 'em, rock 'n' roll. */
const ELISION = /^(?:\d\ds|tis|twas|em|til|cause|n['’]|round|bout)(?![\p{L}\p{N}])/iu;

/** What a mark can be, from its form and its neighbours; null for an apostrophe. */
function readMark(text: string, at: number, start: number, end: number): Mark | null {
  const mark = text[at];
  const before = at > start ? text[at - 1] : ' ';
  const after = at + 1 < end ? text[at + 1] : ' ';
  const canOpen = BEFORE_OPENING.test(before) && !NEVER_OPENED.test(text.slice(at + 1, Math.min(at + 3, end)) || ' ');
  const canClose = !/\s/u.test(before) && AFTER_CLOSING.test(after);
  switch (mark) {
    case '“':
    case '„':
      return { at, family: 'double', opens: true, closes: false, possessive: false };
    case '”':
      return { at, family: 'double', opens: false, closes: true, possessive: false };
    case '«':
    case '»':
    case '‹':
    case '›': {
      const opens = canOpen || (!canClose && (mark === '«' || mark === '‹'));
      return { at, family: 'angle', opens, closes: !opens, possessive: false };
    }
    case '"':
      return { at, family: 'double', opens: canOpen || !canClose, closes: canClose || !canOpen, possessive: false };
    default: {
      if (ELISION.test(text.slice(at + 1, at + 9)) && !/\p{L}/u.test(before)) return null;
      const opens = mark !== '’' && canOpen && /[\p{L}\p{N}“"[…]/u.test(after);
      const closes = mark !== '‘' && canClose && !opens;
      if (!opens && !closes) return null;
      const possessive = /s/iu.test(before) && /\s/u.test(after) && /\p{L}/u.test(text[at + 2] ?? '');
      return { at, family: 'single', opens, closes, possessive };
    }
  }
}

/**
 * Tells which single marks are quotation marks: an opening one needs a closing one after it in the paragraph, and a
 * plural's apostrophe ("the workers' homes") closes only where nothing else can.
 */
function withoutApostrophes(marks: Mark[]): Mark[] {
  const kept: Mark[] = [];
  let closerAhead = false;
  for (let i = marks.length - 1; i >= 0; i -= 1) {
    const mark = marks[i];
    if (mark.family === 'single') {
      if (mark.opens) {
        if (!closerAhead) continue;
        closerAhead = false;
      } else {
        if (mark.possessive && closerAhead) continue;
        closerAhead = true;
      }
    }
    kept.push(mark);
  }
  return kept.reverse();
}

/** Marks of a paragraph above which it is no text. None of them is paired then. */
const MAX_MARKS = TEXT_RULES['quotations-paired'].settings.most;

function marksOf(text: string, { start, end }: Span): Mark[] {
  const marks: Mark[] = [];
  // In the paragraph alone: a search of the text goes to its end for each paragraph without a mark.
  for (const match of text.slice(start, end).matchAll(MARK)) {
    const mark = readMark(text, start + match.index, start, end);
    if (mark) marks.push(mark);
    if (marks.length > MAX_MARKS) return [];
  }
  return marks;
}

function inParagraph(text: string, paragraph: number, span: Span, carried: boolean): Quotation[] {
  const { start, end } = span;
  const marks = marksOf(text, span);
  const found: Quotation[] = [];
  const open: Mark[] = [];
  const close = (level: number, at: number, closed: boolean) => {
    const opening = open[level];
    open.length = level;
    found.push({
      start: Math.max(start, opening.at),
      end: closed ? at + 1 : at,
      innerStart: opening.at + 1,
      innerEnd: at,
      closed,
      depth: level,
      paragraph,
      continues: carried && opening.at <= start,
    });
  };
  const usable = withoutApostrophes(marks);
  // the paragraph before left a quotation open, and this one closes it without opening it again
  const [firstMark] = usable;
  if (carried && firstMark?.closes && !firstMark.opens && firstMark.family !== 'single')
    open.push({ ...firstMark, at: start - 1, opens: true, closes: false });
  for (const mark of usable) {
    const level = open.findIndex((other) => other.family === mark.family);
    // „…“ closes with the mark that opens “…”
    const low = level >= 0 && text[open[level].at] === '„' && text[mark.at] === '“';
    if (level >= 0 && (mark.closes || low)) close(level, mark.at, true);
    else if (mark.opens) {
      // a second opening mark of one family means that the first one was never closed
      if (level >= 0) open.length = level;
      open.push(mark);
    }
  }
  const unclosed = open.findIndex((mark) => mark.family !== 'single');
  if (unclosed >= 0) close(unclosed, end, false);
  return found.filter((quotation) => quotation.innerEnd > quotation.innerStart);
}

/**
 * Pairs the quotation marks of a text, paragraph by paragraph. A quotation left open at a paragraph's end goes on in the
 * next one where that begins with an opening mark. Linear in the text.
 * @param paragraphs spans in UTF-16 offsets.
 * @returns quotations by start, in UTF-16 offsets too.
 */
export function pairQuotations(text: string, paragraphs: readonly Span[]): Quotation[] {
  const all: Quotation[] = [];
  let carried = false;
  paragraphs.forEach((paragraph, index) => {
    const found = inParagraph(text, index, paragraph, carried).sort((a, b) => a.start - b.start);
    carried = found.some((quotation) => !quotation.closed && quotation.depth === 0);
    for (const quotation of found) all.push(quotation);
  });
  return all;
}
