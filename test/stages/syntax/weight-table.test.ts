import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WeightMemory } from '../../../stages/syntax/weight-memory.ts';
import { strideFor, WeightTable } from '../../../stages/syntax/weight-table.ts';

const BITS = 6;
const MOST_CLASSES = 64;

test('rows of quantised weights add up in their memory to what they do outside', () => {
  const memory = new WeightMemory(2 ** BITS * MOST_CLASSES);
  const room = memory.allocate(2 ** BITS * MOST_CLASSES);
  const row = fc.nat(2 ** BITS - 1);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: MOST_CLASSES }),
      fc.array(row, { maxLength: 300 }),
      fc.infiniteStream(fc.oneof(fc.constantFrom(-128, 127), fc.integer({ min: -128, max: 127 }))),
      (classes, rows, values) => {
        const weights = room.subarray(0, 2 ** BITS * strideFor(classes)).map(() => values.next().value);
        const within = room.subarray(0, weights.length);
        within.set(weights);
        const quantised = new Int32Array(classes);
        const counted = new Int32Array(classes);
        new WeightTable(classes, BITS, within, memory).score(Int32Array.from(rows), quantised);
        new WeightTable(classes, BITS, Int32Array.from(weights)).score(Int32Array.from(rows), counted);
        expect(quantised).toEqual(counted);
      },
    ),
  );
});

test('scores of hundreds of extreme weights do not run over', () => {
  const memory = new WeightMemory(2 ** BITS * 4);
  const weights = memory.allocate(2 ** BITS * 4);
  for (const weight of [-128, 127]) {
    const table = new WeightTable(4, BITS, weights.fill(weight), memory);
    for (const count of [255, 256, 257, 1000]) {
      const scores = new Int32Array(4);
      table.score(new Int32Array(count), scores);
      expect([...scores]).toEqual(Array(4).fill(count * weight));
    }
  }
});

test('a memory has room for what it was made for and no more', () => {
  const memory = new WeightMemory(2 ** 16);
  expect(memory.allocate(2 ** 16)).toHaveLength(2 ** 16);
  expect(() => memory.allocate(2 ** 16)).toThrow(RangeError);
});
