import type { TrainingSettings } from './train-model.ts';

/** What the shipped model was trained with. Table sizes are powers of two, in bits. */
export const SETTINGS: TrainingSettings = {
  seed: 1,
  folds: 3,
  jackknife: { epochs: 2, xposBits: 18, uposBits: 17 },
  tagger: { epochs: 4, xposBits: 18, uposBits: 17 },
  parser: { epochs: 4, seeds: 1, actionBits: 20, relationBits: 17, explore: 0.9 },
  steps: { xpos: 0.4, upos: 0.2, actions: 0.6, relations: 0.4 },
};
