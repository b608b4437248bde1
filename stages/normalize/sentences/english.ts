import { AFTER_TIME, BEFORE_NUMBER, EITHER, NAMES_WITH_MARK, NEVER_LAST, STARTERS } from './abbreviations.ts';
import { findListItems } from './list-items.ts';
import { findProtected } from './protected.ts';

/** A mark that can end a sentence, with what may close behind it. Spaced ellipses count as one mark. */
const END =
  /(?:\.(?:[ \u00a0]\.){2,12}|[.!?…]{1,12}|[。！？])(?:["'”’»›」』)\]]|\[\d{1,3}\]){0,6}(?=\s|$)|[。！？]["'”’」』]{0,6}/gu;

/** How far back a word or number before a mark is looked for. */
const LOOK_BACK = 40;

interface Candidate {
  /** The mark without what closes behind it. */
  mark: string;
  closed: boolean;
  /** Text before the mark, at most LOOK_BACK characters. */
  before: string;
  /** Text of this sentence so far, cut to what the rules look at. */
  soFar: string;
  /** The next word as it stands, with its opening marks taken off. */
  next: string;
  /** Opening marks before the next word. */
  opening: string;
}

/** UTF-16 offsets at which sentences of a paragraph end, in order, its own end left out. */
export function englishBoundaries(text: string): number[] {
  const items = findListItems(text);
  const regions = findProtected(text);
  const boundaries: number[] = [];
  let region = 0;
  let item = 0;
  let sentenceStart = 0;
  const flushItems = (limit: number) => {
    for (; item < items.length && items[item] < limit; item += 1) {
      if (items[item] > (boundaries.at(-1) ?? 0)) boundaries.push(items[item]);
      sentenceStart = items[item];
    }
  };
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    flushItems(match.index);
    while (region < regions.length && regions[region].end < end) region += 1;
    const inside = region < regions.length && regions[region].start < match.index && regions[region].end > end;
    if (inside || end === text.length) continue;
    const following = /^\s*([("'“‘«[¿¡—–-]*)(\S{0,40})/u.exec(text.slice(end, end + 60));
    const mark = /^(?:\.(?:[ \u00a0]\.)+|[.!?…。！？]+)/u.exec(match[0])?.[0] ?? match[0];
    const candidate: Candidate = {
      mark,
      closed: mark.length < match[0].length,
      before: text.slice(Math.max(sentenceStart, match.index - LOOK_BACK), match.index),
      soFar: text.slice(sentenceStart, Math.min(match.index, sentenceStart + 200)).trimStart(),
      opening: following?.[1] ?? '',
      next: following?.[2] ?? '',
    };
    const closesRegion =
      region < regions.length && regions[region].end === end && regions[region].start > sentenceStart;
    if (!endsSentence(candidate, closesRegion)) continue;
    boundaries.push(end);
    sentenceStart = end;
  }
  flushItems(text.length);
  return boundaries;
}

const isLower = (word: string): boolean => /^\p{Ll}/u.test(word) && !/^[\p{Ll}]\p{Lu}/u.test(word);

function endsSentence({ mark, closed, before, soFar, opening, next }: Candidate, closesRegion: boolean): boolean {
  if (/^[。！？]/u.test(mark)) return true;
  // "[...]" leaves something out of a quotation.
  if (/\[$/u.test(before) || /^\[?(?:\.\.\.|…)\]$/u.test(mark)) return false;
  if (next === '' && opening === '') return true;
  if (isLower(next)) return false;
  if (/^[,;:)\]}%]/u.test(next)) return false;
  // An enumerator or a stray mark is no sentence.
  if (/^["'“‘(]*(?:[•⁃‣◦▪]\s?)?(?:\d{1,3}|\p{L})?$/u.test(soFar) && mark.length === 1) return false;
  if (mark === '.' && !closed) return endsAfterFullStop(before, soFar, next, opening);
  if (/^[!?]/u.test(mark) && !closed) {
    const word = /[\p{L}!]+$/u.exec(before)?.[0].toLowerCase() ?? '';
    return !NAMES_WITH_MARK.has(word) || STARTERS.has(bare(next));
  }
  // A quotation that is part of a longer sentence: 'the song "Help!" Lennon wrote'.
  if (
    closed &&
    closesRegion &&
    /^[!?]/u.test(mark) &&
    !STARTERS.has(bare(next)) &&
    !/[,:]\s*["'“‘]/u.test(soFar) &&
    !/^["'“‘]/u.test(soFar)
  ) {
    return opening !== '';
  }
  return true;
}

/** Where the last word of a text begins; backwards, as this is asked at every full stop. */
function lastWordStart(text: string): number {
  let at = text.length;
  while (at > 0 && !isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x09 || code === 0xa0;

const bare = (word: string): string => word.replace(/[^\p{L}\p{N}'’]+$/u, '').toLowerCase();

function endsAfterFullStop(before: string, soFar: string, next: string, opening: string): boolean {
  const word = /[\p{L}\p{M}\p{N}°º.&'’-]+$/u.exec(before.slice(lastWordStart(before)))?.[0] ?? '';
  const key = word.toLowerCase().replace(/^['’.-]+/u, '');
  const starter = STARTERS.has(bare(next)) || /^["“‘]/u.test(opening);
  if (NEVER_LAST.has(key)) return false;
  if (BEFORE_NUMBER.has(key)) {
    if (/^[\p{N}#]/u.test(next)) return false;
    if (!EITHER.has(key) && key.length > 2) return true;
  }
  if (/^\p{Lu}$/u.test(word)) return endsAfterInitial(before, word, starter, next);
  if (/^(?:[ap]\.m|[ap]m)$/u.test(key) && /^[ap]\.?m$/iu.test(word)) return endsAfterTime(soFar, next, starter);
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word) || EITHER.has(key)) return /^\p{N}/u.test(next) ? !EITHER.has(key) : starter;
  if (BEFORE_NUMBER.has(key)) return starter;
  return true;
}

/** "Jonas E. Smith", but "you and I. Did you", "vitamin C. The". */
function endsAfterInitial(before: string, word: string, starter: boolean, next: string): boolean {
  if (!starter) return false;
  const rest = before.slice(0, lastWordStart(before)).trimEnd();
  const previous = rest.slice(lastWordStart(rest));
  return isLower(previous) && (word !== 'A' || next !== 'I');
}

function endsAfterTime(soFar: string, next: string, starter: boolean): boolean {
  if (AFTER_TIME.has(bare(next)) || /^\(?\d/u.test(next)) return false;
  // "At 5 a.m. Mr. Smith": what comes before is too short to be a sentence.
  return starter || soFar.split(/\s+/u).length > 4;
}
