import { feature1, hashString } from './hash.ts';
import { COMMON_SHARE, type WordLists } from './word-lists.ts';

const HAS_LETTER = /\p{L}/u;
const STARTS_UPPER = /^[\p{Lu}\p{Lt}]/u;
const HAS_LOWER = /\p{Ll}/u;
const HAS_UPPER = /[\p{Lu}\p{Lt}]/u;
const DIGIT = /\p{Nd}/gu;
const AFFIX_LENGTHS = [1, 2, 3, 4, 5];

/** What the features ask of a word, worked out once a word. */
export interface Word {
  text: string;
  lower: string;
  hasLetter: boolean;
  startsUpper: boolean;
  allUpper: boolean;
  /** Hashes: exact form, lower form, lower form with digits as 0. */
  exact: number;
  lowerHash: number;
  norm: number;
  /** Hashes of the shape (`Xxxxx`) and of the shape without repeats (`Xx`). */
  shape: number;
  shortShape: number;
  /** Hashes of the lower form's first and last one to five characters. */
  prefixes: Int32Array;
  suffixes: Int32Array;
  /**
   * Hashes of the three cluster names of the word as written, or else of its lower form; and of the form that it most
   * likely has where capitals hide it. Null for a word unknown.
   */
  clusters: Int32Array | null;
  clustersInCapitals: Int32Array | null;
  /** Bucket of lower-case share. */
  share: number;
  /** What the scorer has worked out for this word, by way of writing. */
  sums: (Int32Array | undefined)[];
}

function shapeOf(text: string, short: boolean): string {
  let shape = '';
  let last = '';
  let run = 0;
  for (const character of text) {
    const kind = HAS_UPPER.test(character)
      ? 'X'
      : HAS_LETTER.test(character)
        ? 'x'
        : /\p{Nd}/u.test(character)
          ? 'd'
          : character;
    run = kind === last ? run + 1 : 1;
    last = kind;
    // A long run of one kind counts as four.
    if (run <= (short ? 1 : 4)) shape += kind;
  }
  return shape;
}

function clusterHashes(packed: number): Int32Array | null {
  if (packed < 0) return null;
  return Int32Array.of(
    feature1(1001, packed >>> 18),
    feature1(1002, (packed >>> 10) & 0xff),
    feature1(1003, packed & 0x3ff),
  );
}

/** Longer words are cut before they are looked at: no name is that long, and time stays linear. */
export const LONGEST_WORD = 64;

function describe(text: string, lists: WordLists): Word {
  const cut = text.length > LONGEST_WORD ? text.slice(0, LONGEST_WORD) : text;
  const lower = cut.toLowerCase();
  const points = [...lower];
  const norm = hashString(lower.replace(DIGIT, '0'));
  const lowerHash = hashString(lower);
  const exact = hashString(cut);
  const known = lists.clusters(hashString(cut.replace(DIGIT, '0')));
  const knownLower = lists.clusters(norm);
  const share = lists.lowerCaseShare(lowerHash);
  const titled = lists.clusters(hashString((cut.charAt(0) + lower.slice(1)).replace(DIGIT, '0')));
  const isName = titled >= 0 && (knownLower < 0 || share < COMMON_SHARE);
  return {
    text: cut,
    lower,
    hasLetter: HAS_LETTER.test(cut),
    startsUpper: STARTS_UPPER.test(cut),
    allUpper: HAS_UPPER.test(cut) && !HAS_LOWER.test(cut),
    exact,
    lowerHash,
    norm,
    shape: hashString(shapeOf(cut, false)),
    shortShape: hashString(shapeOf(cut, true)),
    prefixes: Int32Array.from(AFFIX_LENGTHS, (n) => hashString(points.slice(0, n).join(''))),
    suffixes: Int32Array.from(AFFIX_LENGTHS, (n) => hashString(points.slice(-n).join(''))),
    clusters: clusterHashes(known >= 0 ? known : knownLower),
    clustersInCapitals: clusterHashes(isName ? titled : knownLower),
    share,
    sums: [undefined, undefined, undefined],
  };
}

/** More different words than this empty the cache, so that memory stays bounded. */
const CACHED_WORDS = 30_000;

/** Words already described. */
export class Words {
  readonly #lists: WordLists;
  readonly #known = new Map<string, Word>();

  constructor(lists: WordLists) {
    this.#lists = lists;
  }

  get(text: string): Word {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= CACHED_WORDS) this.#known.clear();
    const word = describe(text, this.#lists);
    this.#known.set(text, word);
    return word;
  }
}
