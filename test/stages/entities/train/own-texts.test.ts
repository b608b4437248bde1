import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toExample } from '../../../../stages/entities/train/examples.ts';
import { asHeadline, inCapitals, mayBeHeadline } from '../../../../stages/entities/train/letter-case.ts';
import { parseOwnTexts } from '../../../../stages/entities/train/own-texts.ts';
import { OWN_TEXTS } from '../../../../stages/entities/train/sources.ts';

const [article] = parseOwnTexts(
  "= x-1\n[P Ana Lima]'s [O Banco do Norte] left [L Belém] on [D May 3].\n\nRain fell.\n",
);

describe('own texts', () => {
  it('are sentences with their names, marks taken off', () => {
    expect(article.id).toBe('x-1');
    expect(article.sentences.map(({ tokens }) => tokens.join(' '))).toEqual([
      "Ana Lima 's Banco do Norte left Belém on May 3 .",
      'Rain fell .',
    ]);
    expect(article.sentences[0].tags.join(' ')).toBe('B-PER I-PER O B-ORG I-ORG I-ORG O B-LOC O B-DATE I-DATE O');
  });

  it('give the trainer the same tokens and names again', () => {
    const { tokens, labels } = toExample(article.sentences[0], false, 1);
    expect(tokens).toEqual(article.sentences[0].tokens);
    expect([...labels].map((label) => label > 0)).toEqual(article.sentences[0].tags.map((tag) => tag !== 'O'));
  });

  it.each([
    ['[P Ana Lima came.', /line 2/u],
    ['[X Ana] came.', /line 2/u],
  ])('%j is refused with its line', (line, message) => {
    expect(() => parseOwnTexts(`= x-1\n${line}\n`)).toThrow(message);
  });

  it('want a document before a sentence', () => {
    expect(() => parseOwnTexts('Rain fell.\n')).toThrow(/no "= ID" line/u);
  });

  it('that ship are well formed, each document once', () => {
    const ids = OWN_TEXTS.flatMap((name) =>
      parseOwnTexts(
        readFileSync(new URL(`../../../../stages/entities/train/own/${name}`, import.meta.url), 'utf8'),
      ).map(({ id }) => id),
    );
    expect(ids.length).toBeGreaterThan(500);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('headlines made of sentences', () => {
  const example = toExample(article.sentences[0], false, 1);

  it('have the same names in other letters', () => {
    expect(inCapitals(example).tokens.join(' ')).toBe("ANA LIMA 'S BANCO DO NORTE LEFT BELÉM ON MAY 3 .");
    expect(asHeadline(example).tokens.join(' ')).toBe("Ana Lima 's Banco Do Norte Left Belém on May 3 .");
    expect(inCapitals(example).labels).toEqual(example.labels);
  });

  it('are made of short sentences with a name only', () => {
    expect(mayBeHeadline(example)).toBe(true);
    expect(mayBeHeadline(toExample(article.sentences[1], false, 1))).toBe(false);
  });
});
