import type { WordListEntries } from '../tagger/word-lists.ts';
import { CrfTrainer } from './crf.ts';
import { withoutSome } from './dropout.ts';
import type { Example } from './examples.ts';
import { buildFeatureStore } from './feature-store.ts';
import { randomSource, shuffle } from './random.ts';
import type { Settings } from './settings.ts';
import { type QuantizedModel, quantize } from './write-model.ts';

/** Learns a model from examples; the same from the same examples in the same order. `report` is told of each step. */
export function learn(
  examples: readonly Example[],
  lists: WordListEntries,
  settings: Settings,
  report: (what: string) => void,
): QuantizedModel {
  const store = buildFeatureStore(examples, lists, settings.minCount);
  report(`${store.keys.length} features of ${examples.length} sentences`);
  const trainer = new CrfTrainer(store.keys.length, settings.step);
  const order = Uint32Array.from(examples.keys());
  const random = randomSource(settings.seed);
  for (let epoch = 1; epoch <= settings.epochs; epoch += 1) {
    shuffle(order, random);
    for (const i of order) trainer.learn(withoutSome(store.sentences[i], settings.dropout, random), examples[i]);
    report(`epoch ${epoch}`);
  }
  // in use all features are there
  const weights = trainer.weights.map((weight) => weight * (1 - settings.dropout));
  return quantize(
    { keys: store.keys, weights, transitions: trainer.transitions, lists },
    settings.least,
    settings.most,
  );
}
