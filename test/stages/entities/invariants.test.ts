import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tagEntities } from '../../../stages/entities/index.ts';
import { articleOf } from './article.ts';

/** Pieces that the rules look for, to be put together at random. */
const PIECES = [
  'Tokyo',
  'the Kremlin',
  'Mr',
  'Mrs.',
  'Japanese',
  'South Korean',
  'Prime Minister',
  'Shinzo Abe',
  'Abe',
  "'s",
  '’s',
  ',',
  '.',
  '(',
  ')',
  'and',
  'between',
  'said',
  'known as',
  'the',
  'The president',
  'an official from',
  'he',
  'her',
  '12 March 2024',
  'last year',
  'three weeks ago',
  'World Health Organization',
  '(WHO)',
  'a@b.org',
  'U.S.',
  '-',
  '"',
  '“',
  '’',
  '𝒜𝓁𝒾𝒸𝑒',
  '👩‍👩‍👧',
  'é',
  'ﬁ',
  '…',
  'counterparts',
  'their Russian counterparts',
  'Ministry of Foreign Affairs',
  'formerly',
  'also called',
  '1990s',
  'May',
  '\u0301',
];

const sentences = fc.array(
  fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 30 }).map((words) => words.join(' ')),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  ),
  { maxLength: 6 },
);

describe('any text', () => {
  it('gives spans that are in bounds, in order, tight and exactly the text', () => {
    fc.assert(
      fc.property(sentences, (drawn) => {
        const input = articleOf(drawn.map((sentence) => sentence.toWellFormed()));
        const { mentions, entities } = tagEntities(input);
        const points = [...input.text];
        let before = { start: 0, end: Number.POSITIVE_INFINITY };
        for (const mention of mentions) {
          expect(mention.start).toBeGreaterThanOrEqual(0);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(mention.end).toBeLessThanOrEqual(points.length);
          expect(points.slice(mention.start, mention.end).join('')).toBe(mention.text);
          expect(mention.text).toBe(mention.text.trim());
          const inOrder = mention.start > before.start || (mention.start === before.start && mention.end <= before.end);
          expect(inOrder).toBe(true);
          expect(entities[mention.entity]).toBeDefined();
          expect(mention.confidence).toBeGreaterThanOrEqual(0);
          expect(mention.confidence).toBeLessThanOrEqual(1);
          expect(input.sentences.some(({ start, end }) => start <= mention.start && mention.end <= end)).toBe(true);
          before = mention;
        }
        expect(new Set(entities.map((entity) => entity.canonical)).size).toBe(entities.length);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same each time', () => {
    const input = articleOf(['Tokyo and Moscow met.', 'Mr Abe, the Japanese prime minister, smiled.']);
    expect(tagEntities(input)).toEqual(tagEntities(input));
  });

  it('reads English only', () => {
    const input = articleOf(['Der Bundeskanzler reiste nach Paris.'], { language: 'de' });
    expect(tagEntities(input)).toEqual({ status: 'unsupported-language', entities: [], mentions: [] });
    expect(tagEntities({ ...input, language: null }).status).toBe('tagged');
    expect(tagEntities({ ...input, language: 'en-GB' }).status).toBe('tagged');
  });

  it('takes a document without sentences', () => {
    expect(tagEntities(articleOf([])).mentions).toEqual([]);
  });
});

/** CPU seconds that an article takes. */
function seconds(drawn: string[]): number {
  const input = articleOf(drawn);
  const before = process.cpuUsage();
  tagEntities(input);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const HOSTILE: Record<string, (size: number) => string[]> = {
  'one long sentence of titles': (size) => ['Mr '.repeat(size)],
  'one long sentence of names': (size) => ['John Smith and '.repeat(size / 5)],
  'thousands of namesakes': (size) => Array.from({ length: size / 5 }, (_, i) => `A${i.toString(36)} Smith met Smith.`),
  'thousands of capitals in a list': (size) => ['Tokyo, Moscow and '.repeat(size / 4)],
  'thousands of pronouns': (size) => [`Mary Brown said ${'he saw her and '.repeat(size / 4)}`],
  'thousands of acronyms': (size) => ['World Health Organization (WHO) '.repeat(size / 6)],
  'thousands of dates': (size) => ['on 12 March 2024 and three weeks ago '.repeat(size / 8)],
  'thousands of officials': (size) => ['an official from Japan and the official '.repeat(size / 7)],
  'one long sentence of heads of state': (size) => ['The Kremlin told Prime Minister Abe in Tokyo '.repeat(size)],
  'thousands of aliases': (size) => ['Alpha River, also known as the Beta Stream, '.repeat(size / 10)],
  'one word of letters': (size) => ['x'.repeat(size * 4)],
  'one word of capitals and stops': (size) => ['U.'.repeat(size * 2)],
  'a hundred kilobytes of news': (size) =>
    Array.from(
      { length: size / 16 },
      () => 'The Kremlin told Prime Minister Shinzo Abe in Tokyo on Tuesday that talks would go on.',
    ),
};

describe('time grows with the text, not faster', () => {
  it.each(Object.entries(HOSTILE))('%s', (_, make) => {
    seconds(make(1000));
    const small = seconds(make(2000));
    const large = Math.min(seconds(make(8000)), seconds(make(8000)));
    // four times the text; a quadratic step would take sixteen times the time
    expect(large).toBeLessThan(Math.max(0.25, small * 9));
  });
});

it('takes nothing for a name that is longer than any', () => {
  for (const text of [
    `President ${'W'.repeat(20_000)} said so.`,
    `It is known as ${'Ab'.repeat(20_000)}.`,
    'Abe '.repeat(5_000),
  ])
    for (const mention of tagEntities(articleOf([text])).mentions) expect(mention.text.length).toBeLessThanOrEqual(300);
});
