/**
 * The name that was probably meant: one that begins with what was given, or differs from it in few letters.
 * @returns null where none is near.
 */
export function nearest(given: string, names: Iterable<string>): string | null {
  const wanted = given.toLowerCase();
  let best: string | null = null;
  let least = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const name of names) {
    const candidate = name.toLowerCase();
    const away = wanted.length >= 3 && candidate.startsWith(wanted) ? 1 : distance(wanted, candidate);
    if (away < least) {
      least = away;
      best = name;
    }
  }
  return best;
}

/** Letters added, left out, changed, or exchanged with their neighbour (Damerau and Levenshtein, each letter once). */
export function distance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const isSame = from[i - 1] === to[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    before = last;
    last = row;
  }
  return last[to.length];
}
