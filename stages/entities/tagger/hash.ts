/** Features are told apart by this many bits of their hash. */
export const FEATURE_BITS = 28;
const FEATURE_SHIFT = 32 - FEATURE_BITS;

/** Spreads a hash over all its bits (the last step of MurmurHash3). */
export function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Hash of no text, before it is finished. */
export const NO_UNITS = 0x811c9dc5;

/** Adds a UTF-16 unit to the hash of a text (FNV-1a). */
export function addUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** 32-bit hash of the UTF-16 units of `text` from `start` to `end` (FNV-1a, finished as in MurmurHash3). */
export function hashString(text: string, start = 0, end = text.length): number {
  let hash = NO_UNITS;
  for (let i = start; i < end; i += 1) hash = addUnit(hash, text.charCodeAt(i));
  return finish(hash);
}

/** Adds a value to a running hash (the block step of MurmurHash3). */
export function combine(hash: number, value: number): number {
  let block = Math.imul(value, 0xcc9e2d51);
  block = Math.imul((block << 15) | (block >>> 17), 0x1b873593);
  const mixed = hash ^ block;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

const seedOf = (template: number): number => Math.imul(template + 1, 0x9e3779b1);

/** Hash of a feature: its template's number and the values that fill it. */
export function feature1(template: number, a: number): number {
  return finish(combine(seedOf(template), a)) >>> FEATURE_SHIFT;
}

export function feature2(template: number, a: number, b: number): number {
  return finish(combine(combine(seedOf(template), a), b)) >>> FEATURE_SHIFT;
}

export function feature3(template: number, a: number, b: number, c: number): number {
  return finish(combine(combine(combine(seedOf(template), a), b), c)) >>> FEATURE_SHIFT;
}

export function feature4(template: number, a: number, b: number, c: number, d: number): number {
  return finish(combine(combine(combine(combine(seedOf(template), a), b), c), d)) >>> FEATURE_SHIFT;
}
