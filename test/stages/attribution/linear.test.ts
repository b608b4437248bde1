import { describe, expect, it } from 'vitest';
import { attribute } from '../../../stages/attribution/index.ts';

/** CPU milliseconds for a text that is one sentence a paragraph. */
function milliseconds(text: string): number {
  const paragraphs = [...text.matchAll(/[^\n]*\S[^\n]*/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].trimEnd().length,
  }));
  const input = { text, paragraphs, sentences: paragraphs, title: null, byline: [], outlet: null, language: 'en' };
  const before = process.cpuUsage();
  attribute(input, { status: 'tagged', entities: [], mentions: [] });
  const spent = process.cpuUsage(before);
  return (spent.user + spent.system) / 1000;
}

/** What quadratic time would make of it is over 100 seconds each. */
const LIMIT = 15_000;

describe('100,000 of what could take quadratic time', () => {
  it.each([
    ['opening quotation marks', '“', 100_000],
    ['opening quotation marks with words', '“a ', 100_000],
    ['alternating quotation marks', '“a” “b” ', 50_000],
    ['straight quotation marks', '"a" ', 100_000],
    ['single quotation marks', "'a ", 100_000],
    ['possessives', "workers' ", 100_000],
    ['unclosed paragraphs', '“a\n\n', 100_000],
    ['cue verbs', 'said ', 20_000],
    ['bylines', 'By Jane Doe and ', 100_000],
    ['interview turns', 'Q: Now?\n\nA: No.\n\n', 10_000],
  ])(
    '%s',
    (_, part, times) => {
      expect(milliseconds(part.repeat(times))).toBeLessThan(LIMIT);
    },
    60_000,
  );
});
