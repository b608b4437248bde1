import fc from 'fast-check';
import { expect, test } from 'vitest';
import { strideFor, WeightTable } from '../../../stages/syntax/weight-table.ts';

const BITS = 6;

test('quantised weights by fours add up to what single ones do', () => {
  const row = fc.nat(2 ** BITS - 1);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.array(row, { maxLength: 300 }),
      fc.infiniteStream(fc.oneof(fc.constantFrom(-128, 127), fc.integer({ min: -128, max: 127 }))),
      (classes, rows, values) => {
        const weights = Int8Array.from({ length: 2 ** BITS * strideFor(classes) }, () => values.next().value);
        const quantised = new Int32Array(classes);
        const counted = new Int32Array(classes);
        new WeightTable(classes, BITS, weights).score(Int32Array.from(rows), quantised);
        new WeightTable(classes, BITS, Int32Array.from(weights)).score(Int32Array.from(rows), counted);
        expect(quantised).toEqual(counted);
      },
    ),
  );
});

test('scores of hundreds of extreme weights do not run over', () => {
  for (const weight of [-128, 127]) {
    const table = new WeightTable(4, BITS, new Int8Array(2 ** BITS * 4).fill(weight));
    for (const count of [256, 257, 258, 1000]) {
      const scores = new Int32Array(4);
      table.score(new Int32Array(count), scores);
      expect([...scores]).toEqual(Array(4).fill(count * weight));
    }
  }
});
