import type { FeatureIndex } from './feature-index.ts';
import type { FeatureList } from './features.ts';
import { LABELS } from './labels.ts';

/** Cells a row takes: the labels, rounded up so that rows do not straddle cache lines more than they must. */
export const STRIDE = 24;

/** Quantised weights of the features: a row of whole numbers for each feature that is known. */
export class Weights {
  readonly #rows: FeatureIndex;
  readonly #cells: Int8Array;
  #found = new Int32Array(256);

  /**
   * @param rows row of each feature.
   * @param cells rows of `STRIDE` cells.
   */
  constructor(rows: FeatureIndex, cells: Int8Array) {
    this.#rows = rows;
    this.#cells = cells;
  }

  /** Adds the weights of all features in the list to the scores of the labels, which start at `from`. */
  add(list: FeatureList, scores: Int32Array, from: number): void {
    const { values, length } = list;
    if (this.#found.length < length) this.#found = new Int32Array(values.length);
    const found = this.#found;
    const cells = this.#cells;
    const count = this.#rows.rowsOf(values, length, found);
    for (let i = 0; i < count; i += 1) {
      const at = found[i] * STRIDE;
      for (let label = 0; label < LABELS; label += 1) scores[from + label] += cells[at + label];
    }
  }
}
