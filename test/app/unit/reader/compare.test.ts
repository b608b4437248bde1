import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareParagraphs, type ParagraphPair } from '../../../../app/reader/compare/paragraphs.ts';
import { diffWordsOf } from '../../../../app/reader/compare/words.ts';

const paragraphs = fc.array(
  fc
    .array(fc.constantFrom('tram', 'bus', 'is', '2.1', '“late”', '😀', '\u0301'), { maxLength: 8 })
    .map((words) => words.join(' ')),
  { maxLength: 8 },
);

function side(pairs: ParagraphPair[], which: 'old' | 'new'): string[] {
  return pairs.flatMap((pair) => {
    if (pair.kind === 'same') return [pair.text];
    return which in pair ? [(pair as Record<string, unknown>)[which] as string] : [];
  });
}

test('each paragraph of either version stands in one pair, in order', () => {
  fc.assert(
    fc.property(paragraphs, paragraphs, (before, after) => {
      const pairs = compareParagraphs(before, after);
      expect(side(pairs, 'old')).toEqual(before);
      expect(side(pairs, 'new')).toEqual(after);
    }),
    { numRuns: 500 },
  );
});

test('the words of a changed paragraph are those of both versions', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
      const words = diffWordsOf(before, after) ?? [];
      const without = (change: string) =>
        words
          .filter((word) => word.change !== change)
          .map(({ text }) => text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }),
  );
});

test('numbers change whole, and neighbouring words together', () => {
  expect(diffWordsOf('It costs 1.2 million and two thirds more.', 'It costs 2.1 million and a third more.')).toEqual([
    { text: 'It costs ', change: 'same' },
    { text: '1.2', change: 'removed' },
    { text: '2.1', change: 'added' },
    { text: ' million and ', change: 'same' },
    { text: 'two thirds', change: 'removed' },
    { text: 'a third', change: 'added' },
    { text: ' more.', change: 'same' },
  ]);
});

test('a changed paragraph is found behind an added one', () => {
  const pairs = compareParagraphs(
    ['A', 'Thirty-one drivers had put their names down.', 'C'],
    ['A', 'This article was corrected.', 'Only thirteen drivers had put their names down.', 'C'],
  );
  expect(pairs.map(({ kind }) => kind)).toEqual(['same', 'added', 'changed', 'same']);
});

test('what is too long and too different is told as replaced, and quickly', () => {
  const words = (prefix: string) => Array.from({ length: 5_000 }, (_, i) => `${prefix}${i % 50} word${i}`).join(' ');
  const start = performance.now();
  expect(compareParagraphs([words('a')], [words('b')]).map(({ kind }) => kind)).toEqual(['replaced']);
  const many = (prefix: string) => Array.from({ length: 5_000 }, (_, i) => `${prefix}${i}`);
  expect(compareParagraphs(many('a'), many('b'))).toHaveLength(10_000);
  expect(performance.now() - start).toBeLessThan(10_000);
});
