import { FEATURE_BITS } from './hash.ts';

/** Bits of the filter that answers for most features that have no weights; small enough for a processor's cache. */
const FILTER_BITS = 24;
const FILTER_MASK = 2 ** FILTER_BITS - 1;
/** Rows count from one in the table, so that zero marks an empty slot. */
const EMPTY = 0;

/**
 * Rows of features by hash: open addressing in one array, key beside row, at most half full. Hashes are spread evenly
 * already, so that their high bits are the slot, and features added in rising order are written one after the other.
 */
export class FeatureIndex {
  readonly #table: Uint32Array;
  readonly #filter = new Uint32Array(2 ** (FILTER_BITS - 5));
  readonly #shift: number;
  readonly #mask: number;

  /** @param capacity the most features it is to hold. */
  constructor(capacity: number) {
    const bits = Math.min(FEATURE_BITS, Math.max(4, Math.ceil(Math.log2(capacity * 2 + 1))));
    this.#table = new Uint32Array(2 ** (bits + 1));
    this.#shift = FEATURE_BITS - bits;
    this.#mask = this.#table.length - 1;
  }

  set(feature: number, row: number): void {
    let at = (feature >>> this.#shift) << 1;
    while (this.#table[at + 1] !== EMPTY && this.#table[at] !== feature) at = (at + 2) & this.#mask;
    this.#table[at] = feature;
    this.#table[at + 1] = row + 1;
    const bit = feature & FILTER_MASK;
    this.#filter[bit >>> 5] |= 1 << (bit & 31);
  }

  /** The feature's row, -1 where it has none. */
  get(feature: number): number {
    const bit = feature & FILTER_MASK;
    if (((this.#filter[bit >>> 5] >>> (bit & 31)) & 1) === 0) return -1;
    let at = (feature >>> this.#shift) << 1;
    for (;;) {
      const row = this.#table[at + 1];
      if (row === EMPTY) return -1;
      if (this.#table[at] === feature) return row - 1;
      at = (at + 2) & this.#mask;
    }
  }
  /**
   * Rows of many features at once, in order, without those that have none: two plain loops over memory that the processor
   * can wait for side by side.
   * @returns how many rows were written.
   */
  rowsOf(features: Int32Array, length: number, rows: Int32Array): number {
    const filter = this.#filter;
    let passed = 0;
    for (let i = 0; i < length; i += 1) {
      const bit = features[i] & FILTER_MASK;
      rows[passed] = features[i];
      passed += (filter[bit >>> 5] >>> (bit & 31)) & 1;
    }
    const table = this.#table;
    const shift = this.#shift;
    const mask = this.#mask;
    let found = 0;
    for (let i = 0; i < passed; i += 1) {
      const feature = rows[i];
      let at = (feature >>> shift) << 1;
      while (table[at + 1] !== EMPTY && table[at] !== feature) at = (at + 2) & mask;
      rows[found] = table[at + 1] - 1;
      found += table[at + 1] === EMPTY ? 0 : 1;
    }
    return found;
  }
}
