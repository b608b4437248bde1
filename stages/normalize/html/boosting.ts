/** A tree of a boosted model, flat: a node's feature (-1 for a leaf), its threshold or the leaf's value; children of node n are 2n+1 and 2n+2. */
export interface Tree {
  feature: number[];
  value: number[];
}

/** Gradient-boosted trees for a yes or no question (Friedman 2001); the sum of leaves is the log odds of yes. */
export interface BoostedTrees {
  features: readonly string[];
  bias: number;
  trees: Tree[];
}

/** Log odds of yes for one vector. */
export function logOdds(model: BoostedTrees, vector: ArrayLike<number>): number {
  let sum = model.bias;
  for (const { feature, value } of model.trees) {
    let node = 0;
    while (feature[node] >= 0) node = 2 * node + (vector[feature[node]] <= value[node] ? 1 : 2);
    sum += value[node];
  }
  return sum;
}
