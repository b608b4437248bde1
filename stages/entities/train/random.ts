/** A reproducible source of whole numbers in [0, bound) (xorshift32). */
export function randomSource(seed: number): (bound: number) => number {
  let state = seed | 0 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

/** Puts the items into a random order, in place (Fisher-Yates). */
export function shuffle(items: Uint32Array, random: (bound: number) => number): void {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = random(i + 1);
    const item = items[i];
    items[i] = items[j];
    items[j] = item;
  }
}
