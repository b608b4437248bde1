/** Step as in the data's README; epochs and dropout as held-out news had it best; the limits keep the file under 20 MB. */
export const SETTINGS = {
  epochs: 6,
  /** Step of AdaGrad. */
  step: 0.07,
  /** Share of a sentence's features that each look at it leaves out. */
  dropout: 0.5,
  /** Features seen less often are left out. */
  minCount: 3,
  /** Weights smaller than this are dropped, larger than the second are cut. */
  least: 0.035,
  most: 2.1,
  /** Of the sentences that could be headlines, one in so many is learned in capitals too, and one as a headline. */
  headlineEvery: 8,
  seed: 42,
};
export type Settings = typeof SETTINGS;
