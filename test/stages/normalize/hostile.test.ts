import { describe, expect, test } from 'vitest';
import { DocumentError } from '../../../stages/errors.ts';
import { normalize } from '../../../stages/normalize/index.ts';

const SENTENCE = 'The board voted on Monday to close the pier, the mayor said in a statement. ';
const fill = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length));

/** Documents made to be slow, deep or large; each of about the length asked for, in characters. */
const HOSTILE: Record<string, (length: number) => string> = {
  'nested tags': (length) => `<html>${fill('<div>', length)}${SENTENCE}`,
  'nested inline tags': (length) => `<html><p>${fill('<b>', length)}${SENTENCE}`,
  'nested and closed': (length) =>
    `<html>${fill('<div><p>', length / 2)}${fill('</p></div>', length / 2)}<p>${SENTENCE}`,
  'stray end tags': (length) => `<html>${'<div>'.repeat(500)}${fill('</b>', length)}<p>${SENTENCE}`,
  'unclosed tags': (length) => `<html><p>${SENTENCE}${fill('<p class="a', length)}`,
  'unclosed comments': (length) => `<html><p>${SENTENCE}${fill('<!--', length)}`,
  'angle brackets': (length) => `<html><p>${SENTENCE}${fill('<', length)}`,
  entities: (length) => `<html><p>${SENTENCE}${fill('&amp;', length)}`,
  'entities cut off': (length) => `<html><p>${SENTENCE}${fill('&a', length)}`,
  'blocks of a page': (length) => `<html>${fill('<div>a</div>', length)}`,
  'line breaks of a page': (length) => `<html>${fill('<br>y.', length)}`,
  'brackets of JSON': (length) =>
    `<html><script type="application/ld+json">${fill('[', length)}</script><p>${SENTENCE}`,
  'bylines of a page': (length) => `<html>${fill('<div class="author">by Ola Vik</div>', length)}`,
  'headings of links beside names': (length) =>
    `<html><h2><a href="/a">A</a></h2>${fill('<p class="byline">Ola Vik', length)}`,
  'one line': (length) => fill(SENTENCE, length),
  'one word': (length) => fill('abcdefgh', length),
  'one space': (length) => `a${fill(' ', length)}b`,
  paragraphs: (length) => fill('Hello there.\n\n', length),
  lines: (length) => fill('Hello there\n', length),
  'full stops': (length) => `a${fill('.', length)}b c`,
  'spaced stops': (length) => `a ${fill('. ', length)}b c`,
  'quotation marks': (length) => `a ${fill('" “ ', length)}`,
  'open brackets': (length) => fill('(a. ', length),
  mojibake: (length) => fill('CafÃ© owner â€œdragonâ€\u009d\n', length),
  'combining marks': (length) => `a${fill('\u0301\u0316', length)}`,
  'initials and labels': (length) => fill('A. B: ', length),
  'list items': (length) => fill('1. a 2. b ', length),
};

function run(text: string): { milliseconds: number; outcome: string } {
  const bytes = Buffer.from(text);
  const before = process.cpuUsage();
  let outcome = 'read';
  try {
    normalize({ bytes });
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    outcome = error.type;
  }
  const used = process.cpuUsage(before);
  return { milliseconds: (used.user + used.system) / 1000, outcome };
}

describe('hostile input', () => {
  test.each(Object.entries(HOSTILE))('%s: read or refused with a type, in bounded time', (_, make) => {
    run(make(2_000));
    // 200,000 characters at the least speed that reads 20 MB in 10 s take 100 ms; ten times that is for small machines.
    const { milliseconds, outcome } = run(make(200_000));
    expect(['read', 'EmptyDocument', 'UnsupportedType', 'TooLarge']).toContain(outcome);
    expect(milliseconds).toBeLessThan(1_500);
  });

  test('a hostile document changes nothing for the next one', () => {
    const bytes = Buffer.from(fill(SENTENCE, 5_000));
    const before = normalize({ bytes });
    for (const make of Object.values(HOSTILE)) run(make(3_000));
    expect(normalize({ bytes })).toEqual(before);
  });

  test('20 MB in one line is read in ten seconds', { timeout: 60_000 }, () => {
    const { milliseconds, outcome } = run(HOSTILE['one line'](20_000_000));
    expect(outcome).toBe('read');
    expect(milliseconds).toBeLessThan(10_000);
  });

  test('a million paragraphs are read in ten seconds; two million are refused with a type', { timeout: 60_000 }, () => {
    const { milliseconds, outcome } = run(fill('A b.\n\n', 6_000_000));
    expect(outcome).toBe('read');
    expect(milliseconds).toBeLessThan(10_000);
    expect(run(fill('A b.\n\n', 12_000_000)).outcome).toBe('TooLarge');
  });

  test('millions of decomposed characters are refused with a type', { timeout: 60_000 }, () => {
    expect(run(fill('e\u0301 ', 6_300_000)).outcome).toBe('TooLarge');
  });
});
