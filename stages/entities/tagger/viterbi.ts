import { BEGIN, BEGINNING, CLOSING, INSIDE, LABELS, LAST, labelOf, OUTSIDE, TAGGED_TYPES } from './labels.ts';

/** Impossible labels score this much less than any path. */
const NEVER = -1e9;

/** Finds the best sequence of labels (Viterbi). */
export class Decoder {
  readonly #transitions: Float32Array;
  /** Bounds of the transitions from each closing label. */
  readonly #least: Float32Array;
  readonly #most: Float32Array;
  readonly #candidates = new Uint8Array(CLOSING.length);

  /** @param transitions `LABELS` × `LABELS`, from row to column. */
  constructor(transitions: Float32Array) {
    this.#transitions = transitions;
    const onward = (before: number) => Array.from(BEGINNING, (after) => transitions[before * LABELS + after]);
    this.#least = Float32Array.from(CLOSING, (before) => Math.min(...onward(before)));
    this.#most = Float32Array.from(CLOSING, (before) => Math.max(...onward(before)));
  }

  /** Closing labels that some beginning label may follow on a best path: few, as transitions weigh less than words do. */
  #promising(before: Float32Array): number {
    let bound = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < CLOSING.length; i += 1) {
      const sure = before[CLOSING[i]] + this.#least[i];
      if (sure > bound) bound = sure;
    }
    let count = 0;
    for (let i = 0; i < CLOSING.length; i += 1) {
      if (before[CLOSING[i]] + this.#most[i] < bound) continue;
      this.#candidates[count] = CLOSING[i];
      count += 1;
    }
    return count;
  }

  /** @param scores `LABELS` numbers a token. */
  bestLabels(scores: Float32Array): Uint8Array {
    const length = scores.length / LABELS;
    const labels = new Uint8Array(length);
    if (length === 0) return labels;
    const transitions = this.#transitions;
    const candidates = this.#candidates;
    const back = new Uint8Array(scores.length);
    let before = new Float32Array(LABELS).fill(NEVER);
    let now = new Float32Array(LABELS);
    for (const label of BEGINNING) before[label] = scores[label];
    for (let i = 1; i < length; i += 1) {
      const at = i * LABELS;
      const count = this.#promising(before);
      for (let k = 0; k < BEGINNING.length; k += 1) {
        const label = BEGINNING[k];
        let best = Number.NEGATIVE_INFINITY;
        let from = 0;
        for (let c = 0; c < count; c += 1) {
          const score = before[candidates[c]] + transitions[candidates[c] * LABELS + label];
          if (score > best) {
            best = score;
            from = candidates[c];
          }
        }
        now[label] = best + scores[at + label];
        back[at + label] = from;
      }
      for (let type = 0; type < TAGGED_TYPES.length; type += 1) {
        const begin = labelOf(type, BEGIN);
        const inside = labelOf(type, INSIDE);
        for (let label = inside; label <= labelOf(type, LAST); label += 1) {
          const short = before[begin] + transitions[begin * LABELS + label];
          const long = before[inside] + transitions[inside * LABELS + label];
          now[label] = (long > short ? long : short) + scores[at + label];
          back[at + label] = long > short ? inside : begin;
        }
      }
      [before, now] = [now, before];
    }
    let last = OUTSIDE;
    for (const label of CLOSING) if (before[label] > before[last]) last = label;
    for (let i = length - 1; i >= 0; i -= 1) {
      labels[i] = last;
      last = back[i * LABELS + last];
    }
    return labels;
  }
}
