import { MOST_CLASSES, MOST_ROWS, type WeightMemory } from './weight-memory.ts';

/** A linear model with hashed features: one row of weights a feature, one column a class. */
export class WeightTable {
  readonly classes: number;
  /** Row length in cells: `classes` rounded up to a multiple of four, so that short rows do not straddle cache lines. */
  readonly stride: number;
  /** Number of rows minus one; the number of rows is a power of two. */
  readonly mask: number;
  /** Whole numbers: quantised when the model runs, counts of updates while it learns. */
  readonly weights: Int8Array | Int32Array;
  readonly #memory: WeightMemory | undefined;

  /**
   * @param weights as many rows as `2 ** bits`, each of `strideFor(classes)` cells.
   * @param memory where quantised weights were allocated, if they were in one: they are added up several times faster there.
   */
  constructor(classes: number, bits: number, weights: Int8Array | Int32Array, memory?: WeightMemory) {
    this.classes = classes;
    this.stride = strideFor(classes);
    this.mask = 2 ** bits - 1;
    this.weights = weights;
    this.#memory = classes <= MOST_CLASSES ? memory : undefined;
    if (weights.length !== 2 ** bits * this.stride)
      throw new Error(`${weights.length} weights do not fill 2^${bits} rows of ${this.stride}.`);
  }

  /** Adds up the given rows; `scores` is overwritten for all classes. */
  score(rows: Int32Array, scores: Int32Array): void {
    const { classes, stride, weights } = this;
    if (this.#memory && weights instanceof Int8Array && rows.length > 0 && rows.length <= MOST_ROWS) {
      this.#memory.score(weights, stride, classes, rows, scores);
      return;
    }
    for (let k = 0; k < classes; k += 1) scores[k] = 0;
    for (let i = 0; i < rows.length; i += 1) {
      const at = rows[i] * stride;
      for (let k = 0; k < classes; k += 1) scores[k] += weights[at + k];
    }
  }
}

/** Cells that a row of `classes` weights takes. */
export function strideFor(classes: number): number {
  return Math.ceil(classes / 4) * 4;
}

/** Position of the highest of the first `count` scores, the first one where several are equal. */
export function argmax(scores: Int32Array, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i += 1) if (scores[i] > scores[best]) best = i;
  return best;
}
