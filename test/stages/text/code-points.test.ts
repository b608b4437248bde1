import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodePoints } from '../../../stages/text/code-points.ts';

test('offsets of every code point survive the way there and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const points = new CodePoints(text);
      const characters = [...text];
      expect(points.length).toBe(characters.length);
      for (let i = 0, utf16 = 0; i <= characters.length; i += 1) {
        expect(points.toUtf16(i)).toBe(utf16);
        expect(points.fromUtf16(utf16)).toBe(i);
        utf16 += characters[i]?.length ?? 0;
      }
    }),
  );
});

test('an offset inside a surrogate pair counts as its start', () => {
  expect(new CodePoints('a😀b').fromUtf16(2)).toBe(1);
});
