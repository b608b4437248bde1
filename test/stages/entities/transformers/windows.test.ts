import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowsOf } from '../../../../stages/entities/transformers/windows.ts';

test('windows fit a model, and each word is taken from one of them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 6 })), fc.integer({ min: 6, max: 30 }), (sizes, most) => {
      const windows = windowsOf(sizes, most);
      let next = 0;
      for (const { start, end, from, to } of windows) {
        expect(sizes.slice(start, end).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(most);
        expect(from).toBe(next);
        expect(start).toBeLessThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(end);
        expect(to).toBeGreaterThan(from - 1);
        next = to;
      }
      expect(next).toBe(sizes.length);
    }),
  );
});
