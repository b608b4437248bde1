import { vectorMemory } from './add-rows.ts';

/** Rows whose sums always fit into 16 bits. */
export const MOST_ROWS = 256;
export const MOST_CLASSES = 128;
/** What may be read beyond the last row. */
const BEYOND = 16;

/** Room for quantised weights where rows of them are added up 16 classes at a time, which JavaScript alone cannot. */
export class WeightMemory {
  readonly #buffer: ArrayBuffer;
  readonly #addRows: ReturnType<typeof vectorMemory>['addRows'];
  readonly #rows: Int32Array;
  readonly #sums: Int16Array;
  #free: number;

  /** @param length weights that there is room for. */
  constructor(length: number) {
    const sumsAt = 4 * MOST_ROWS;
    const weightsAt = sumsAt + 2 * MOST_CLASSES;
    const { buffer, addRows } = vectorMemory(weightsAt + length + BEYOND);
    this.#buffer = buffer;
    this.#addRows = addRows;
    this.#rows = new Int32Array(buffer, 0, MOST_ROWS);
    this.#sums = new Int16Array(buffer, sumsAt, MOST_CLASSES);
    this.#free = weightsAt;
  }

  /** Zeros for the weights of a table, at a cache line's start after tables that fill theirs. @throws RangeError when there is no room left. */
  allocate(length: number): Int8Array<ArrayBuffer> {
    const weights = new Int8Array(this.#buffer, this.#free, length);
    this.#free += length;
    return weights;
  }

  /**
   * Adds up rows of a table that was allocated here, at most `MOST_ROWS`, into `scores`.
   * @param stride cells from one row to the next.
   */
  score(weights: Int8Array, stride: number, classes: number, rows: Int32Array, scores: Int32Array): void {
    const sums = this.#sums;
    this.#rows.set(rows);
    this.#addRows(weights.byteOffset, stride, classes, 0, rows.length, sums.byteOffset);
    for (let k = 0; k < classes; k += 1) scores[k] = sums[k];
  }
}
