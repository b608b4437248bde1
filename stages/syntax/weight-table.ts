import { MOST_CLASSES, MOST_ROWS, type WeightMemory } from './weight-memory.ts';

/** A linear model with hashed features: one row of weights a feature, one column a class. */
export class WeightTable {
  readonly classes: number;
  /** Row length in cells. */
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

/** Bytes that a processor fetches from memory at once, and where they begin. */
const CACHE_LINE = 64;

/**
 * Cells that a row of `classes` weights takes. Long rows fill cache lines: that is up to a third more to keep, but most
 * of them would lie in two lines, which is twice as much to wait for.
 */
export function strideFor(classes: number): number {
  const multiple = classes > CACHE_LINE / 2 ? CACHE_LINE : 4;
  return Math.ceil(classes / multiple) * multiple;
}

/** Position of the highest of the first `count` scores, the first one where several are equal. */
export function argmax(scores: Int32Array, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i += 1) if (scores[i] > scores[best]) best = i;
  return best;
}
