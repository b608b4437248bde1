const EMPTY = 0;

/** Zero marks an empty slot, so that a key of zero is kept as one. */
const stored = (key: number): number => key >>> 0 || 1;

/** A map from 32-bit hashes to 32-bit numbers in two typed arrays (open addressing, at most half full). */
export class HashIndex {
  readonly #keys: Uint32Array;
  readonly #values: Uint32Array;
  readonly #shift: number;
  readonly #mask: number;

  /** @param capacity the most entries it is to hold. */
  constructor(capacity: number) {
    const bits = Math.max(4, Math.ceil(Math.log2(capacity * 2 + 1)));
    this.#keys = new Uint32Array(2 ** bits);
    this.#values = new Uint32Array(2 ** bits);
    this.#shift = 32 - bits;
    this.#mask = 2 ** bits - 1;
  }

  #slot(key: number): number {
    let slot = Math.imul(key, 0x9e3779b1) >>> this.#shift;
    while (this.#keys[slot] !== EMPTY && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask;
    return slot;
  }

  set(key: number, value: number): void {
    const kept = stored(key);
    const slot = this.#slot(kept);
    this.#keys[slot] = kept;
    this.#values[slot] = value;
  }

  /** The key's value, -1 where there is none. */
  get(key: number): number {
    const kept = stored(key);
    const slot = this.#slot(kept);
    return this.#keys[slot] === EMPTY ? -1 : this.#values[slot];
  }
}

/** Entries of an index as they stand in a model file: keys in rising order. */
export interface IndexEntries {
  keys: Uint32Array;
  values: Uint32Array;
}

export function indexFrom({ keys, values }: IndexEntries): HashIndex {
  const index = new HashIndex(keys.length);
  for (let i = 0; i < keys.length; i += 1) index.set(keys[i], values[i]);
  return index;
}
