/** Epochs and step as in the data's README; the limits below keep the file under 20 MB. */
export const SETTINGS = {
  epochs: 2,
  /** Step of AdaGrad. */
  step: 0.07,
  /** Features seen less often are left out. */
  minCount: 3,
  /** Weights smaller than this are dropped, larger than the second are cut. */
  least: 0.03,
  most: 2.1,
  seed: 42,
};
