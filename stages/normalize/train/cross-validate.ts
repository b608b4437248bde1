import { readPages } from '../../../bench/pages/read.ts';
import { type BoostedTrees, logOdds } from '../html/boosting.ts';
import { blockFeatures, FEATURES } from '../html/features.ts';
import { PAGE_RULES } from '../rules.ts';
import { type LabelledBlocks, labelPages } from './benchmark-pages.ts';
import { boost, type Settings } from './boost.ts';

export const SETTINGS: Settings = { trees: 100, depth: 4, rate: 0.13, leaf: 0.0005, penalty: 0.0005 };
export const THRESHOLD = PAGE_RULES['article-blocks'].settings.logOdds;
export const FOLDS = 5;

/** A page with the feature vector of each of its blocks. */
export interface Example extends LabelledBlocks {
  vectors: Float64Array[];
}

/** Reads the pages of a set whose article is known, and their blocks' features. */
export const readExamples = (directory: string): Example[] =>
  labelPages(readPages(directory)).map((page) => ({
    ...page,
    vectors: blockFeatures(page.blocks, page.metadata.title),
  }));

export const fitModel = (pages: readonly Example[]): BoostedTrees =>
  boost(
    {
      vectors: pages.flatMap((page) => page.vectors),
      labels: pages.flatMap((page) => page.labels),
      weights: pages.flatMap((page) => page.weights),
    },
    FEATURES,
    SETTINGS,
  );

/** Log odds of each block of each page, in the order of pages, by a model that was fitted without the page's fold. */
export function heldOutScores(pages: readonly Example[]): number[][] {
  const scores: number[][] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = fitModel(pages.filter((_, i) => i % FOLDS !== fold));
    for (let i = fold; i < pages.length; i += FOLDS)
      scores[i] = pages[i].vectors.map((vector) => logOdds(model, vector));
  }
  return scores;
}

/** The article of each page as a model chooses it that never saw the page. */
export const heldOutTexts = (pages: readonly Example[]): string[] =>
  heldOutScores(pages).map((scores, i) =>
    pages[i].blocks
      .filter((_, k) => scores[k] > THRESHOLD)
      .map((block) => block.text)
      .join('\n\n'),
  );
