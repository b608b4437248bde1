/** Runs that a list has room for at first. */
const FIRST_ROOM = 16;

/**
 * A growing list of an offset map's runs, four numbers each: start in the text, start and length in the raw text, 1 where both
 * sides correspond one to one. Sixteen bytes a run, as a damaged document of many megabytes has millions of them.
 */
export class RunList {
  #fields = new Int32Array(FIRST_ROOM * 4);
  #used = 0;

  push(start: number, rawStart: number, rawLength: number, exact: 0 | 1): void {
    if (this.#used === this.#fields.length) {
      const larger = new Int32Array(this.#fields.length * 2);
      larger.set(this.#fields);
      this.#fields = larger;
    }
    const at = this.#used;
    this.#fields[at] = start;
    this.#fields[at + 1] = rawStart;
    this.#fields[at + 2] = rawLength;
    this.#fields[at + 3] = exact;
    this.#used += 4;
  }

  /** Makes the last run longer where it goes on at `rawStart` one to one; says whether it does. */
  extend(rawStart: number, rawLength: number): boolean {
    const last = this.#used - 4;
    if (last < 0 || this.#fields[last + 3] !== 1) return false;
    if (this.#fields[last + 1] + this.#fields[last + 2] !== rawStart) return false;
    this.#fields[last + 2] += rawLength;
    return true;
  }

  /** The runs, without the room that is left. The list must not be used afterwards. */
  toArray(): Int32Array {
    return this.#fields.subarray(0, this.#used);
  }
}
