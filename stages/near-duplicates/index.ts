import { mix, shingles } from './shingles.ts';

/** Locality-sensitive hashing: texts are compared where all values of at least one band are equal. */
export const BANDS = 10;
/** Values of a band. */
export const BAND_VALUES = 5;
/** Values of a signature: those of the bands, and others that make the estimate of similarity closer. */
export const SIGNATURE_VALUES = 80;

/** Texts of fewer distinct shingles have no signature: too little to tell a copy from a turn of phrase. */
export const MIN_SHINGLES = 8;

/** Names how a signature was made: those of different methods cannot be compared. Part of every stored row. */
export const METHOD = 'minhash-80-10x5-3w-1';

/** What a text is compared by. */
export interface Signature {
  /** `SIGNATURE_VALUES` minima, unsigned 32 bits each. */
  values: Uint32Array;
  /** A hash of each band's values, signed 32 bits each. */
  bands: Int32Array;
}

const SEEDS = Int32Array.from({ length: SIGNATURE_VALUES }, (_, i) => mix(0x9e3779b9 * (i + 1)));
const MULTIPLIERS = SEEDS.map((seed) => mix(seed) | 1);

/**
 * The MinHash signature of a text, over its shingles of words (Broder 1997, "On the resemblance and containment of
 * documents"), with its bands (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4).
 *
 * @param text paragraphs parted by blank lines, as `normalize` gives them.
 * @returns null where the text is too short to be compared.
 */
export function signature(text: string): Signature | null {
  const hashes = shingles(text);
  if (hashes.size < MIN_SHINGLES) return null;
  const values = new Uint32Array(SIGNATURE_VALUES).fill(0xffffffff);
  for (const hash of hashes) {
    for (let i = 0; i < SIGNATURE_VALUES; i += 1) {
      let value = Math.imul(hash ^ SEEDS[i], MULTIPLIERS[i]);
      value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
      value = (value ^ (value >>> 16)) >>> 0;
      if (value < values[i]) values[i] = value;
    }
  }
  return { values, bands: bandsOf(values) };
}

function bandsOf(values: Uint32Array): Int32Array {
  return Int32Array.from({ length: BANDS }, (_, band) => {
    let hash = 0;
    for (let i = band * BAND_VALUES; i < (band + 1) * BAND_VALUES; i += 1) hash = mix(Math.imul(hash, 31) + values[i]);
    return hash;
  });
}

/**
 * Estimates which part of the shingles of two texts together is in both (Jaccard similarity), 0 to 1; the standard
 * error is below 0.06.
 */
export function similarity(a: Signature['values'], b: Signature['values']): number {
  let equal = 0;
  for (let i = 0; i < SIGNATURE_VALUES; i += 1) if (a[i] === b[i]) equal += 1;
  return equal / SIGNATURE_VALUES;
}
