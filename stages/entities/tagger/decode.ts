import { BEGIN, BEGINNING, CLOSING, INSIDE, LABELS, LAST, labelOf, mayFollow, TAGGED_TYPES } from './labels.ts';

/** Forward and backward sums of a sentence, each scaled to add up to one at every token. */
export interface Lattice {
  /** `exp` of the scores, scaled so that the largest of a token is one. */
  emission: Float64Array;
  forward: Float64Array;
  backward: Float64Array;
}

/** `exp` of a sentence's scores, scaled so that the largest of a token is one. */
function emissions(scores: Float32Array, allowed?: Uint32Array): Float64Array {
  const emission = new Float64Array(scores.length);
  for (let at = 0, token = 0; at < scores.length; at += LABELS, token += 1) {
    const labels = allowed === undefined ? -1 : allowed[token];
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < LABELS; k += 1) if ((labels >>> k) & 1 && scores[at + k] > most) most = scores[at + k];
    for (let k = 0; k < LABELS; k += 1) emission[at + k] = (labels >>> k) & 1 ? Math.exp(scores[at + k] - most) : 0;
  }
  return emission;
}

/**
 * Sums over all sequences of labels (forward-backward).
 * @param transition `exp` of the transitions' scores, zero where one label may not follow the other.
 * @param allowed one bit a label, a number a token: labels that count; all where left out.
 */
export function lattice(scores: Float32Array, transition: Float64Array, allowed?: Uint32Array): Lattice {
  return latticeOf(emissions(scores, allowed), new Steps(transition));
}

/**
 * The same where `exp` of the scores is known already.
 * @param until the last token whose forward sums are asked for; @param from the first whose backward sums are. Those of
 * others may be zero.
 */
export function latticeOf(
  emission: Float64Array,
  steps: Steps,
  until = emission.length / LABELS - 1,
  from = 0,
): Lattice {
  const forward = new Float64Array(emission.length);
  const backward = new Float64Array(emission.length);
  for (let at = 0; at <= until * LABELS; at += LABELS) {
    if (at === 0) for (const label of BEGINNING) forward[label] = 1;
    else steps.forward(forward, at);
    for (let k = at; k < at + LABELS; k += 1) forward[k] *= emission[k];
    normalise(forward, at);
  }
  const onward = new Float64Array(LABELS);
  for (let at = emission.length - LABELS; at >= from * LABELS; at -= LABELS) {
    const after = at + LABELS;
    if (after === emission.length) for (const label of CLOSING) backward[at + label] = 1;
    else {
      for (let k = 0; k < LABELS; k += 1) onward[k] = emission[after + k] * backward[after + k];
      steps.backward(backward, at, onward);
    }
    normalise(backward, at);
  }
  return { emission, forward, backward };
}

/** Makes a token's numbers add up to one. */
function normalise(sums: Float64Array, at: number): void {
  let sum = 0;
  for (let k = 0; k < LABELS; k += 1) sum += sums[at + k];
  for (let k = 0; k < LABELS; k += 1) sums[at + k] /= sum;
}

/** Steps from a token to the next one and back. */
export class Steps {
  /** `exp` of the transitions' scores, zero where one label may not follow the other. */
  readonly transition: Float64Array;
  /** Transitions from closing to beginning labels, a row for each of the labels that a step leads to. */
  readonly #toBeginning = new Float64Array(CLOSING.length * BEGINNING.length);
  readonly #toClosing = new Float64Array(CLOSING.length * BEGINNING.length);
  readonly #from = new Float64Array(CLOSING.length);
  readonly #to = new Float64Array(CLOSING.length);

  constructor(transition: Float64Array) {
    this.transition = transition;
    for (let p = 0; p < CLOSING.length; p += 1)
      for (let k = 0; k < BEGINNING.length; k += 1) {
        const factor = transition[CLOSING[p] * LABELS + BEGINNING[k]];
        this.#toBeginning[k * CLOSING.length + p] = factor;
        this.#toClosing[p * BEGINNING.length + k] = factor;
      }
  }

