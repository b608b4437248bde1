import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute } from '../../../stages/attribution/index.ts';
import { tidy, tidySpans } from '../../../stages/attribution/order.ts';
import type { Placed } from '../../../stages/attribution/placed.ts';
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
          // no word has two roles in one attribution
          checkSpans(
            points,
            [...source, ...cue, ...content].toSorted((a, b) => a.start - b.start),
          );
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

  it('reads words of the conventions in any order', () => {
    const folder = new URL('conventions/', import.meta.url);
    const sentences = readdirSync(folder).flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split(/\s+/u));
    const known = [...new Set(sentences.map((word) => word.replace(/\{[sc]\d[dim]?\||\}/gu, '')))];
    const shuffled = fc.array(fc.constantFrom(...known), { maxLength: 12 }).map((drawn) => drawn.join(' '));
    for (const text of ['in the going those', 'called the rules a', 'declared She the'])
      expect(read(text, 'without entities').attributions).toEqual([]);
    fc.assert(
      fc.property(shuffled, (text) => {
        expect(read(text, 'without entities').status).toBe('attributed');
      }),
      { numRuns: 4_000, seed: 4 },
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

describe('what is in two roles by the parse', () => {
  const span = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 12 })).map(([start, length]) => ({
    start,
    end: Math.min(start + length, 31),
  }));
  const spans = fc.array(span, { maxLength: 3 });
  const text = 'The mayor, having said it, said';
  const placed = (roles: { source: Span[]; cue: Span[]; content: Span[] }): Placed => ({
    ...roles,
    rule: 'bare',
    polarity: 'positive',
    lemma: 'say',
    draft: null,
    unit: null,
    inside: -1,
    quotations: [],
    paragraph: 0,
    layoutSpeaker: false,
  });

  it('is in one role, and a cue stays a cue', () => {
    fc.assert(
      fc.property(fc.record({ source: spans, cue: spans, content: spans }), (roles) => {
        for (const { source, cue, content } of tidy([placed(roles)], text, [])) {
          checkSpans(
            Array.from(text),
            [...source, ...cue, ...content].toSorted((a, b) => a.start - b.start),
          );
          const worded = tidySpans(roles.cue, text).some(({ start, end }) => /\w/u.test(text.slice(start, end)));
          if (worded) expect(cue).not.toEqual([]);
        }
      }),
      { numRuns: 400, seed: 4 },
    );
  });

  it('loses its cue from the source', () => {
    const [{ source }] = tidy(
      [
        placed({
          source: [{ start: 0, end: 17 }],
          cue: [{ start: 11, end: 22 }],
          content: [{ start: 23, end: 25 }],
        }),
      ],
      text,
      [],
    );
    expect(source).toEqual([{ start: 0, end: 9 }]);
  });

  it('leaves an auxiliary of the content out of its cue', () => {
    const found = { source: [], cue: [{ start: 11, end: 17 }], content: [{ start: 0, end: 17 }] };
    const [{ cue, content }] = tidy([placed({ ...found, cue: [...found.cue, { start: 27, end: 31 }] })], text, []);
    expect([cue, content]).toEqual([[{ start: 27, end: 31 }], [{ start: 0, end: 17 }]]);
  });

  it('parts the content with a source and a cue inside it', () => {
    const source = [{ start: 0, end: 9 }];
    const cue = [{ start: 18, end: 22 }];
    const [found] = tidy([placed({ source, cue, content: [{ start: 0, end: 31 }] })], text, []);
    expect([found.source, found.cue]).toEqual([source, cue]);
    expect(found.content).toEqual([
      { start: 11, end: 17 },
      { start: 23, end: 31 },
    ]);
  });

  it('is dropped where source and content are the same', () => {
    const same = [{ start: 0, end: 9 }];
    expect(tidy([placed({ source: same, cue: [{ start: 18, end: 22 }], content: same })], text, [])).toEqual([]);
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
