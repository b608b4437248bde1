const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
/** Adds 128 to each of four signed bytes, so that none is negative. */
const PLUS_128 = 0x80808080 | 0;
/** Rows whose bytes still add up in 16 bits. */
const MOST_PACKED = 257;

/** A linear model with hashed features: one row of weights a feature, one column a class. */
export class WeightTable {
  readonly classes: number;
  /** Row length in cells: `classes` rounded up to a multiple of four, so that short rows do not straddle cache lines. */
  readonly stride: number;
  /** Number of rows minus one; the number of rows is a power of two. */
  readonly mask: number;
  /** Whole numbers: quantised when the model runs, counts of updates while it learns. */
  readonly weights: Int8Array | Int32Array;
  /** Quantised weights by fours, as little-endian machines read them; undefined elsewhere and while the model learns. */
  readonly quartets: Int32Array | undefined;

  /** @param weights as many rows as `2 ** bits`, each of `strideFor(classes)` cells. */
  constructor(classes: number, bits: number, weights: Int8Array | Int32Array) {
    this.classes = classes;
    this.stride = strideFor(classes);
    this.mask = 2 ** bits - 1;
    this.weights = weights;
    this.quartets =
      LITTLE_ENDIAN && weights instanceof Int8Array && weights.byteOffset % 4 === 0
        ? new Int32Array(weights.buffer, weights.byteOffset, weights.length >>> 2)
        : undefined;
    if (weights.length !== 2 ** bits * this.stride)
      throw new Error(`${weights.length} weights do not fill 2^${bits} rows of ${this.stride}.`);
  }

  /** Adds up the given rows; `scores` is overwritten for all classes. */
  score(rows: Int32Array, scores: Int32Array): void {
    const { quartets } = this;
    if (quartets && rows.length <= MOST_PACKED) this.#packedScore(quartets, rows, scores);
    else this.#plainScore(rows, scores);
  }

  #plainScore(rows: Int32Array, scores: Int32Array): void {
    const { classes, stride, weights } = this;
    for (let k = 0; k < classes; k += 1) scores[k] = 0;
    for (let i = 0; i < rows.length; i += 1) {
      const at = rows[i] * stride;
      for (let k = 0; k < classes; k += 1) scores[k] += weights[at + k];
    }
  }

  /** Four classes at a time: each weight plus 128 is added to 16 bits of its own, from which the 128s are taken at the end. */
  #packedScore(quartets: Int32Array, rows: Int32Array, scores: Int32Array): void {
    const { classes } = this;
    const width = this.stride >>> 2;
    const count = rows.length;
    const bias = count << 7;
    for (let quartet = 0; quartet < width; quartet += 1) {
      let even = 0;
      let odd = 0;
      for (let i = 0; i < count; i += 1) {
        const four = quartets[rows[i] * width + quartet] ^ PLUS_128;
        even = (even + (four & 0x00ff00ff)) | 0;
        odd = (odd + ((four >>> 8) & 0x00ff00ff)) | 0;
      }
      const k = quartet << 2;
      scores[k] = (even & 0xffff) - bias;
      if (k + 1 < classes) scores[k + 1] = (odd & 0xffff) - bias;
      if (k + 2 < classes) scores[k + 2] = (even >>> 16) - bias;
      if (k + 3 < classes) scores[k + 3] = (odd >>> 16) - bias;
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
