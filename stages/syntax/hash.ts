const DIGIT_ZERO = 48;
const DIGIT_NINE = 57;

/** Spreads a small number or an earlier hash over 32 bits (the key step of MurmurHash3). */
export function scramble(value: number): number {
  const spread = Math.imul(value, 0xcc9e2d51);
  return Math.imul((spread << 15) | (spread >>> 17), 0x1b873593);
}

/**
 * Hash of the UTF-16 units of `text` from `start` to `end` (FNV-1a, then mixed). All ASCII digits count as 0, so that
 * `1998` and `2004` are one word.
 */
export function hashText(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = start; i < end; i += 1) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit >= DIGIT_ZERO && unit <= DIGIT_NINE ? DIGIT_ZERO : unit), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return hash ^ (hash >>> 15);
}
