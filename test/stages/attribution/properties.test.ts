import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute } from '../../../stages/attribution/index.ts';
import type { Span } from '../../../stages/text/span.ts';
import { read, structure } from './read.ts';

/** Pieces that make attributions, layouts and credits likely, mixed with any characters at all. */
const piece = fc.oneof(
  fc.constantFrom(
    ...['"', '“', '”', '‘', '’', "'", '«', '»', ': ', ', ', '. ', '\n\n', ' '],
    ...[
      'said ',
      'he said ',
      'that ',
      'according to ',
      'Jane Doe ',
      'the mayor ',
      'who ',
      'Q: ',
      'A: ',
      'told reporters ',
    ],
    ...[
      'plans to ',
      'leave',
      'the claim ',
      'By Jane Doe',
      'based on an interview with ',
      '— ',
      'jane@example.org',
      '🦀',
      'e\u0301',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const anyText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('').toWellFormed());

function checkSpans(points: readonly string[], spans: readonly Span[]): void {
  let last = 0;
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(points.length);
    expect(points[start]).toMatch(/\S/u);
    expect(points[end - 1]).toMatch(/\S/u);
    last = end;
  }
}

describe('any text', () => {
  it('gives spans in bounds, in order, apart, without white space at their edges', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const points = Array.from(text);
        const { status, attributions, credits } = read(text, 'without entities');
        expect(status).toBe('attributed');
        for (const { source, cue, content, level, confidence } of attributions) {
          checkSpans(points, source);
          checkSpans(points, cue);
          checkSpans(points, content);
          expect(content.length).toBeGreaterThan(0);
          expect(level).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
        for (const credit of credits) checkSpans(points, [credit]);
        const firsts = attributions.map(({ source, cue, content }) =>
          Math.min(...[...source, ...cue, ...content].map(({ start }) => start)),
        );
        expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
        expect(credits.map(({ start }) => start)).toEqual(credits.map(({ start }) => start).toSorted((a, b) => a - b));
      }),
      { numRuns: 400, seed: 4 },
    );
  });

  it('gives the same twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(read(text, 'without entities')).toEqual(read(text, 'without entities'));
      }),
      { numRuns: 40, seed: 8 },
    );
  });

  it('counts code points, not UTF-16', () => {
    const { attributions } = read('🦀🦀 The mayor said that 🦀 crabs are welcome.', 'without entities');
    expect(attributions).toMatchObject([
      { source: [{ start: 3, end: 12 }], cue: [{ start: 13, end: 17 }], content: [{ start: 18, end: 42 }] },
    ]);
  });
});

describe('languages', () => {
  const entities = { status: 'tagged', entities: [], mentions: [] } as const;
  const input = structure('Der Bürgermeister sagte, dass es regnet.');

  it('reads English and what may be English', () => {
    for (const language of ['en', 'en-GB', null])
      expect(attribute({ ...input, language }, { ...entities, entities: [], mentions: [] }).status).toBe('attributed');
  });

  it('says so where it cannot read a language', () => {
    expect(attribute({ ...input, language: 'de' }, { ...entities, entities: [], mentions: [] })).toEqual({
      status: 'unsupported-language',
      attributions: [],
      credits: [],
    });
  });
});
