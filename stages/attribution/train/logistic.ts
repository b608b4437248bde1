/** Something to learn from: the traits that are present, and whether it was right. */
export interface Example {
  traits: readonly string[];
  right: boolean;
}

/** How a logistic model is fitted. */
export interface Fit {
  /** Passes over all examples. */
  passes: number;
  /** Length of the first step of each weight; later ones shrink by what the weight has seen (AdaGrad). */
  rate: number;
  /** Pull of each weight towards zero. */
  penalty: number;
  /** Traits of fewer examples are left out. */
  fewest: number;
}

/** Weights by trait; `bias` counts always. */
export interface LogisticModel {
  bias: number;
  weights: Record<string, number>;
}

/**
 * Fits a logistic regression with a quadratic penalty by full gradients, so that the same examples in the same order give
 * the same weights. Steps by J. Duchi, E. Hazan, Y. Singer (2011), Adaptive Subgradient Methods.
 */
export function fitLogistic(examples: readonly Example[], { passes, rate, penalty, fewest }: Fit): LogisticModel {
  const counts = new Map<string, number>();
  for (const { traits } of examples) for (const trait of traits) counts.set(trait, (counts.get(trait) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= fewest).map(([name]) => name);
  const index = new Map(names.map((name, i) => [name, i + 1]));
  const rows = examples.map(({ traits }) => [0, ...traits.flatMap((trait) => index.get(trait) ?? [])]);
  const weights = new Float64Array(names.length + 1);
  const seen = new Float64Array(weights.length);
  const gradient = new Float64Array(weights.length);
  for (let pass = 0; pass < passes; pass += 1) {
    gradient.forEach((_, i) => {
      gradient[i] = i === 0 ? 0 : penalty * weights[i];
    });
    rows.forEach((row, i) => {
      let sum = 0;
      for (const at of row) sum += weights[at];
      const error = 1 / (1 + Math.exp(-sum)) - Number(examples[i].right);
      for (const at of row) gradient[at] += error;
    });
    gradient.forEach((slope, i) => {
      seen[i] += slope * slope;
      if (seen[i] > 0) weights[i] -= (rate * slope) / Math.sqrt(seen[i]);
    });
  }
  return { bias: weights[0], weights: Object.fromEntries(names.map((name, i) => [name, weights[i + 1]])) };
}

/** How likely something with these traits is right, by a model. */
export function probability(model: LogisticModel, traits: readonly string[]): number {
  let sum = model.bias;
  for (const trait of traits) sum += model.weights[trait] ?? 0;
  return 1 / (1 + Math.exp(-sum));
}
