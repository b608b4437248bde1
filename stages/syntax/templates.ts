import { scramble } from './hash.ts';

const MOST_ATOMS = 4;

/**
 * Feature templates over a list of named atoms: `"s0.word b0.tag"` is the feature that both have just these values.
 * A feature has no dictionary; its hash is its row in a table of weights.
 */
export class Templates {
  readonly count: number;
  /** The atoms' positions, one template after the other, those with fewer atoms first. */
  readonly #positions: Uint8Array;
  readonly #seeds: Int32Array;
  /** How many templates have at most 0, 1, … 4 atoms. */
  readonly #ends: Int32Array;

  /**
   * @param atoms names of the atoms, in the order in which their values will come.
   * @param templates names of atoms, separated by spaces; each template must differ from the others.
   */
  constructor(atoms: readonly string[], templates: readonly string[]) {
    const parsed = templates.map((template, i) => ({
      // the seed goes by the place in the list, so that sorting changes no row
      seed: Math.imul(scramble(i + 1), 0x85ebca6b),
      positions: (template === '' ? [] : template.split(' ')).map((name) => {
        const position = atoms.indexOf(name);
        if (position < 0) throw new Error(`Template "${template}" names "${name}", which is not among the atoms.`);
        return position;
      }),
    }));
    const long = parsed.findIndex(({ positions }) => positions.length > MOST_ATOMS);
    if (long >= 0) throw new Error(`Template "${templates[long]}" has more than ${MOST_ATOMS} atoms.`);
    const sorted = parsed.toSorted((a, b) => a.positions.length - b.positions.length);
    this.count = templates.length;
    this.#positions = Uint8Array.from(sorted.flatMap(({ positions }) => positions));
    this.#seeds = Int32Array.from(sorted, ({ seed }) => seed);
    this.#ends = Int32Array.from(
      { length: MOST_ATOMS + 1 },
      (_, most) => sorted.filter(({ positions }) => positions.length <= most).length,
    );
  }

  /**
   * Writes the row of every template to `rows`, in no particular order.
   * @param atoms values of the atoms; scrambled in place, so that they cannot be used again.
   * @param mask number of rows of the table minus one; the number is a power of two.
   */
  rows(atoms: Int32Array, mask: number, rows: Int32Array): void {
    const positions = this.#positions;
    const seeds = this.#seeds;
    for (let i = 0; i < atoms.length; i += 1) atoms[i] = scramble(atoms[i]);
    let row = 0;
    let at = 0;
    // one loop for each number of atoms: nothing in them depends on the template
    for (const end = this.#ends[0]; row < end; row += 1) rows[row] = finish(seeds[row]) & mask;
    for (const end = this.#ends[1]; row < end; row += 1, at += 1)
      rows[row] = finish(join(seeds[row], atoms[positions[at]])) & mask;
    for (const end = this.#ends[2]; row < end; row += 1, at += 2)
      rows[row] = finish(join(join(seeds[row], atoms[positions[at]]), atoms[positions[at + 1]])) & mask;
    for (const end = this.#ends[3]; row < end; row += 1, at += 3) {
      const two = join(join(seeds[row], atoms[positions[at]]), atoms[positions[at + 1]]);
      rows[row] = finish(join(two, atoms[positions[at + 2]])) & mask;
    }
    for (const end = this.#ends[4]; row < end; row += 1, at += 4) {
      const two = join(join(seeds[row], atoms[positions[at]]), atoms[positions[at + 1]]);
      rows[row] = finish(join(join(two, atoms[positions[at + 2]]), atoms[positions[at + 3]])) & mask;
    }
  }
}

function join(hash: number, atom: number): number {
  const product = Math.imul(hash ^ atom, 0x5bd1e995);
  return product ^ (product >>> 15);
}

function finish(hash: number): number {
  const product = Math.imul(hash, 0x2c1b3c6d);
  return product ^ (product >>> 13);
}
