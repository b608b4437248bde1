import { readFileSync } from 'node:fs';

/** A logistic model: how likely an attribution with some traits is right. */
interface ConfidenceModel {
  bias: number;
  /** By trait. */
  weights: Record<string, number>;
}

const { bias, weights }: ConfidenceModel = JSON.parse(
  readFileSync(new URL('../model/confidence.json', import.meta.url), 'utf8'),
);
const WEIGHTS = new Map(Object.entries(weights));

/** The share of attributions like this one that are right, 0.01 to 0.99 in hundredths. */
export function confidenceOf(traits: readonly string[]): number {
  let sum = bias;
  for (const trait of traits) sum += WEIGHTS.get(trait) ?? 0;
  const share = 1 / (1 + Math.exp(-sum));
  return Math.min(0.99, Math.max(0.01, Math.round(share * 100) / 100));
}
