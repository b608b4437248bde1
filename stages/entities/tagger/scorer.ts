import { contextFeatures, FeatureList, wordFeatures } from './features.ts';
import { LABELS } from './labels.ts';
import { REACH, type SentenceView } from './sentence.ts';
import type { Weights } from './weights.ts';
import type { Word } from './words.ts';

/** Offsets from `-REACH` to `REACH`, in each of three ways of writing. */
const OFFSETS = 2 * REACH + 1;
const CACHED_WORDS = 20_000;

/** Scores every label for every token of a sentence. The part that one word alone decides is kept for each word. */
export class Scorer {
  readonly #weights: Weights;
  readonly #scale: number;
  readonly #list = new FeatureList();
  #known = new Map<Word, (Int32Array | undefined)[]>();

  /** @param scale what a weight of one stands for. */
  constructor(weights: Weights, scale: number) {
    this.#weights = weights;
    this.#scale = scale;
  }

  #ofWord(word: Word, view: SentenceView, offset: number): Int32Array {
    let sums = this.#known.get(word);
    if (sums === undefined) {
      if (this.#known.size >= CACHED_WORDS) this.#known.clear();
      sums = new Array(3 * OFFSETS).fill(undefined);
      this.#known.set(word, sums);
    }
    const at = view.letterCase * OFFSETS + offset + REACH;
    let sum = sums[at];
    if (sum === undefined) {
      sum = new Int32Array(LABELS);
      this.#list.clear();
      wordFeatures(this.#list, word, view.letterCase, offset);
      this.#weights.add(this.#list, sum, 0);
      sums[at] = sum;
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
      this.#list.clear();
      contextFeatures(this.#list, view, token);
      this.#weights.add(this.#list, sums, from);
    }
    return Float32Array.from(sums, (sum) => sum * this.#scale);
  }
}
