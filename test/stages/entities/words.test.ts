import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashString } from '../../../stages/entities/tagger/hash.ts';
import { WordLists } from '../../../stages/entities/tagger/word-lists.ts';
import { LONGEST_WORD, Words } from '../../../stages/entities/tagger/words.ts';

const NOTHING = { keys: new Uint32Array(0), values: new Uint32Array(0) };
const words = new Words(new WordLists({ clusters: NOTHING, lowerCaseShare: NOTHING, phrases: NOTHING }));

const signOf = (character: string): string =>
  character
    .replace(/[\p{Lu}\p{Lt}]/u, 'X')
    .replace(/[^\P{L}X]/u, 'x')
    .replace(/\p{Nd}/u, 'd');

/** Letters, digits and marks of all planes, and halves of characters. */
const character = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom(...'aZé0’-İßǅ٣李', '𝐀', '𝟗', '\ud835', '\udc00'),
);
const text = fc.string({ unit: character, minLength: 1, maxLength: 12 });

test('hashes of any word are those of its parts in characters: the weights are stored under them', () => {
  fc.assert(
    fc.property(text, (form) => {
      const word = words.get(form);
      const lower = form.toLowerCase();
      const points = [...lower];
      const shape = [...form].map(signOf).join('');
      expect(word.exact).toBe(hashString(form));
      expect(word.lowerHash).toBe(hashString(lower));
      expect(word.norm).toBe(hashString(lower.replace(/\p{Nd}/gu, '0')));
      expect(word.prefixes).toEqual([1, 2, 3, 4, 5].map((n) => hashString(points.slice(0, n).join(''))));
      expect(word.suffixes).toEqual([1, 2, 3, 4, 5].map((n) => hashString(points.slice(-n).join(''))));
      expect(word.shape).toBe(hashString(shape.replace(/(.)\1{4,}/gsu, '$1$1$1$1')));
      expect(word.shortShape).toBe(hashString(shape.replace(/(.)\1+/gsu, '$1')));
      expect(word.hasLetter).toBe(/\p{L}/u.test(form));
      expect(word.startsUpper).toBe(/^[\p{Lu}\p{Lt}]/u.test(form));
      expect(word.allUpper).toBe(/[\p{Lu}\p{Lt}]/u.test(form) && !/\p{Ll}/u.test(form));
    }),
    { numRuns: 2_000 },
  );
});

test('many different words are told apart, however often the cache was emptied', () => {
  const forms = Array.from({ length: 70_000 }, (_, i) => `w${i}`);
  for (const form of [...forms, ...forms.slice(-100)]) expect(words.get(form).exact).toBe(hashString(form));
  expect(words.get('w69999')).toBe(words.get('w69999'));
});

test('a longer word counts as its beginning', () => {
  expect(words.get('x'.repeat(LONGEST_WORD + 9)).exact).toBe(hashString('x'.repeat(LONGEST_WORD)));
});
