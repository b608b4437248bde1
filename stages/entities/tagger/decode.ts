import { LABELS, mayEnd, mayFollow, mayStart, OUTSIDE } from './labels.ts';

/** Impossible labels score this much less than any path. */
const NEVER = -1e9;

const starts = Uint8Array.from({ length: LABELS }, (_, label) => (mayStart(label) ? 1 : 0));
const ends = Uint8Array.from({ length: LABELS }, (_, label) => (mayEnd(label) ? 1 : 0));
/** Labels that may stand before each label. */
const predecessors = Array.from({ length: LABELS }, (_, after) =>
  Uint8Array.from({ length: LABELS }, (_, before) => before).filter((before) => mayFollow(before, after)),
);

/**
 * The best sequence of labels (Viterbi).
 * @param scores `LABELS` numbers a token.
 * @param transitions `LABELS` × `LABELS`, from row to column.
 */
export function bestLabels(scores: Float32Array, transitions: Float32Array): Uint8Array {
  const length = scores.length / LABELS;
  const labels = new Uint8Array(length);
  if (length === 0) return labels;
  const back = new Uint8Array(scores.length);
  let before = new Float32Array(LABELS);
  let now = new Float32Array(LABELS);
  for (let label = 0; label < LABELS; label += 1) before[label] = starts[label] ? scores[label] : NEVER;
  for (let i = 1; i < length; i += 1) {
    for (let label = 0; label < LABELS; label += 1) {
      let best = Number.NEGATIVE_INFINITY;
      let from = 0;
      for (const previous of predecessors[label]) {
        const score = before[previous] + transitions[previous * LABELS + label];
        if (score > best) {
          best = score;
          from = previous;
        }
      }
      now[label] = best + scores[i * LABELS + label];
      back[i * LABELS + label] = from;
    }
    [before, now] = [now, before];
  }
  let last = OUTSIDE;
  for (let label = 0; label < LABELS; label += 1) if (ends[label] && before[label] > before[last]) last = label;
  for (let i = length - 1; i >= 0; i -= 1) {
    labels[i] = last;
    last = back[i * LABELS + last];
  }
  return labels;
}

/** Forward and backward sums of a sentence, each scaled to add up to one at every token. */
export interface Lattice {
  /** `exp` of the scores, scaled so that the largest of a token is one. */
  emission: Float64Array;
  forward: Float64Array;
  backward: Float64Array;
}

/**
 * Sums over all sequences of labels (forward-backward).
 * @param transition `exp` of the transitions' scores, zero where one label may not follow the other.
 * @param allowed one bit a label, a number a token: labels that count; all where left out.
 */
export function lattice(scores: Float32Array, transition: Float64Array, allowed?: Uint32Array): Lattice {
  const length = scores.length / LABELS;
  const emission = new Float64Array(scores.length);
  const forward = new Float64Array(scores.length);
  const backward = new Float64Array(scores.length);
  for (let i = 0; i < length; i += 1) {
    const at = i * LABELS;
    const labels = allowed === undefined ? -1 : allowed[i];
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < LABELS; k += 1) if ((labels >>> k) & 1 && scores[at + k] > most) most = scores[at + k];
    for (let k = 0; k < LABELS; k += 1) emission[at + k] = (labels >>> k) & 1 ? Math.exp(scores[at + k] - most) : 0;
    let sum = 0;
    for (let k = 0; k < LABELS; k += 1) {
      let reach = 0;
      if (i === 0) reach = starts[k];
      else for (const p of predecessors[k]) reach += forward[at - LABELS + p] * transition[p * LABELS + k];
      forward[at + k] = reach * emission[at + k];
      sum += forward[at + k];
    }
    for (let k = 0; k < LABELS; k += 1) forward[at + k] /= sum;
  }
  for (let i = length - 1; i >= 0; i -= 1) {
    const at = i * LABELS;
    if (i === length - 1) for (let k = 0; k < LABELS; k += 1) backward[at + k] = ends[k];
    else
      for (let k = 0; k < LABELS; k += 1) {
        const weight = emission[at + LABELS + k] * backward[at + LABELS + k];
        if (weight > 0) for (const p of predecessors[k]) backward[at + p] += transition[p * LABELS + k] * weight;
      }
    let sum = 0;
    for (let k = 0; k < LABELS; k += 1) sum += backward[at + k];
    for (let k = 0; k < LABELS; k += 1) backward[at + k] /= sum;
  }
  return { emission, forward, backward };
}

/** Probability of a stretch of labels, given the sentence: that of exactly these labels at `[first, last]`. */
export function spanProbability(
  { emission, forward, backward }: Lattice,
  transition: Float64Array,
  labels: Uint8Array,
  first: number,
  last: number,
): number {
  // Scaling is undone by doing the same sum over all paths from `first` to `last`.
  let path = forward[first * LABELS + labels[first]];
  let all = forward.slice(first * LABELS, (first + 1) * LABELS);
  for (let i = first + 1; i <= last; i += 1) {
    const at = i * LABELS;
    const next = new Float64Array(LABELS);
    for (let k = 0; k < LABELS; k += 1) {
      let reach = 0;
      for (const p of predecessors[k]) reach += all[p] * transition[p * LABELS + k];
      next[k] = reach * emission[at + k];
    }
    path *= transition[labels[i - 1] * LABELS + labels[i]] * emission[at + labels[i]];
    all = next;
  }
  let total = 0;
  for (let k = 0; k < LABELS; k += 1) total += all[k] * backward[last * LABELS + k];
  return total > 0 ? (path * backward[last * LABELS + labels[last]]) / total : 0;
}

/** `exp` of the transitions, zero where one label may not follow the other. */
export function exponentials(transitions: Float32Array): Float64Array {
  return Float64Array.from(transitions, (score, at) =>
    mayFollow(Math.floor(at / LABELS), at % LABELS) ? Math.exp(score) : 0,
  );
}
