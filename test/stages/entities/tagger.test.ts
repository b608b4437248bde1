import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exponentials,
  type Lattice,
  lattice,
  latticeOf,
  Steps,
  spanProbability,
} from '../../../stages/entities/tagger/decode.ts';
import { FeatureList } from '../../../stages/entities/tagger/features.ts';
import { FEATURE_BITS } from '../../../stages/entities/tagger/hash.ts';
import { LABELS, mayEnd, mayFollow, mayStart } from '../../../stages/entities/tagger/labels.ts';
import { Decoder } from '../../../stages/entities/tagger/viterbi.ts';
import { LANES, STRIDE, unpack, Weights } from '../../../stages/entities/tagger/weights.ts';

const feature = fc.integer({ min: 0, max: 2 ** FEATURE_BITS - 1 });
/** Features side by side share the index's entries, and those far apart their low bits. */
const near = fc.tuple(fc.constantFrom(0, 2 ** 24, 2 ** 27), fc.integer({ min: 0, max: 40 })).map(([a, b]) => a + b);
const row = fc.array(fc.integer({ min: -127, max: 127 }), { minLength: LABELS, maxLength: LABELS });
const known = fc.array(fc.tuple(fc.oneof(feature, near), row), { maxLength: 60 }).map((rows) => new Map(rows));

function weightsOf(rows: ReadonlyMap<number, number[]>): Weights {
  const features = Uint32Array.from(rows.keys()).sort();
  const cells = new Int8Array(features.length * STRIDE);
  features.forEach((key, i) => {
    cells.set(rows.get(key)!, i * STRIDE);
  });
  return new Weights(features, cells);
}

describe('the weights', () => {
  it('are added up for the features that have any', () => {
    fc.assert(
      fc.property(known, fc.array(fc.oneof(feature, near), { maxLength: 60 }), (rows, others) => {
        const list = new FeatureList();
        const asked = [...rows.keys(), ...others];
        for (const key of asked) list.push(key);
        const lanes = new Int32Array(2 * LANES);
        weightsOf(rows).add(list, lanes, LANES);
        const sums = new Int32Array(LABELS);
        unpack(lanes.subarray(LANES), sums, 0);
        const expected = new Int32Array(LABELS);
        for (const key of asked)
          for (const [label, weight] of (rows.get(key) ?? []).entries()) expected[label] += weight;
        expect([...sums]).toEqual([...expected]);
        expect([...lanes.subarray(0, LANES)]).toEqual(new Array(LANES).fill(0));
      }),
    );
  });
});

/** All sequences of labels that are names whole. */
function* sequences(length: number, before: number[] = []): Generator<number[]> {
  if (before.length === length) {
    if (length === 0 || mayEnd(before[length - 1])) yield before;
    return;
  }
  for (let label = 0; label < LABELS; label += 1)
    if (before.length === 0 ? mayStart(label) : mayFollow(before[before.length - 1], label))
      yield* sequences(length, [...before, label]);
}

const score = fc.integer({ min: -4000, max: 4000 }).map((whole) => Math.fround(whole / 512));
const transitions = fc
  .array(score, { minLength: LABELS * LABELS, maxLength: LABELS * LABELS })
  .map((scores) => Float32Array.from(scores));
const sentence = fc
  .integer({ min: 1, max: 3 })
  .chain((length) => fc.array(score, { minLength: length * LABELS, maxLength: length * LABELS }))
  .map((scores) => Float32Array.from(scores));

function pathScore(labels: ArrayLike<number>, scores: Float32Array, steps: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < labels.length; i += 1)
    sum += scores[i * LABELS + labels[i]] + (i > 0 ? steps[labels[i - 1] * LABELS + labels[i]] : 0);
  return sum;
}

describe('decoding', () => {
  it('finds the best of all sequences of labels', () => {
    fc.assert(
      fc.property(sentence, transitions, (scores, steps) => {
        const labels = new Decoder(steps).bestLabels(scores);
        let best = Number.NEGATIVE_INFINITY;
        for (const path of sequences(scores.length / LABELS)) best = Math.max(best, pathScore(path, scores, steps));
        expect(pathScore(labels, scores, steps)).toBeCloseTo(best, 3);
      }),
      { numRuns: 30 },
    );
  });

  it('gives a name the share of all sequences that have it', () => {
    fc.assert(
      fc.property(sentence, transitions, (scores, steps) => {
        const labels = new Decoder(steps).bestLabels(scores);
        const last = labels.length - 1;
        const sums: Lattice = lattice(scores, exponentials(steps));
        let all = 0;
        for (const path of sequences(labels.length)) all += Math.exp(pathScore(path, scores, steps));
        expect(spanProbability(sums, new Steps(exponentials(steps)), labels, 0, last)).toBeCloseTo(
          Math.exp(pathScore(labels, scores, steps)) / all,
          6,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('asks for forward sums up to a name and backward sums from its end only', () => {
    fc.assert(
      fc.property(sentence, transitions, (scores, weights) => {
        const steps = new Steps(exponentials(weights));
        const labels = new Decoder(weights).bestLabels(scores);
        const whole = lattice(scores, steps.transition);
        for (let first = 0; first < labels.length; first += 1)
          for (let last = first; last < labels.length; last += 1)
            expect(spanProbability(latticeOf(whole.emission, steps, first, last), steps, labels, first, last)).toBe(
              spanProbability(whole, steps, labels, first, last),
            );
      }),
    );
  });
});
