import { FEATURE_BITS } from './hash.ts';

/** The index has this many times as many bits as features, or up to twice as many: few features that have no row pass it. */
const SPARSENESS = 4;
/** Bits that one entry of the index counts. */
const WORD_BITS = 5;
/** Low bits of a feature that tell it from all others of its entry. */
export const TAIL_BITS = 24;

/** How many bits of a number are set (Warren, Hacker's Delight, 5-1). */
function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Tells where the row of a feature stands among rows in the order of features: one bit for each value of a feature's high
 * bits, set where there is such a feature, and before each 32 of them the number of rows of lower features (a bit vector
 * with rank, after Jacobson 1989). One place of a small table answers both whether there is a row and where.
 */
export class FeatureIndex {
  readonly #shift: number;
  /** For each 32 values: rows before, bits. */
  readonly #words: Int32Array;

  /** @param features in rising order. */
  constructor(features: Uint32Array) {
    const needed = Math.ceil(Math.log2(features.length * SPARSENESS + 1));
    const bits = Math.min(FEATURE_BITS, Math.max(FEATURE_BITS - TAIL_BITS + WORD_BITS, needed));
    this.#shift = FEATURE_BITS - bits;
    this.#words = new Int32Array(2 * (2 ** (bits - WORD_BITS) + 1));
    const words = this.#words;
    let next = 0;
    features.forEach((feature, row) => {
      const value = feature >>> this.#shift;
      const at = (value >>> WORD_BITS) << 1;
      for (; next <= at; next += 2) words[next] = row;
      words[at + 1] |= 1 << value;
    });
    for (; next < words.length; next += 2) words[next] = features.length;
  }

  /**
   * Looks features up, without those that certainly have no row.
   * @param passed the features that may have one.
   * @param firsts where to start looking for the row of each.
   * @param ends rows that each stands before.
   * @returns how many passed.
   */
  candidates(features: Int32Array, length: number, passed: Int32Array, firsts: Int32Array, ends: Int32Array): number {
    const words = this.#words;
    const shift = this.#shift;
    let count = 0;
    // without a branch, so that the processor waits for many places at once
    for (let i = 0; i < length; i += 1) {
      const value = features[i] >>> shift;
      const at = (value >>> WORD_BITS) << 1;
      const bits = words[at + 1];
      const mask = 1 << value;
      passed[count] = features[i];
      firsts[count] = words[at] + bitCount(bits & (mask - 1));
      ends[count] = words[at + 2];
      count += bits & mask ? 1 : 0;
    }
    return count;
  }
}
