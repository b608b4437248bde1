/** A stream of numbers that is the same for the same seed. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** One of a list. */
  pick<T>(list: readonly T[]): T;
  /** True with this probability, from 0 to 1. */
  chance(probability: number): boolean;
  /** The list in another order. */
  shuffled<T>(list: readonly T[]): T[];
}

/**
 * Mulberry32 (Tommy Ettinger, public domain), seeded by several numbers: `seeded(7, 12)` is the same stream whatever was
 * drawn before, so that the twelfth document of seed 7 can be made without the first eleven.
 */
export function seeded(...seeds: number[]): Random {
  let state = seeds.reduce((mixed, seed) => mix(mixed ^ (seed + 0x9e3779b9)), 0x243f6a88);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    return mix(state) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    pick: (list) => list[between(0, list.length - 1)],
    chance: (probability) => next() < probability,
    shuffled: (list) => {
      const copy = [...list];
      for (let end = copy.length - 1; end > 0; end -= 1) {
        const other = between(0, end);
        [copy[end], copy[other]] = [copy[other], copy[end]];
      }
      return copy;
    },
  };
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), value | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
