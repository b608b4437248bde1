import { combine, hashString } from './hash.ts';
import { type HashIndex, type IndexEntries, indexFrom } from './hash-index.ts';

/** Kinds of phrase in the gazetteer; a phrase's value is a bit mask of them. */
export const PHRASE_KINDS = 17;
/** Bit of a phrase that longer phrases begin with. */
export const PHRASE_GOES_ON = 1 << 30;
/** Tokens of the longest phrase that is looked for. */
export const LONGEST_PHRASE = 6;

/** What the model knows of words before it reads a text. */
export interface WordListEntries {
  /** Hash of a word (digits as 0) to its clusters: 6, 8 and 10 bits. */
  clusters: IndexEntries;
  /** Hash of a lower-case word to its bucket of lower-case share, 1 (never lower-case) to 7. */
  lowerCaseShare: IndexEntries;
  /** Hash of a lower-case phrase to its kinds. */
  phrases: IndexEntries;
}

export const UNKNOWN_SHARE = 0;
const SHARE_BOUNDS = [0.01, 0.05, 0.2, 0.5, 0.8, 0.95];

/** Bucket of the share of a word's uses that are lower-case: 1 to 7. */
export function shareBucket(share: number): number {
  return 1 + SHARE_BOUNDS.filter((bound) => share >= bound).length;
}

/** Bucket of words that are lower-case in less than a hundredth of their uses; below it those unknown. */
export const NEVER_LOWER = 1;

/** Bucket from which on a word is rather a common word than a name: half of its uses, 0.2 to 0.5, and above. */
export const COMMON_SHARE = 4;

export class WordLists {
  readonly #clusters: HashIndex;
  readonly #lowerCaseShare: HashIndex;
  readonly #phrases: HashIndex;

  constructor(entries: WordListEntries) {
    this.#clusters = indexFrom(entries.clusters);
    this.#lowerCaseShare = indexFrom(entries.lowerCaseShare);
    this.#phrases = indexFrom(entries.phrases);
  }

  /** Clusters of a word among 64, 256 and 1024 packed in one number, -1 for a word unknown. */
  clusters(wordHash: number): number {
    return this.#clusters.get(wordHash);
  }

  /** Bucket of lower-case share, `UNKNOWN_SHARE` for a word unknown. */
  lowerCaseShare(lowerHash: number): number {
    const bucket = this.#lowerCaseShare.get(lowerHash);
    return bucket < 0 ? UNKNOWN_SHARE : bucket;
  }

  /**
   * Length of the longest gazetteer phrase of each kind that starts at a token.
   * @param lowerHashes hashes of the sentence's lower-case words.
   * @param lengths where the answer is put, by kind; 0 for none.
   */
  longestPhrases(lowerHashes: Int32Array, start: number, lengths: Uint8Array): void {
    lengths.fill(0);
    let hash = PHRASE_SEED;
    for (let k = 0; k < LONGEST_PHRASE && start + k < lowerHashes.length; k += 1) {
      hash = combine(hash, lowerHashes[start + k]);
      const value = this.#phrases.get(hash);
      if (value < 0) return;
      for (let kind = 0; kind < PHRASE_KINDS; kind += 1) if ((value >> kind) & 1) lengths[kind] = k + 1;
      if ((value & PHRASE_GOES_ON) === 0) return;
    }
  }
}

const PHRASE_SEED = 17;

/** Hashes of a phrase's beginnings, the whole phrase last. */
export function phraseHashes(lowerWords: readonly string[]): number[] {
  let hash = PHRASE_SEED;
  return lowerWords.map((word) => {
    hash = combine(hash, hashString(word));
    return hash >>> 0;
  });
}
