/** A linear model with hashed features: one row of weights a feature, one column a class. */
export class WeightTable {
  readonly classes: number;
  /** Row length in cells: `classes` rounded up to a multiple of four, so that short rows do not straddle cache lines. */
  readonly stride: number;
  /** Number of rows minus one; the number of rows is a power of two. */
  readonly mask: number;
  /** Whole numbers: quantised when the model runs, counts of updates while it learns. */
  readonly weights: Int8Array | Int32Array;

  /** @param weights as many rows as `2 ** bits`, each of `strideFor(classes)` cells. */
  constructor(classes: number, bits: number, weights: Int8Array | Int32Array) {
    this.classes = classes;
    this.stride = strideFor(classes);
    this.mask = 2 ** bits - 1;
    this.weights = weights;
    if (weights.length !== 2 ** bits * this.stride)
      throw new Error(`${weights.length} weights do not fill 2^${bits} rows of ${this.stride}.`);
  }

  /** Adds up the given rows; `scores` is overwritten for all classes. */
  score(rows: Int32Array, scores: Int32Array): void {
    const { classes, stride, weights } = this;
    if (classes === 3) {
      let first = 0;
      let second = 0;
      let third = 0;
      for (let i = 0; i < rows.length; i += 1) {
        const at = rows[i] * stride;
        first += weights[at];
        second += weights[at + 1];
        third += weights[at + 2];
      }
      scores[0] = first;
      scores[1] = second;
      scores[2] = third;
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
