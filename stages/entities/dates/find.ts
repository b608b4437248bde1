import type { Document } from '../document.ts';
import { TAGGED_TYPES } from '../tagger/labels.ts';
import { dayOf, MONTH, NUMBER, UNIT, WEEKDAY } from './calendar.ts';
import { tenseOf } from './tense.ts';
import { dateValue } from './value.ts';

/** Expressions that are dates wherever they stand. Durations count where they place something in time. */
const CERTAIN = new RegExp(
  [
    `(?:${MONTH}) \\d{1,2}(?:st|nd|rd|th)?(?:,? (?:1[0-9]|20)\\d\\d)?(?!\\d)`,
    `\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${MONTH})(?:,? (?:1[0-9]|20)\\d\\d)?(?!\\d)`,
    `(?:${MONTH}),? (?:1[0-9]|20)\\d\\d`,
    '(?:1[0-9]|20)\\d\\d-\\d\\d-\\d\\d',
    `(?:the )?(?:last|past|next|coming) (?!an? )(?:${NUMBER}) (?:${UNIT})s?`,
    `(?:${NUMBER}) (?:${UNIT})s? (?:ago|later|earlier(?! than))`,
    '(?:earlier |later )?(?:last|this|next) (?:week|month|year)',
    'yesterday|tomorrow',
  ]
    .map((pattern) => `(?:${pattern})`)
    .join('|'),
  'giu',
);
/** "the first visit in 10 years": other durations place nothing in time. */
const WITHIN = new RegExp(
  `\\b(?:first|last|only|[a-z]{2,}est)\\b[^,;.]{0,60}? in ((?:${NUMBER}) (?:${UNIT})s?)`,
  'giu',
);
/** All of these patterns need one of these. */
const NEEDED = new RegExp(`\\d| (?:${UNIT})|yesterday|tomorrow`, 'iu');
const MAY = /^(?:may|march|mar|sun|sat|wed|mon|dec|jan)\b/u;

const BY_PATTERN = 0.8;

function* stretches(text: string): Generator<{ start: number; end: number }> {
  if (!NEEDED.test(text)) return;
  // `may 5` and the like are no dates without their capital.
  for (const match of text.matchAll(CERTAIN))
    if (!MAY.test(match[0])) yield { start: match.index, end: match.index + match[0].length };
  for (const match of text.matchAll(WITHIN)) {
    const start = match.index + match[0].length - match[1].length;
    yield { start, end: start + match[1].length };
  }
}

const DAY_AND_MONTH = new RegExp(`\\d.*${MONTH}|${MONTH}.*\\d`, 'iu');

/** Removes dates that the tagger cut short: "March 1931" in "12 March 1931". */
function dropParts(document: Document, sentence: number, first: number, last: number): void {
  for (let i = first; i <= last; i += 1) {
    const part = document.at(sentence, i);
    const isPart = part?.type === 'DATE' && part.first >= first && part.last <= last;
    if (isPart && part.last - part.first < last - first) document.remove(part);
  }
}

const STEP = /^(?:last|next|this)$/u;
const MONTH_OR_WEEKDAY = new RegExp(`^(?:${MONTH}|${WEEKDAY})$`, 'iu');
const TENS = /^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$/iu;

/** First token of a date whose beginning the tagger left out: "last" of "last May", "twenty-" of "twenty-six years". */
function wholeFrom(document: Document, sentence: number, { first, last }: { first: number; last: number }): number {
  if (
    first === last &&
    MONTH_OR_WEEKDAY.test(document.word(sentence, first)) &&
    STEP.test(document.lower(sentence, first - 1))
  )
    return first - 1;
  if (document.word(sentence, first - 1) === '-' && TENS.test(document.word(sentence, first - 2))) return first - 2;
  return first;
}

/** Adds the tagger's dates, then those of fixed form that it passed over, each with its value where it has one. */
export function findDates(document: Document): void {
  const published = dayOf(document.published);
  document.sentences.forEach(({ tokens, names }, sentence) => {
    const add = (first: number, last: number, confidence: number) => {
      if (first > last || !document.isFree(sentence, first, last)) return;
      const tense = published === null ? 0 : tenseOf(document, sentence, first, last);
      const value = dateValue(document.slice(sentence, first, last), published, tense);
      document.add(sentence, first, last, { type: 'DATE', kind: 'name', confidence, value });
    };
    for (const name of names)
      if (TAGGED_TYPES[name.type] === 'DATE') add(wholeFrom(document, sentence, name), name.last, name.confidence);
    if (tokens.length === 0) return;
    const { start } = tokens[0];
    const found = [...stretches(document.text.slice(start, tokens[tokens.length - 1].end))];
    const firstAt = new Map(found.length > 0 ? tokens.map((token, i) => [token.start - start, i]) : []);
    const lastAt = new Map(found.length > 0 ? tokens.map((token, i) => [token.end - start, i]) : []);
    for (const stretch of found) {
      const first = firstAt.get(stretch.start);
      const last = lastAt.get(stretch.end);
      if (first === undefined || last === undefined) continue;
      if (DAY_AND_MONTH.test(document.slice(sentence, first, last))) dropParts(document, sentence, first, last);
      add(wholeFrom(document, sentence, { first, last }), last, BY_PATTERN);
    }
    valueOfWeekdays(document, sentence);
  });
}

const WEEKDAY_ALONE = new RegExp(`^${WEEKDAY}$`, 'iu');

/** "Saturday, January 31, 2009": the weekday is the day that follows it. */
function valueOfWeekdays(document: Document, sentence: number): void {
  const { mentions } = document.sentences[sentence];
  mentions.forEach((draft, i) => {
    if (draft?.type !== 'DATE' || draft.first !== i || !WEEKDAY_ALONE.test(draft.text)) return;
    const day = document.at(sentence, draft.last + (document.word(sentence, draft.last + 1) === ',' ? 2 : 1));
    if (day?.type === 'DATE' && day.value?.length === 'YYYY-MM-DD'.length) draft.value = day.value;
  });
}
