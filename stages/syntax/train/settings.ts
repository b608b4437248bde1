import type { TrainingSettings } from './train-model.ts';

/** What the shipped model was trained with. Table sizes are powers of two, in bits. */
export const SETTINGS: TrainingSettings = {
  seed: 1,
  folds: 3,
  jackknife: { epochs: 2, xposBits: 18, uposBits: 17 },
  tagger: { epochs: 4, xposBits: 18, uposBits: 17 },
  parser: { epochs: 5, seeds: 3, actionBits: 22, relationBits: 18, explore: 0.9 },
  steps: { xpos: 0.4, upos: 0.2, actions: 0.6, relations: 0.4 },
};
