import { Tagger, type TagNumbers } from '../tagger.ts';
import type { Example, Labels } from './examples.ts';
import { type QuantizationSteps, quantizeTagger } from './quantize.ts';
import { type TaggerSettings, trainTagger } from './train-tagger.ts';

/** Sentences that stay together in a fold, so that neighbours from one document mostly do. */
const BLOCK = 20;

/** Tags of every example from a tagger that was trained without it, so that the parser learns to live with errors. */
export function jackknifeTags(
  examples: Example[],
  labels: Labels,
  folds: number,
  settings: TaggerSettings,
  steps: QuantizationSteps,
  random: () => number,
): TagNumbers[] {
  const tags: TagNumbers[] = new Array(examples.length);
  const foldOf = (i: number) => Math.floor(i / BLOCK) % folds;
  for (let fold = 0; fold < folds; fold += 1) {
    const seen = examples.filter((_, i) => foldOf(i) !== fold);
    const tagger = new Tagger(quantizeTagger(trainTagger(seen, labels, settings, random), labels, settings, steps));
    examples.forEach((example, i) => {
      if (foldOf(i) === fold) tags[i] = tagger.tag(example.sentence);
    });
  }
  return tags;
}
