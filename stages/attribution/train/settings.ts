import type { Fit } from './logistic.ts';

/** How confidence is learned; the penalty gave the least log loss by cross-validation among 1, 2, 5, 10, 20 and 40. */
export const FIT: Fit = { passes: 300, rate: 0.3, penalty: 10, fewest: 3 };

/** Parts of the documents in cross-validation. */
export const FOLDS = 5;
