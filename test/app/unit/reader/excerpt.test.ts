import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, markWords, type Piece } from '../../../../app/reader/documents/excerpt.ts';

const joined = (pieces: Piece[]) => pieces.map(({ text }) => text).join('');
const found = (pieces: Piece[]) => pieces.filter(({ isFound }) => isFound).map(({ text }) => text);
const WORDS = fc.constantFrom('harbour', 'Harbour', 'boats', '<b>', '“a”', '🌉', '\n\n', 'é', 'the', '.');

describe('markWords', () => {
  it('marks whole words, in any case', () => {
    const pieces = markWords('The Harbour, harbourmaster’s harbour.', new Set(['harbour']));
    expect(found(pieces)).toEqual(['Harbour', 'harbour']);
  });

  it('loses and adds nothing', () => {
    fc.assert(
      fc.property(fc.array(WORDS), (words) => {
        const text = words.join(' ');
        expect(joined(markWords(text, new Set(['harbour', 'é'])))).toBe(text);
      }),
    );
  });
});

describe('excerpt', () => {
  const long = `${'Nothing to see here. '.repeat(40)}Then the dredger came. ${'And so on. '.repeat(60)}`;

  it('shows the surroundings of what was found, not the beginning', () => {
    const pieces = excerpt(long, new Set(['dredger']));
    expect(found(pieces)).toEqual(['dredger']);
    expect(joined(pieces)).toMatch(/^ … .*Then the dredger came\. .* …$/su);
    expect(joined(pieces).length).toBeLessThan(300);
  });

  it('shows the beginning where nothing was found', () => {
    expect(joined(excerpt(long, new Set()))).toMatch(/^Nothing to see here\. .* …$/u);
    expect(joined(excerpt('Short.\n\nText.', new Set(['zebra'])))).toBe('Short. Text.');
    expect(joined(excerpt('', new Set(['zebra'])))).toBe('');
  });

  it('is short, whole characters, and parts of the text, whatever the text is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(WORDS, fc.string({ unit: 'grapheme', maxLength: 300 }))), (words) => {
        const text = words.join(' ');
        const line = text.replaceAll(/\s+/gu, ' ').trim();
        const pieces = excerpt(text, new Set(['harbour']));
        expect(joined(pieces).length).toBeLessThan(600);
        if (line.isWellFormed()) expect(joined(pieces).isWellFormed()).toBe(true);
        for (const part of joined(pieces).split(' … ')) expect(line).toContain(part.replace(/ …$/u, '').trim());
      }),
    );
  });
});
