import type { SentenceFeatures } from './feature-store.ts';

const THOUSAND = 1000;

/**
 * A sentence without a random part of its features (dropout; Srivastava and others 2014), so that the field learns not to
 * lean on single words: names that it never saw are known by what stands around them.
 * @param share of the features left out, in thousandths at the finest.
 */
export function withoutSome(
  { features, ends }: SentenceFeatures,
  share: number,
  random: (bound: number) => number,
): SentenceFeatures {
  const kept = new Uint32Array(features.length);
  const keptEnds = new Uint32Array(ends.length);
  const limit = share * THOUSAND;
  let to = 0;
  let from = 0;
  for (let token = 0; token < ends.length; token += 1) {
    for (; from < ends[token]; from += 1) {
      if (random(THOUSAND) < limit) continue;
      kept[to] = features[from];
      to += 1;
    }
    keptEnds[token] = to;
  }
  return { features: kept.subarray(0, to), ends: keptEnds };
}
