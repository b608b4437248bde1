import { strideFor, WeightTable } from '../weight-table.ts';

/** An averaged perceptron (Collins 2002) over hashed features. */
export class AveragedPerceptron {
  readonly table: WeightTable;
  readonly #weights: Int32Array;
  /** For each weight, its changes times the moment they were made. */
  readonly #moments: Float64Array;
  #clock = 1;

  constructor(classes: number, bits: number) {
    this.#weights = new Int32Array(2 ** bits * strideFor(classes));
    this.#moments = new Float64Array(this.#weights.length);
    this.table = new WeightTable(classes, bits, this.#weights);
  }

  /** One example has been seen. */
  tick(): void {
    this.#clock += 1;
  }

  /** Makes `right` likelier and `wrong` less likely for the given feature rows. */
  update(rows: Int32Array, right: number, wrong: number): void {
    const { stride } = this.table;
    for (let i = 0; i < rows.length; i += 1) {
      const at = rows[i] * stride;
      this.#weights[at + right] += 1;
      this.#moments[at + right] += this.#clock;
      this.#weights[at + wrong] -= 1;
      this.#moments[at + wrong] -= this.#clock;
    }
  }

  /** The mean of all weights over time. */
  averages(): Float32Array {
    const averages = new Float32Array(this.#weights.length);
    for (let i = 0; i < averages.length; i += 1) averages[i] = this.#weights[i] - this.#moments[i] / this.#clock;
    return averages;
  }
}
