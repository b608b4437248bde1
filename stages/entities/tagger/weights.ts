import { FeatureIndex, TAIL_BITS } from './feature-index.ts';
import type { FeatureList } from './features.ts';
import { LABELS } from './labels.ts';

/** Bytes a row takes: the weights, and the low bits of its feature, by which it is known. */
export const STRIDE = 24;
const WORDS = STRIDE / 4;
const LAST_WORD = WORDS - 1;
const LAST_BYTE = 0xff;
const TAIL_SHIFT = 8;
const TAIL_MASK = 2 ** TAIL_BITS - 1;
/** More than any tail. */
const NO_TAIL = 2 ** TAIL_BITS;

/** Weights are stored 128 higher, so that they are not negative and can be added two at a time. */
const RAISE = 0x80808080;
const RAISED_LANE = 0x00800080;
const RAISED_LAST = 0x80;
const EVEN_BYTES = 0x00ff00ff;

/**
 * Sums are kept two in a number of 32 bits, the lower one signed: no sum of a token leaves 16 bits. Lanes 2w and 2w + 1
 * have the labels 4w, 4w + 2 and 4w + 1, 4w + 3; the last lane has the last label alone.
 */
export const LANES = 11;

if (LABELS !== 2 * (LANES - 1) + 1) throw new Error('Lanes are laid out for 21 labels.');

/** Writes `LABELS` sums from their lanes. */
export function unpack(lanes: Int32Array, sums: Int32Array, to: number): void {
  for (let word = 0; word < WORDS - 1; word += 1) {
    const even = lanes[2 * word];
    const odd = lanes[2 * word + 1];
    const first = (even << 16) >> 16;
    const second = (odd << 16) >> 16;
    const at = to + 4 * word;
    sums[at] = first;
    sums[at + 1] = second;
    sums[at + 2] = (even - first) >> 16;
    sums[at + 3] = (odd - second) >> 16;
  }
  sums[to + LABELS - 1] = lanes[LANES - 1];
}

/** Quantised weights of the features. */
export class Weights {
  readonly #index: FeatureIndex;
  readonly #rows: Int32Array;
  #passed = new Int32Array(0);
  #found = new Int32Array(0);
  #ends = new Int32Array(0);
  #tails = new Int32Array(0);

  /**
   * @param features in rising order.
   * @param cells a row of `STRIDE` weights for each, in an array of its own, which is kept and changed.
   */
  constructor(features: Uint32Array, cells: Int8Array<ArrayBuffer>) {
    this.#index = new FeatureIndex(features);
    this.#rows = new Int32Array(cells.buffer);
    const rows = this.#rows;
    for (let at = 0; at < rows.length; at += 1) rows[at] ^= RAISE;
    for (let row = 0, at = LAST_WORD; row < features.length; row += 1, at += WORDS)
      rows[at] = (rows[at] & LAST_BYTE) | (features[row] << TAIL_SHIFT);
  }

  /** Finds the rows of features, in order, without those that have none: all are looked up before any is read. */
  #find({ values, length }: FeatureList): number {
    if (this.#found.length < length) {
      this.#passed = new Int32Array(values.length);
      this.#found = new Int32Array(values.length);
      this.#ends = new Int32Array(values.length);
      this.#tails = new Int32Array(values.length);
    }
    const passed = this.#passed;
    const found = this.#found;
    const ends = this.#ends;
    const tails = this.#tails;
    const rows = this.#rows;
    const candidates = this.#index.candidates(values, length, passed, found, ends);
    // without a branch, so that the processor waits for many rows at once
    for (let i = 0; i < candidates; i += 1) tails[i] = rows[found[i] * WORDS + LAST_WORD] >>> TAIL_SHIFT;
    let count = 0;
    for (let i = 0; i < candidates; i += 1) {
      const tail = passed[i] & TAIL_MASK;
      const end = ends[i] * WORDS;
      let at = found[i] * WORDS;
      let own = tails[i];
      while (own < tail) {
        at += WORDS;
        own = at < end ? rows[at + LAST_WORD] >>> TAIL_SHIFT : NO_TAIL;
      }
      found[count] = at;
      count += own === tail ? 1 : 0;
    }
    return count;
  }

  /** Adds the weights of all features in the list to the `LANES` sums that start at `from`. */
  add(list: FeatureList, sums: Int32Array, from: number): void {
    const count = this.#find(list);
    const found = this.#found;
    const rows = this.#rows;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    let s7 = 0;
    let s8 = 0;
    let s9 = 0;
    let last = 0;
    for (let i = 0; i < count; i += 1) {
      const at = found[i];
      const a = rows[at];
      const b = rows[at + 1];
      const c = rows[at + 2];
      const d = rows[at + 3];
      const e = rows[at + 4];
      s0 = (s0 + (a & EVEN_BYTES)) | 0;
      s1 = (s1 + ((a >>> 8) & EVEN_BYTES)) | 0;
      s2 = (s2 + (b & EVEN_BYTES)) | 0;
      s3 = (s3 + ((b >>> 8) & EVEN_BYTES)) | 0;
      s4 = (s4 + (c & EVEN_BYTES)) | 0;
      s5 = (s5 + ((c >>> 8) & EVEN_BYTES)) | 0;
      s6 = (s6 + (d & EVEN_BYTES)) | 0;
      s7 = (s7 + ((d >>> 8) & EVEN_BYTES)) | 0;
      s8 = (s8 + (e & EVEN_BYTES)) | 0;
      s9 = (s9 + ((e >>> 8) & EVEN_BYTES)) | 0;
      last = (last + (rows[at + 5] & 0xff)) | 0;
    }
    const raised = Math.imul(count, RAISED_LANE);
    sums[from] += s0 - raised;
    sums[from + 1] += s1 - raised;
    sums[from + 2] += s2 - raised;
    sums[from + 3] += s3 - raised;
    sums[from + 4] += s4 - raised;
    sums[from + 5] += s5 - raised;
    sums[from + 6] += s6 - raised;
    sums[from + 7] += s7 - raised;
    sums[from + 8] += s8 - raised;
    sums[from + 9] += s9 - raised;
    sums[from + 10] += last - count * RAISED_LAST;
  }
}
