import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LayeredSpan, nestSpans, type Piece } from '../../../../app/reader/document/spans.ts';

/** A stretch of text with the spans around it, the outermost first. */
interface Leaf {
  text: string;
  around: LayeredSpan[];
}

function leaves(pieces: Piece<LayeredSpan>[], around: LayeredSpan[] = []): Leaf[] {
  return pieces.flatMap((piece) =>
    typeof piece === 'string' ? [{ text: piece, around }] : leaves(piece.children, [...around, piece.span]),
  );
}

function spanPieces(pieces: Piece<LayeredSpan>[]): Exclude<Piece<LayeredSpan>, string>[] {
  return pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece, ...spanPieces(piece.children)]));
}

const marked = fc.string({ unit: fc.constantFrom('a', ' ', '😀', '𝔅', 'é', '\n') }).chain((text) => {
  const { length } = [...text];
  const span = fc.record({ start: fc.nat(length), end: fc.nat(length + 3), layer: fc.nat(3) });
  return fc.record({ text: fc.constant(text), spans: fc.array(span, { maxLength: 12 }) });
});

test('the pieces hold the text, each character within the spans that cover it, lower layers outside', () => {
  fc.assert(
    fc.property(marked, ({ text, spans }) => {
      const found = leaves(nestSpans(text, spans));
      expect(found.map((leaf) => leaf.text).join('')).toBe(text);
      let at = 0;
      for (const leaf of found) {
        expect(leaf.text).not.toBe('');
        for (const _ of leaf.text) {
          expect(new Set(leaf.around)).toEqual(new Set(spans.filter(({ start, end }) => start <= at && at < end)));
          at += 1;
        }
        expect(leaf.around.map(({ layer }) => layer)).toEqual(leaf.around.map(({ layer }) => layer).sort());
      }
    }),
    { numRuns: 500 },
  );
});

test('each span has one first piece and one last', () => {
  fc.assert(
    fc.property(marked, ({ text, spans }) => {
      const pieces = spanPieces(nestSpans(text, spans));
      const { length } = [...text];
      for (const span of spans) {
        const own = pieces.filter((piece) => piece.span === span);
        const count = span.start < Math.min(span.end, length) ? 1 : 0;
        expect(own.filter(({ isFirst }) => isFirst)).toHaveLength(count);
        expect(own.filter(({ isLast }) => isLast)).toHaveLength(count);
        if (count > 0) expect([own[0].isFirst, own.at(-1)?.isLast]).toEqual([true, true]);
      }
    }),
    { numRuns: 500 },
  );
});

test('spans that only nest stay whole, and of those that cross the higher layer is cut', () => {
  const outer = { start: 0, end: 6, layer: 1 };
  const inner = { start: 2, end: 4, layer: 1 };
  const crossing = { start: 5, end: 8, layer: 2 };
  expect(nestSpans('abcdefghi', [inner, crossing, outer])).toEqual([
    {
      span: outer,
      isFirst: true,
      isLast: true,
      children: [
        'ab',
        { span: inner, isFirst: true, isLast: true, children: ['cd'] },
        'e',
        { span: crossing, isFirst: true, isLast: false, children: ['f'] },
      ],
    },
    { span: crossing, isFirst: false, isLast: true, children: ['gh'] },
    'i',
  ]);
});

test('thirty times the text takes about thirty times as long', () => {
  const took = (words: number): number => {
    const text = 'word 😀 '.repeat(words);
    const spans = Array.from({ length: words }, (_, i) => [
      { start: i * 7, end: i * 7 + 20, layer: 1 },
      { start: i * 7, end: i * 7 + 4, layer: 3 },
    ]).flat();
    const start = performance.now();
    nestSpans(text, spans);
    return performance.now() - start;
  };
  took(1_000);
  const small = Math.min(took(1_000), took(1_000), took(1_000));
  // Ten times more than linear: other processes run beside this.
  expect(took(30_000)).toBeLessThan(small * 300);
});
