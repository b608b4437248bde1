import { contextFeatures, FeatureList, wordFeatures } from './features.ts';
import { LABELS, OUTSIDE } from './labels.ts';
import { type LetterCase, REACH, type SentenceView } from './sentence.ts';
import { LANES, unpack, type Weights } from './weights.ts';
import type { Word } from './words.ts';

/** Offsets from `-REACH` to `REACH`. */
const OFFSETS = 2 * REACH + 1;

/**
 * Where single words alone put `O` this far ahead of all names, features of several words hardly ever change it: they are
 * not looked at, which saves time. F1 of no type on the dev parts differs at 4.
 */
const CERTAIN_LEAD = 4;

/** Sums of a token's weights are less than this. */
const MOST = 2 ** 15;

/** How far `O` is ahead of the next label. */
function leadOfOutside(sums: Int32Array, from: number): number {
  let next = sums[from + 1];
  for (let label = 2; label < LABELS; label += 1) if (sums[from + label] > next) next = sums[from + label];
  return sums[from + OUTSIDE] - next;
}

if (OFFSETS !== 7) throw new Error('The sums of the words around a token are written out for three on each side.');

/** Sums up what the words around a token contribute, each by its offset. Written out, which takes a third of a loop's time. */
function addWords(parts: readonly Int32Array[], token: number, lanes: Int32Array): void {
  const a = parts[token];
  const b = parts[token + 1];
  const c = parts[token + 2];
  const d = parts[token + 3];
  const e = parts[token + 4];
  const f = parts[token + 5];
  const g = parts[token + 6];
  for (let lane = 0; lane < LANES; lane += 1) {
    const left = (((a[lane] + b[lane + LANES]) | 0) + c[lane + 2 * LANES]) | 0;
    const right = (((e[lane + 4 * LANES] + f[lane + 5 * LANES]) | 0) + g[lane + 6 * LANES]) | 0;
    lanes[lane] = ((left + d[lane + 3 * LANES]) | 0) + right;
  }
}

/** Scores every label for every token of a sentence. The part that one word alone decides is kept for each word. */
export class Scorer {
  readonly #weights: Weights;
  readonly #scale: number;
  readonly #list = new FeatureList();
  readonly #lanes = new Int32Array(LANES);
  /** `exp` of the score of each sum that 16 bits hold, from the least on. */
  readonly #exponentials: Float64Array;

  /** @param scale what a weight of one stands for. */
  constructor(weights: Weights, scale: number) {
    this.#weights = weights;
    this.#scale = scale;
    this.#exponentials = new Float64Array(2 * MOST);
    for (let sum = -MOST; sum < MOST; sum += 1) this.#exponentials[sum + MOST] = Math.exp(Math.fround(sum * scale));
  }

  /** Sums of a word at all offsets from a token, `LANES` numbers each. */
  #ofWord(word: Word, letterCase: LetterCase): Int32Array {
    const known = word.sums[letterCase];
    if (known !== undefined) return known;
    const sums = new Int32Array(OFFSETS * LANES);
    for (let offset = -REACH; offset <= REACH; offset += 1) {
      this.#list.clear();
      wordFeatures(this.#list, word, letterCase, offset);
      this.#weights.add(this.#list, sums, (offset + REACH) * LANES);
    }
    word.sums[letterCase] = sums;
    return sums;
  }

  /** `LABELS` sums of weights a token. */
  sums(view: SentenceView): Int32Array {
    const { length, letterCase, padded } = view;
    const lanes = this.#lanes;
    const sums = new Int32Array(length * LABELS);
    const parts = padded.map((word) => this.#ofWord(word, letterCase));
    for (let token = 0; token < length; token += 1) {
      const from = token * LABELS;
      addWords(parts, token, lanes);
      unpack(lanes, sums, from);
      if (leadOfOutside(sums, from) * this.#scale > CERTAIN_LEAD) continue;
      this.#list.clear();
      contextFeatures(this.#list, view, token);
      this.#weights.add(this.#list, lanes, 0);
      unpack(lanes, sums, from);
    }
    return sums;
  }

  /** The scores that sums stand for. */
  scores(sums: Int32Array): Float32Array {
    // a loop: `Float32Array.from` with a function takes longer than all the rest
    const scores = new Float32Array(sums.length);
    for (let i = 0; i < sums.length; i += 1) scores[i] = sums[i] * this.#scale;
    return scores;
  }

  /** `exp` of the scores, scaled so that the largest of a token is one. */
  emissions(sums: Int32Array): Float64Array {
    const exponentials = this.#exponentials;
    const emission = new Float64Array(sums.length);
    for (let at = 0; at < sums.length; at += LABELS) {
      let most = sums[at];
      for (let k = at + 1; k < at + LABELS; k += 1) if (sums[k] > most) most = sums[k];
      const factor = 1 / exponentials[most + MOST];
      for (let k = at; k < at + LABELS; k += 1) emission[k] = exponentials[sums[k] + MOST] * factor;
    }
    return emission;
  }
}
