/** Finds the position of a word's hash in a fixed list of them; open addressing, no strings kept. */
export class WordTable {
  readonly #keys: Int32Array;
  /** Position in `keys` plus one; 0 where the slot is free. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(keys: Int32Array) {
    let size = 16;
    while (size < keys.length * 2) size *= 2;
    this.#keys = keys;
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
    for (let i = 0; i < keys.length; i += 1) {
      let slot = keys[i] & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = i + 1;
    }
  }

  /** Position of `key` in the list, -1 if it is not there. */
  find(key: number): number {
    const slots = this.#slots;
    for (let slot = key & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const position = slots[slot] - 1;
      if (position < 0 || this.#keys[position] === key) return position;
    }
  }
}
