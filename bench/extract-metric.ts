/** True positives, false positives and false negatives among the shingles of one page, as shares of their sum. */
export interface Match {
  tp: number;
  fp: number;
  fn: number;
}

/** Words of one shingle, as the benchmark sets it. */
const SHINGLE = 4;

function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let i = 0; i < Math.max(1, words.length - SHINGLE + 1); i += 1) {
    const shingle = words.slice(i, i + SHINGLE).join(' ');
    if (shingle !== '') counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

/** Compares two texts as `evaluate.py` of scrapinghub/article-extraction-benchmark does: four-word shingles, counted. */
export function matchShingles(truth: string, predicted: string): Match {
  const wanted = shingles(truth);
  const found = shingles(predicted);
  const match = { tp: 0, fp: 0, fn: 0 };
  for (const key of new Set([...wanted.keys(), ...found.keys()])) {
    const [a, b] = [wanted.get(key) ?? 0, found.get(key) ?? 0];
    match.tp += Math.min(a, b);
    match.fp += Math.max(0, b - a);
    match.fn += Math.max(0, a - b);
  }
  const sum = match.tp + match.fp + match.fn;
  return sum === 0 ? match : { tp: match.tp / sum, fp: match.fp / sum, fn: match.fn / sum };
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export interface Score {
  f1: number;
  precision: number;
  recall: number;
}

/** The benchmark's own figures: F1 of the mean precision and the mean recall over pages. */
export function scorePages(matches: readonly Match[]): Score {
  const precision = mean(
    matches.filter(({ tp, fp }) => tp + fp > 0).map(({ tp, fp }) => (tp === 0 ? 0 : tp / (tp + fp))),
  );
  const recall = mean(matches.filter(({ tp, fn }) => tp + fn > 0).map(({ tp, fn }) => (tp === 0 ? 0 : tp / (tp + fn))));
  return { f1: (2 * precision * recall) / (precision + recall), precision, recall };
}
