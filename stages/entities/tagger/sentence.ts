import { PHRASE_KINDS, type WordLists } from './word-lists.ts';
import type { Word, Words } from './words.ts';

/** How a sentence is written: as running text, all in capitals, or as a headline With Its Words Capitalized. */
export const RUNNING = 0;
export const CAPITALS = 1;
export const HEADLINE = 2;
export type LetterCase = 0 | 1 | 2;

/** Words looked at on each side of a token. */
export const REACH = 3;

/** Stand before and after a sentence; control characters, which no normalised text has. */
const BEFORE = '\u0002';
const AFTER = '\u0003';

/** A stretch of capitalised words: tokens `[first, last]`. */
export interface Run {
  first: number;
  last: number;
}

/** A sentence as the features see it. Arrays named `padded` hold `REACH` boundary words on each side. */
export interface SentenceView {
  length: number;
  letterCase: LetterCase;
  padded: Word[];
  paddedNorm: Int32Array;
  paddedShape: Int32Array;
  /** Place of each token in gazetteer phrases: four bits a kind, bits BEGIN.. of labels.ts; 0 for none. */
  phrases: Uint8Array[];
  /** Run of capitalised words each token lies in, null for none; the second also runs over `of`, `and`, `the`. */
  runs: (Run | null)[];
  longRuns: (Run | null)[];
}

/** Shape of a word in a sentence of capitals, where shape says nothing. */
const NO_SHAPE = 0x2d51;

function letterCaseOf(words: readonly Word[]): LetterCase {
  let lettered = 0;
  let upper = 0;
  let long = 0;
  let capitalised = 0;
  for (const word of words) {
    if (!word.hasLetter) continue;
    lettered += 1;
    if (word.allUpper) upper += 1;
    if (word.text.length < 4) continue;
    long += 1;
    if (word.startsUpper) capitalised += 1;
  }
  if (lettered >= 3 && upper * 10 >= lettered * 7) return CAPITALS;
  return long >= 4 && capitalised * 10 >= long * 8 ? HEADLINE : RUNNING;
}

const LINKS = new Set(['-', '–', '&', '.', "'", '’']);
const LONG_LINKS = new Set(['of', 'and', 'for', 'the', 'de', 'la', 'du', 'del', 'al', "'s", '’s', 'on', 'in']);
const MOST_LINKS = 2;

/** Runs of capitalised words, which may hold up to two links between them. */
function findRuns(words: readonly Word[], isLink: (word: Word) => boolean): (Run | null)[] {
  const runs: (Run | null)[] = new Array(words.length).fill(null);
  for (let i = 0; i < words.length; i += 1) {
    if (!words[i].startsUpper) continue;
    const run = { first: i, last: i };
    for (let next = i + 1; next < words.length && next - run.last <= MOST_LINKS + 1; next += 1) {
      if (words[next].startsUpper) run.last = next;
      else if (!isLink(words[next])) break;
    }
    for (let k = run.first; k <= run.last; k += 1) runs[k] = run;
    i = run.last;
  }
  return runs;
}

/** What most tokens share, which lie in no phrase. */
export const NO_PHRASE = new Uint8Array(PHRASE_KINDS);

function findPhrases(words: readonly Word[], lists: WordLists): Uint8Array[] {
  const places = new Array<Uint8Array>(words.length).fill(NO_PHRASE);
  const lowerHashes = new Int32Array(words.length);
  for (let i = 0; i < words.length; i += 1) lowerHashes[i] = words[i].lowerHash;
  const lengths = new Uint8Array(PHRASE_KINDS);
  for (let i = 0; i < words.length; i += 1) {
    if (!words[i].startsUpper) continue;
    lists.longestPhrases(lowerHashes, i, lengths);
    for (let kind = 0; kind < PHRASE_KINDS; kind += 1) {
      const length = lengths[kind];
      for (let k = 0; k < length; k += 1) {
        if (places[i + k] === NO_PHRASE) places[i + k] = new Uint8Array(PHRASE_KINDS);
        places[i + k][kind] |= length === 1 ? 8 : k === 0 ? 1 : k === length - 1 ? 4 : 2;
      }
    }
  }
  return places;
}

/** @param texts the sentence's tokens. */
export function viewSentence(texts: readonly string[], words: Words, lists: WordLists): SentenceView {
  const inner = texts.map((text) => words.get(text));
  const letterCase = letterCaseOf(inner);
  const before = words.get(BEFORE);
  const after = words.get(AFTER);
  const padded = [before, before, before, ...inner, after, after, after];
  const paddedNorm = new Int32Array(padded.length);
  const paddedShape = new Int32Array(padded.length);
  for (let i = 0; i < padded.length; i += 1) {
    paddedNorm[i] = padded[i].norm;
    paddedShape[i] = letterCase === CAPITALS ? NO_SHAPE : padded[i].shortShape;
  }
  return {
    length: inner.length,
    letterCase,
    padded,
    paddedNorm,
    paddedShape,
    phrases: findPhrases(inner, lists),
    runs: findRuns(inner, (word) => LINKS.has(word.text)),
    longRuns: findRuns(inner, (word) => LINKS.has(word.text) || LONG_LINKS.has(word.text)),
  };
}

/** Shape hashes of a word: full and short. */
export function shapesOf(word: Word, letterCase: LetterCase): [full: number, short: number] {
  return letterCase === CAPITALS ? [NO_SHAPE, NO_SHAPE] : [word.shape, word.shortShape];
}
