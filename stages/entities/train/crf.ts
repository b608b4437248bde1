import { exponentials, type Lattice, lattice } from '../tagger/decode.ts';
import { LABELS } from '../tagger/labels.ts';
import type { Example } from './examples.ts';
import type { SentenceFeatures } from './feature-store.ts';

/** Keeps the first steps of AdaGrad finite. */
const DAMPING = 1e-3;
/** A token whose gradient is smaller than this everywhere teaches nothing. */
const NEGLIGIBLE = 1e-3;
const TINY = 1e-4;

/** Learns a linear-chain CRF by stochastic gradient ascent on the log-likelihood, with AdaGrad's step sizes. */
export class CrfTrainer {
  /** `LABELS` weights a feature. */
  readonly weights: Float32Array;
  readonly transitions = new Float32Array(LABELS * LABELS);
  readonly #squares: Float32Array;
  readonly #transitionSquares = new Float32Array(LABELS * LABELS);
  readonly #step: number;
  readonly #gradient = new Float64Array(LABELS);

  constructor(features: number, step: number) {
    this.weights = new Float32Array(features * LABELS);
    this.#squares = new Float32Array(features * LABELS);
    this.#step = step;
  }

  /** `LABELS` scores a token. */
  score({ features, ends }: SentenceFeatures): Float32Array {
    const scores = new Float32Array(ends.length * LABELS);
    let from = 0;
    for (let token = 0; token < ends.length; token += 1) {
      const at = token * LABELS;
      for (; from < ends[token]; from += 1) {
        const row = features[from] * LABELS;
        for (let label = 0; label < LABELS; label += 1) scores[at + label] += this.weights[row + label];
      }
    }
    return scores;
  }

  /** One step on one sentence, towards the label sequences that its example allows. */
  learn(sentence: SentenceFeatures, example: Example): void {
    const length = sentence.ends.length;
    if (length === 0) return;
    const scores = this.score(sentence);
    const transition = exponentials(this.transitions);
    const free = lattice(scores, transition);
    const wanted = lattice(scores, transition, example.allowed);
    this.#learnFeatures(sentence, free, wanted, example.weight);
    this.#learnTransitions(free, wanted, transition, length, example.weight);
  }

  #learnFeatures({ features, ends }: SentenceFeatures, free: Lattice, wanted: Lattice, weight: number): void {
    const gradient = this.#gradient;
    for (let token = 0; token < ends.length; token += 1) {
      const at = token * LABELS;
      const freeSum = productSum(free, at);
      const wantedSum = productSum(wanted, at);
      let largest = 0;
      for (let k = 0; k < LABELS; k += 1) {
        const difference =
          (wanted.forward[at + k] * wanted.backward[at + k]) / wantedSum -
          (free.forward[at + k] * free.backward[at + k]) / freeSum;
        gradient[k] = weight * difference;
        largest = Math.max(largest, Math.abs(gradient[k]));
      }
      if (largest <= NEGLIGIBLE) continue;
      for (let from = token === 0 ? 0 : ends[token - 1]; from < ends[token]; from += 1) {
        const row = features[from] * LABELS;
        for (let k = 0; k < LABELS; k += 1) {
          const slope = gradient[k];
          if (slope < TINY && slope > -TINY) continue;
          const squares = this.#squares[row + k] + slope * slope;
          this.#squares[row + k] = squares;
          this.weights[row + k] += (this.#step * slope) / (DAMPING + Math.sqrt(squares));
        }
      }
    }
  }

  #learnTransitions(free: Lattice, wanted: Lattice, transition: Float64Array, length: number, weight: number): void {
    const expected = new Float64Array(LABELS * LABELS);
    for (let token = 1; token < length; token += 1) {
      addPairs(expected, wanted, transition, token, weight);
      addPairs(expected, free, transition, token, -weight);
    }
    for (let pair = 0; pair < expected.length; pair += 1) {
      const slope = expected[pair];
      if (slope < TINY && slope > -TINY) continue;
      this.#transitionSquares[pair] += slope * slope;
      this.transitions[pair] += (this.#step * slope) / (DAMPING + Math.sqrt(this.#transitionSquares[pair]));
    }
  }
}

function productSum({ forward, backward }: Lattice, at: number): number {
  let sum = 0;
  for (let k = 0; k < LABELS; k += 1) sum += forward[at + k] * backward[at + k];
  return sum;
}

/** Adds the probabilities of each pair of labels at a token and the one before it. */
function addPairs(sums: Float64Array, sides: Lattice, transition: Float64Array, token: number, weight: number): void {
  const at = token * LABELS;
  const before = at - LABELS;
  let total = 0;
  for (let k = 0; k < LABELS; k += 1) {
    const onward = sides.emission[at + k] * sides.backward[at + k];
    if (onward === 0) continue;
    for (let p = 0; p < LABELS; p += 1) total += sides.forward[before + p] * transition[p * LABELS + k] * onward;
  }
  const share = weight / total;
  for (let k = 0; k < LABELS; k += 1) {
    const onward = sides.emission[at + k] * sides.backward[at + k] * share;
    if (onward === 0) continue;
    for (let p = 0; p < LABELS; p += 1) {
      const factor = transition[p * LABELS + k];
      if (factor > 0) sums[p * LABELS + k] += sides.forward[before + p] * factor * onward;
    }
  }
}
