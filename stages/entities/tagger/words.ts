import { addUnit, feature1, finish, hashString, NO_UNITS } from './hash.ts';
import { COMMON_SHARE, type WordLists } from './word-lists.ts';
import { shapeOf, type WordShape } from './word-shape.ts';

/** Lengths of prefixes and suffixes. */
const AFFIXES = 5;

/** What the features ask of a word, worked out once a word. */
export interface Word extends WordShape {
  text: string;
  lower: string;
  /** Hashes: exact form, lower form, lower form with digits as 0. */
  exact: number;
  lowerHash: number;
  norm: number;
  /** Hashes of the lower form's first and last one to five characters. */
  prefixes: readonly number[];
  suffixes: readonly number[];
  /**
   * Hashes of the three cluster names of the word as written, or else of its lower form; and of the form that it most
   * likely has where capitals hide it. Null for a word unknown.
   */
  clusters: readonly number[] | null;
  clustersInCapitals: readonly number[] | null;
  /** Bucket of lower-case share. */
  share: number;
  /** Number of the row in which the scorer keeps the word's sums, for each letter case; -1 before there is one. */
  rows: [running: number, capitals: number, headline: number];
}

function clusterHashes(packed: number): number[] | null {
  if (packed < 0) return null;
  return [feature1(1001, packed >>> 18), feature1(1002, (packed >>> 10) & 0xff), feature1(1003, packed & 0x3ff)];
}

function prefixHashes(text: string): number[] {
  const hashes: number[] = [];
  let hash = NO_UNITS;
  for (let n = 0, at = 0; n < AFFIXES; n += 1) {
    // a character outside the basic plane is two units
    const end = Math.min(text.length, at + (isPairAt(text, at) ? 2 : 1));
    for (; at < end; at += 1) hash = addUnit(hash, text.charCodeAt(at));
    hashes.push(finish(hash));
  }
  return hashes;
}

function suffixHashes(text: string): number[] {
  const hashes: number[] = [];
  for (let n = 0, start = text.length; n < AFFIXES; n += 1) {
    start = Math.max(0, start - (isPairAt(text, start - 2) ? 2 : 1));
    hashes.push(hashString(text, start));
  }
  return hashes;
}

/** Whether two surrogates that make up one character start at a place. */
const isPairAt = (text: string, at: number): boolean => (text.codePointAt(at) ?? 0) > 0xffff;

const DIGIT = /\p{Nd}/u;
const EVERY_DIGIT = /\p{Nd}/gu;

/** Hash of a text with its digits as 0. */
const hashWithoutDigits = (text: string): number =>
  hashString(DIGIT.test(text) ? text.replace(EVERY_DIGIT, '0') : text);

/** Longer words are cut before they are looked at: no name is that long, and time stays linear. */
export const LONGEST_WORD = 64;

/** @param exact hash of the text. */
function describe(text: string, exact: number, lists: WordLists): Word {
  const lower = text.toLowerCase();
  const norm = hashWithoutDigits(lower);
  const lowerHash = hashString(lower);
  const known = lists.clusters(text === lower ? norm : hashWithoutDigits(text));
  const knownLower = lists.clusters(norm);
  const share = lists.lowerCaseShare(lowerHash);
  const titled = lists.clusters(hashWithoutDigits(text.charAt(0) + lower.slice(1)));
  const isName = titled >= 0 && (knownLower < 0 || share < COMMON_SHARE);
  const { hasLetter, startsUpper, allUpper, shape, shortShape } = shapeOf(text);
  return {
    text,
    lower,
    hasLetter,
    startsUpper,
    allUpper,
    exact,
    lowerHash,
    norm,
    shape,
    shortShape,
    prefixes: prefixHashes(lower),
    suffixes: suffixHashes(lower),
    clusters: clusterHashes(known >= 0 ? known : knownLower),
    clustersInCapitals: clusterHashes(isName ? titled : knownLower),
    share,
    rows: [-1, -1, -1],
  };
}

/** More different words than this empty the cache, so that memory stays bounded. */
const CACHED_WORDS = 30_000;
/** The cache is less than half full. */
const SLOT_BITS = 16;
const SLOTS = 2 ** SLOT_BITS;
/** Slots that are looked at, so that time stays linear also where hashes were made to clash. */
const MOST_TRIES = 64;

/**
 * Words already described, in a hash table of their own hashes with linear probing: a `Map` would first have to hash each
 * new piece of text in its own way.
 */
export class Words {
  readonly #lists: WordLists;
  readonly #slots = new Array<Word | undefined>(SLOTS).fill(undefined);
  #size = 0;

  constructor(lists: WordLists) {
    this.#lists = lists;
  }

  get(text: string): Word {
    const cut = text.length > LONGEST_WORD ? text.slice(0, LONGEST_WORD) : text;
    const hash = hashString(cut);
    const slots = this.#slots;
    let slot = hash >>> (32 - SLOT_BITS);
    for (let tries = 1; tries < MOST_TRIES; tries += 1) {
      const word = slots[slot];
      if (word === undefined) break;
      if (word.exact === hash && word.text === cut) return word;
      slot = (slot + 1) % SLOTS;
    }
    const word = describe(cut, hash, this.#lists);
    slots[slot] = word;
    this.#size += 1;
    if (this.#size === CACHED_WORDS) {
      slots.fill(undefined);
      this.#size = 0;
    }
    return word;
  }
}
