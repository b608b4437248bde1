import { scramble } from './hash.ts';

/**
 * Feature templates over a list of named atoms: `"s0.word b0.tag"` is the feature that both have just these values.
 * A feature has no dictionary; its hash is its row in a table of weights.
 */
export class Templates {
  readonly count: number;
  /** Number of atoms of each template, then the atoms' positions, one template after the other. */
  readonly #program: Uint8Array;
  readonly #seeds: Int32Array;

  /**
   * @param atoms names of the atoms, in the order in which their values will come.
   * @param templates names of atoms, separated by spaces; each template must differ from the others.
   */
  constructor(atoms: readonly string[], templates: readonly string[]) {
    const program: number[] = [];
    for (const template of templates) {
      const names = template === '' ? [] : template.split(' ');
      program.push(names.length);
      for (const name of names) {
        const position = atoms.indexOf(name);
        if (position < 0) throw new Error(`Template "${template}" names "${name}", which is not among the atoms.`);
        program.push(position);
      }
    }
    this.count = templates.length;
    this.#program = Uint8Array.from(program);
    this.#seeds = Int32Array.from(templates, (_, i) => Math.imul(scramble(i + 1), 0x85ebca6b));
  }

  /**
   * Writes the row of every template to `rows`.
   * @param atoms values of the atoms; scrambled in place, so that they cannot be used again.
   * @param mask number of rows of the table minus one; the number is a power of two.
   */
  rows(atoms: Int32Array, mask: number, rows: Int32Array): void {
    const program = this.#program;
    const seeds = this.#seeds;
    for (let i = 0; i < atoms.length; i += 1) atoms[i] = scramble(atoms[i]);
    let at = 0;
    for (let i = 0; i < seeds.length; i += 1) {
      let hash = seeds[i];
      const end = at + 1 + program[at];
      for (at += 1; at < end; at += 1) {
        hash = Math.imul(hash ^ atoms[program[at]], 0x5bd1e995);
        hash ^= hash >>> 15;
      }
      hash = Math.imul(hash, 0x2c1b3c6d);
      rows[i] = (hash ^ (hash >>> 13)) & mask;
    }
  }
}
