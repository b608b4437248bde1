import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BANDS, METHOD, type Signature, signature, similarity } from '../../../stages/near-duplicates/index.ts';
import { shingles } from '../../../stages/near-duplicates/shingles.ts';

const FOLDER = new URL('../attribution/dense/', import.meta.url);
const ARTICLES = readdirSync(FOLDER).map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));
const [BUDGET, BORDER] = ARTICLES;

const sign = (text: string) => signature(text) as Signature;
const alike = (a: string, b: string) => similarity(sign(a).values, sign(b).values);
const shareBand = (a: Signature, b: Signature) => a.bands.some((band, i) => band === b.bands[i]);

function exact(a: string, b: string): number {
  const [one, other] = [shingles(a), shingles(b)];
  const both = [...one].filter((each) => other.has(each)).length;
  return both / (one.size + other.size - both);
}

const words = fc.array(fc.stringMatching(/^[a-z]{1,7}$/u), { minLength: 60, maxLength: 300 });

describe('a signature', () => {
  test('is the same for the same text, whatever its case, quotation marks and spaces', () => {
    fc.assert(
      fc.property(words, (given) => {
        const text = given.join(' ');
        const other = given.map((word, i) => (i % 3 === 0 ? `“${word.toUpperCase()}”,` : word)).join('  ');
        expect(signature(other)).toEqual(signature(text));
        expect(signature(text)).toEqual(signature(text));
      }),
    );
    expect(alike(BUDGET, BUDGET)).toBe(1);
  });

  test('stays what it was: what changes it gives METHOD another name', () => {
    const { values, bands } = sign(BUDGET);
    expect([METHOD, bands.length, [...values.slice(0, 3)], [...bands.slice(0, 2)]]).toMatchInlineSnapshot(`
      [
        "minhash-80-10x5-3w-1",
        10,
        [
          14269820,
          475521,
          5467331,
        ],
        [
          529152847,
          832951977,
        ],
      ]
    `);
  });

  test('estimates the Jaccard similarity of the shingles', () => {
    fc.assert(
      fc.property(words, fc.array(fc.nat(299), { maxLength: 60 }), (given, changed) => {
        const other = [...given];
        for (const at of changed) if (at < other.length) other[at] = `${at}x`;
        const [a, b] = [given.join(' '), other.join(' ')];
        // Six standard errors of 80 values.
        expect(Math.abs(alike(a, b) - exact(a, b))).toBeLessThan(6 * Math.sqrt(0.25 / 80));
      }),
      { numRuns: 200 },
    );
  });

  test('falls with each edit', () => {
    fc.assert(
      fc.property(words, (given) => {
        let text = [...given];
        let before = 1;
        for (let part = 0; part < 4; part += 1) {
          text = text.map((word, i) => (i % 8 === 2 * part ? `new${i}` : word));
          const now = alike(given.join(' '), text.join(' '));
          expect(now).toBeLessThanOrEqual(before + 0.05);
          before = now;
        }
        expect(before).toBeLessThan(0.4);
      }),
      { numRuns: 50 },
    );
  });

  test('shares a band at a similarity of 0.8 nearly always, and of 0.3 hardly ever', () => {
    const vocabulary = ARTICLES.join(' ').match(/[\p{L}\p{N}]+/gu) as string[];
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const compared = (jaccard: number) => {
      const rate = 1 - ((2 * jaccard) / (1 + jaccard)) ** (1 / 3);
      const pairs = Array.from({ length: 400 }, () => {
        const one = Array.from({ length: 300 }, () => vocabulary[random(vocabulary.length)]);
        const other = one.map((word) =>
          random(10_000) < rate * 10_000 ? vocabulary[random(vocabulary.length)] : word,
        );
        return [one.join(' '), other.join(' ')];
      }).filter(([a, b]) => Math.abs(exact(a, b) - jaccard) < 0.03);
      expect(pairs.length).toBeGreaterThan(100);
      return pairs.filter(([a, b]) => shareBand(sign(a), sign(b))).length / pairs.length;
    };
    expect(compared(0.8)).toBeGreaterThanOrEqual(0.95);
    expect(compared(0.3)).toBeLessThanOrEqual(0.06);
  });
});

describe('copies of an article', () => {
  const bare = BUDGET.split('\n\n').filter((paragraph) => paragraph.split(' ').length > 8);
  const story = bare.slice(0, 6).join('\n\n');

  test.each([
    `HARWELL, March 3 (Reuters) - ${story}`,
    `HARWELL (AP) — ${story}`,
    `PARIS — ${story}`,
    `By Jane Roe and John Doe\n\n${story}`,
    `${story}\n\n(Reporting by Jane Roe in Harwell; Editing by John Doe)`,
    `Additional reporting by J. Roe\n\n${story}\n\n© 2026 The Harwell Courier. All rights reserved.`,
  ])('differ little by dateline and credits: %.40s', (copy) => {
    expect(exact(copy, story)).toBeGreaterThan(0.97);
  });

  test('are alike after light edits and with another headline, unlike another story on the same', () => {
    const edited = story.replace(/ said /u, ' told reporters ').replace(/\bwill\b/u, 'is to');
    expect(alike(`Another headline altogether\n\n${edited}`, story)).toBeGreaterThan(0.8);
    expect(alike(BORDER, story)).toBeLessThan(0.1);
  });

  test('paragraphs may be in another order', () => {
    expect(alike([...bare].reverse().join('\n\n'), bare.join('\n\n'))).toBe(1);
  });
});

describe('a text', () => {
  test.each(['', '   \n\n  ', '— — —', 'Fire in Harwell.', 'It rained all day, said Ann Lee.'])(
    'that is too short has none: %j',
    (text) => {
      expect(signature(text)).toBeNull();
    },
  );

  test('of any characters is signed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const given = signature(text);
        if (given) expect([given.values.length, given.bands.length]).toEqual([80, BANDS]);
      }),
    );
  });

  test('of 700 words takes less than a millisecond', () => {
    const text = ARTICLES.join(' ').split(' ').slice(0, 700).join(' ');
    for (let warm = 0; warm < 50; warm += 1) signature(text);
    const times = Array.from({ length: 20 }, () => {
      const start = performance.now();
      signature(text);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(1);
  });
});
