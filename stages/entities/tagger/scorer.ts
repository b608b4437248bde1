import { contextFeatures, FeatureList, wordFeatures } from './features.ts';
import { LABELS, OUTSIDE } from './labels.ts';
import { REACH, type SentenceView } from './sentence.ts';
import type { Weights } from './weights.ts';
import type { Word } from './words.ts';

/** Offsets from `-REACH` to `REACH`, in each of three ways of writing. */
const OFFSETS = 2 * REACH + 1;

/**
 * Where single words alone put `O` this far ahead of all names, features of several words hardly ever change it: they are
 * not looked at, which saves time. F1 of no type on the dev parts differs at 4.
 */
const CERTAIN_LEAD = 4;

/** How far `O` is ahead of the next label. */
function leadOfOutside(sums: Int32Array, from: number): number {
  let next = sums[from + 1];
  for (let label = 2; label < LABELS; label += 1) if (sums[from + label] > next) next = sums[from + label];
  return sums[from + OUTSIDE] - next;
}

/** Scores every label for every token of a sentence. The part that one word alone decides is kept for each word. */
export class Scorer {
  readonly #weights: Weights;
  readonly #scale: number;
  readonly #list = new FeatureList();

  /** @param scale what a weight of one stands for. */
  constructor(weights: Weights, scale: number) {
    this.#weights = weights;
    this.#scale = scale;
  }

  #ofWord(word: Word, view: SentenceView, offset: number): Int32Array {
    const at = view.letterCase * OFFSETS + offset + REACH;
    let sum = word.scores[at];
    if (sum === undefined) {
      sum = new Int32Array(LABELS);
      this.#list.clear();
      wordFeatures(this.#list, word, view.letterCase, offset);
      this.#weights.add(this.#list, sum, 0);
      word.scores[at] = sum;
    }
    return sum;
  }

  /** `LABELS` scores a token. */
  score(view: SentenceView): Float32Array {
    const sums = new Int32Array(view.length * LABELS);
    for (let token = 0; token < view.length; token += 1) {
      const from = token * LABELS;
      for (let offset = -REACH; offset <= REACH; offset += 1) {
        const part = this.#ofWord(view.padded[token + REACH + offset], view, offset);
        for (let label = 0; label < LABELS; label += 1) sums[from + label] += part[label];
      }
      if (leadOfOutside(sums, from) * this.#scale > CERTAIN_LEAD) continue;
      this.#list.clear();
      contextFeatures(this.#list, view, token);
      this.#weights.add(this.#list, sums, from);
    }
    // a loop: `Float32Array.from` with a function takes longer than all the rest
    const scores = new Float32Array(sums.length);
    for (let i = 0; i < sums.length; i += 1) scores[i] = sums[i] * this.#scale;
    return scores;
  }
}
