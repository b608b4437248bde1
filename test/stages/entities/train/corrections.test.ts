import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { correct, isHeldOut, parseCorrections } from '../../../../stages/entities/train/corrections.ts';
import { parseDocuments, readData } from '../../../../stages/entities/train/read-data.ts';
import { SOURCES } from '../../../../stages/entities/train/sources.ts';

const document = {
  id: 'a-1',
  sentences: [
    { tokens: ['Kenya', 'Power', 'said', 'so', '.'], tags: ['B-LOC', 'O', 'O', 'O', 'O'] },
    { tokens: ['It', 'rained', 'in', 'Goma', '.'], tags: ['O', 'O', 'O', 'B-LOC', 'O'] },
  ],
};

describe('corrections', () => {
  it('put the names of a sentence right, and leave the others as they are', () => {
    const corrected = correct(document, parseCorrections('# read twice\n= a-1\n0 0-1ORG\n'));
    expect(corrected[0].tags).toEqual(['B-ORG', 'I-ORG', 'O', 'O', 'O']);
    expect(corrected[1]).toBe(document.sentences[1]);
  });

  it('may take every name away', () => {
    expect(correct(document, parseCorrections('= a-1\n1\n'))[1].tags).toEqual(['O', 'O', 'O', 'O', 'O']);
  });

  it('leave documents alone that nobody read', () => {
    expect(correct(document, parseCorrections('= a-2\n0 0-1ORG\n'))).toBe(document.sentences);
  });

  it.each([
    ['0 0-1ORG\n', /line 1: "0 0-1ORG" is not/u],
    ['= a-1\n0 0-1ORGS\n', /line 2: "0-1ORGS" is not/u],
    ['= a-1\nx 0ORG\n', /line 2: "x 0ORG" is not/u],
    ['= a-1\n0 3-1ORG\n', /line 2: "3-1ORG" ends before/u],
    ['= a-1\n= a-1\n', /line 2: "= a-1" is there twice/u],
  ])('%j is refused with its line', (text, message) => {
    expect(() => parseCorrections(text)).toThrow(message);
  });

  it.each([
    ['= a-1\n0 0-1ORG 1LOC\n', /token 1 of 5 is in two names/u],
    ['= a-1\n0 4-5ORG\n', /token 5 of 5/u],
    ['= a-1\n7 0ORG\n', /a-1 has no sentence 7/u],
  ])('that do not fit the document are refused: %j', (text, message) => {
    expect(() => correct(document, parseCorrections(text))).toThrow(message);
  });

  it('hold about an eighth of the documents out', () => {
    const held = Array.from({ length: 4_000 }, (_, i) => isHeldOut(`doc-${i}`)).filter(Boolean).length;
    expect(held / 4_000).toBeGreaterThan(0.1);
    expect(held / 4_000).toBeLessThan(0.15);
  });
});

const DATA = new URL('../../../../../shared/data/entities/', import.meta.url).pathname;
const TRAIN = new URL('../../../../stages/entities/train/corrections/', import.meta.url);

describe.skipIf(!existsSync(DATA))('the shipped corrections (skipped where ../shared/data/entities is missing)', () => {
  it.each(SOURCES.filter(({ corrections }) => corrections !== undefined))('fit the tokens of $file', (source) => {
    const corrections = parseCorrections(readFileSync(new URL(source.corrections!, TRAIN), 'utf8'));
    const documents = new Map(
      parseDocuments(readData(DATA, source.file).text).map((read) => [read.id, read.sentences]),
    );
    expect(corrections.size).toBeGreaterThan(0);
    for (const [id, sentences] of corrections)
      for (const [number, names] of sentences) {
        const { tokens } = documents.get(id)![number];
        let free = 0;
        for (const { first, last } of names) {
          expect(first).toBeGreaterThanOrEqual(free);
          expect(last).toBeGreaterThanOrEqual(first);
          expect(last).toBeLessThan(tokens.length);
          free = last + 1;
        }
      }
  });
});
