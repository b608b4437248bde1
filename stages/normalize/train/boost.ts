import type { BoostedTrees, Tree } from '../html/boosting.ts';

/** What a model is fitted to: vectors, whether each is a yes, and how much it counts. */
export interface Examples {
  vectors: Float64Array[];
  labels: boolean[];
  weights: number[];
}

/** Settings of the fit; the same examples and settings give the same model. */
export interface Settings {
  trees: number;
  depth: number;
  rate: number;
  /** Least weight in a leaf, as a share of all weight. */
  leaf: number;
  /** L2 penalty on leaf values, as a share of all weight. */
  penalty: number;
}

const BINS = 48;

function quantiles(values: number[]): number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  if (sorted.length <= BINS) return sorted.slice(0, -1).map((value, i) => (value + sorted[i + 1]) / 2);
  const all = values.toSorted((a, b) => a - b);
  const cuts = Array.from({ length: BINS - 1 }, (_, i) => all[Math.floor(((i + 1) * all.length) / BINS)]);
  return [...new Set(cuts)];
}

/** Fits gradient-boosted trees to the logistic loss with histograms of binned features (Friedman 2001; Ke et al. 2017). */
export function boost(examples: Examples, names: readonly string[], settings: Settings): BoostedTrees {
  const { vectors, labels, weights } = examples;
  const cuts = names.map((_, f) => quantiles(vectors.map((vector) => vector[f])));
  const binned = names.map((_, f) => Uint8Array.from(vectors, (vector) => lowerBound(cuts[f], vector[f])));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const yes = weights.reduce((sum, weight, i) => sum + (labels[i] ? weight : 0), 0);
  const bias = Math.log(yes / (total - yes));
  const scores = new Float64Array(vectors.length).fill(bias);
  const gradients = new Float64Array(vectors.length);
  const hessians = new Float64Array(vectors.length);
  const trees: Tree[] = [];
  for (let round = 0; round < settings.trees; round += 1) {
    for (let i = 0; i < vectors.length; i += 1) {
      const p = 1 / (1 + Math.exp(-scores[i]));
      gradients[i] = weights[i] * ((labels[i] ? 1 : 0) - p);
      hessians[i] = weights[i] * p * (1 - p);
    }
    const tree: Tree = { feature: [], value: [] };
    const grow = (node: number, rows: number[], depth: number) => {
      const split = depth < settings.depth ? bestSplit(rows) : null;
      if (split === null) {
        const g = rows.reduce((sum, row) => sum + gradients[row], 0);
        const h = rows.reduce((sum, row) => sum + hessians[row], 0);
        const value = (settings.rate * g) / (h + settings.penalty * total);
        tree.feature[node] = -1;
        tree.value[node] = Number(value.toPrecision(5));
        for (const row of rows) scores[row] += tree.value[node];
        return;
      }
      tree.feature[node] = split.feature;
      tree.value[node] = cuts[split.feature][split.bin];
      grow(
        2 * node + 1,
        rows.filter((row) => binned[split.feature][row] <= split.bin),
        depth + 1,
      );
      grow(
        2 * node + 2,
        rows.filter((row) => binned[split.feature][row] > split.bin),
        depth + 1,
      );
    };
    const bestSplit = (rows: number[]) => {
      let best: { feature: number; bin: number; gain: number } | null = null;
      const g = new Float64Array(BINS + 1);
      const h = new Float64Array(BINS + 1);
      const w = new Float64Array(BINS + 1);
      const lambda = settings.penalty * total;
      for (let f = 0; f < names.length; f += 1) {
        if (cuts[f].length === 0) continue;
        g.fill(0);
        h.fill(0);
        w.fill(0);
        for (const row of rows) {
          const bin = binned[f][row];
          g[bin] += gradients[row];
          h[bin] += hessians[row];
          w[bin] += weights[row];
        }
        const [allG, allH, allW] = [g, h, w].map((sums) => sums.reduce((sum, value) => sum + value, 0));
        let [leftG, leftH, leftW] = [0, 0, 0];
        for (let bin = 0; bin < cuts[f].length; bin += 1) {
          leftG += g[bin];
          leftH += h[bin];
          leftW += w[bin];
          if (leftW < settings.leaf * total || allW - leftW < settings.leaf * total) continue;
          const gain =
            leftG ** 2 / (leftH + lambda) + (allG - leftG) ** 2 / (allH - leftH + lambda) - allG ** 2 / (allH + lambda);
          if (gain > (best?.gain ?? 1e-9 * total)) best = { feature: f, bin, gain };
        }
      }
      return best;
    };
    grow(0, [...vectors.keys()], 0);
    trees.push(fillGaps(tree));
  }
  return { features: names, bias, trees };
}

/** Index of the bin of a value: how many cuts lie below it. */
function lowerBound(cuts: number[], value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value <= cuts[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Places below leaves hold nothing; JSON has no holes. */
function fillGaps({ feature, value }: Tree): Tree {
  return { feature: Array.from(feature, (entry) => entry ?? -1), value: Array.from(value, (entry) => entry ?? 0) };
}
