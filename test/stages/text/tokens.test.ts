import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenize } from '../../../stages/text/tokens.ts';

const words = (text: string) => tokenize(text).map((token) => token.text);

test.each([
  ["The firm's co-founder didn't say.", ['The', 'firm', "'s", 'co', '-', 'founder', 'did', "n't", 'say', '.']],
  [
    'U.S. Sen. O’Brien (D-Ohio) spent $1,200.50.',
    ['U.S.', 'Sen.', 'O’Brien', '(', 'D', '-', 'Ohio', ')', 'spent', '$', '1,200.50', '.'],
  ],
  ['“We’ll go,” J. Smith said…', ['“', 'We', '’ll', 'go', ',', '”', 'J.', 'Smith', 'said', '…']],
  [
    'Write to a.b@paper.co.uk, or https://x.org/a?b=1.',
    ['Write', 'to', 'a.b@paper.co.uk', ',', 'or', 'https://x.org/a?b=1', '.'],
  ],
  ["the workers' 1990s 21st 10:30", ['the', 'workers', "'", '1990s', '21st', '10:30']],
  ['B52a 12ab 1.5', ['B52a', '12ab', '1.5']],
])('%s', (text, expected) => expect(words(text)).toEqual(expected));

test('tokens cover every character that is not white space, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      let at = 0;
      for (const { start, end, text: word } of tokenize(text)) {
        expect(text.slice(start, end)).toBe(word);
        expect(text.slice(at, start).trim()).toBe('');
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(text.slice(at).trim()).toBe('');
    }),
  );
});

test('a word is the same whatever kind of space follows it', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'No',
      'www',
      'https',
      ':',
      '/',
      '.',
      '@',
      '#',
      '_',
      "'s",
      "n't",
      '’t',
      'U',
      'Mr',
      ' ',
      ' ',
      ',',
      ';',
      '"',
      '!',
      '-',
    ],
    ...['1', '2,000', 'é', 'ß', '\u0301', 'don', 'Inc', 'e', 'i.e', 'Ph.D', '0th', '(', ']'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      expect(tokenize(text)).toEqual(tokenize(text.replaceAll(' ', '\u00a0')));
    }),
    { numRuns: 2000 },
  );
});