  /** Sums over the labels before, for each label at `at`. */
  forward(sums: Float64Array, at: number): void {
    const before = at - LABELS;
    for (let p = 0; p < CLOSING.length; p += 1) this.#from[p] = sums[before + CLOSING[p]];
    multiply(this.#toBeginning, this.#from, this.#to);
    for (let k = 0; k < BEGINNING.length; k += 1) sums[at + BEGINNING[k]] = this.#to[k];
    const { transition } = this;
    for (let type = 0; type < TAGGED_TYPES.length; type += 1) {
      const begin = labelOf(type, BEGIN);
      const fromBegin = sums[before + begin];
      const fromInside = sums[before + begin + INSIDE];
      const row = begin * LABELS + begin;
      sums[at + begin + INSIDE] = fromBegin * transition[row + INSIDE] + fromInside * transition[row + LABELS + INSIDE];
      sums[at + begin + LAST] = fromBegin * transition[row + LAST] + fromInside * transition[row + LABELS + LAST];
    }
  }

  /** Sums over the labels after, for each label at `at`; `onward` has what each of them weighs. */
  backward(sums: Float64Array, at: number, onward: Float64Array): void {
    for (let k = 0; k < BEGINNING.length; k += 1) this.#from[k] = onward[BEGINNING[k]];
    multiply(this.#toClosing, this.#from, this.#to);
    for (let p = 0; p < CLOSING.length; p += 1) sums[at + CLOSING[p]] = this.#to[p];
    const { transition } = this;
    for (let type = 0; type < TAGGED_TYPES.length; type += 1) {
      const begin = labelOf(type, BEGIN);
      const inside = onward[begin + INSIDE];
      const last = onward[begin + LAST];
      const row = begin * LABELS + begin;
      sums[at + begin] = transition[row + INSIDE] * inside + transition[row + LAST] * last;
      sums[at + begin + INSIDE] = transition[row + LABELS + INSIDE] * inside + transition[row + LABELS + LAST] * last;
    }
  }
}

/** Product of a square matrix and a vector. Written out: a loop takes five times as long, and this is most of a lattice. */
function multiply(rows: Float64Array, by: Float64Array, product: Float64Array): void {
  const size = product.length;
  const a = by[0];
  const b = by[1];
  const c = by[2];
  const d = by[3];
  const e = by[4];
  const f = by[5];
  const g = by[6];
  const h = by[7];
  const i = by[8];
  const j = by[9];
  const k = by[10];
  for (let n = 0, at = 0; n < size; n += 1, at += size) {
    const most = rows[at] * a + rows[at + 1] * b + rows[at + 2] * c + rows[at + 3] * d + rows[at + 4] * e;
    const rest = most + rows[at + 5] * f + rows[at + 6] * g + rows[at + 7] * h + rows[at + 8] * i;
    product[n] = rest + rows[at + 9] * j + rows[at + 10] * k;
  }
}

/** Probability of a stretch of labels, given the sentence: that of exactly these labels at `[first, last]`. */
export function spanProbability(
  { emission, forward, backward }: Lattice,
  steps: Steps,
  labels: Uint8Array,
  first: number,
  last: number,
): number {
  // Scaling is undone by doing the same sum over all paths from `first` to `last`.
  let path = forward[first * LABELS + labels[first]];
  const all = forward.slice(first * LABELS, (last + 1) * LABELS);
  for (let i = first + 1; i <= last; i += 1) {
    const at = i * LABELS;
    const to = at - first * LABELS;
    steps.forward(all, to);
    for (let k = 0; k < LABELS; k += 1) all[to + k] *= emission[at + k];
    path *= steps.transition[labels[i - 1] * LABELS + labels[i]] * emission[at + labels[i]];
  }
  let total = 0;
  for (let k = 0; k < LABELS; k += 1) total += all[(last - first) * LABELS + k] * backward[last * LABELS + k];
  return total > 0 ? (path * backward[last * LABELS + labels[last]]) / total : 0;
}

/** `exp` of the transitions, zero where one label may not follow the other. */
export function exponentials(transitions: Float32Array): Float64Array {
  return Float64Array.from(transitions, (score, at) =>
    mayFollow(Math.floor(at / LABELS), at % LABELS) ? Math.exp(score) : 0,
  );
}
