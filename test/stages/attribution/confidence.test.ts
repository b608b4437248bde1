import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Example, fitLogistic, probability } from '../../../stages/attribution/train/logistic.ts';
import { read } from './read.ts';

const MODEL = new URL('../../../stages/attribution/model/', import.meta.url);
const FIT = { passes: 200, rate: 0.3, penalty: 0.1, fewest: 1 };

describe('confidence', () => {
  it('comes from the weights that the manifest describes', () => {
    const file = readFileSync(new URL('confidence.json', MODEL));
    const manifest = JSON.parse(readFileSync(new URL('manifest.json', MODEL), 'utf8'));
    expect(createHash('sha256').update(file).digest('hex')).toBe(manifest.sha256);
    expect(Object.keys(JSON.parse(file.toString()).weights)).toHaveLength(manifest.traits);
  });

  it('is higher for words in quotation marks with a named speaker than for what nobody is named for', () => {
    const confidence = (text: string) => read(text, 'without entities').attributions.map((a) => a.confidence)[0];
    const direct = confidence('“The roof is safe,” said Ann Lee.');
    expect(direct).toBeGreaterThan(0.9);
    expect(confidence('The old mill reportedly burned down.')).toBeLessThan(direct);
  });
});

describe('what confidence is learned with', () => {
  const share = (rights: readonly boolean[]) => rights.filter(Boolean).length / rights.length;

  it('gives a trait the share of right ones among its examples', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 8, maxLength: 60 }), (rights) => {
        const examples: Example[] = rights.map((right) => ({ traits: ['a'], right }));
        const expected = Math.min(0.98, Math.max(0.02, share(rights)));
        expect(Math.abs(probability(fitLogistic(examples, FIT), ['a']) - expected)).toBeLessThan(0.06);
      }),
    );
  });

  it('gives the same weights for the same examples', () => {
    const examples: Example[] = Array.from({ length: 40 }, (_, i) => ({
      traits: [`a${i % 3}`, `b${i % 5}`],
      right: i % 3 === 0,
    }));
    expect(fitLogistic(examples, FIT)).toEqual(fitLogistic(examples, FIT));
  });

  it('leaves out traits of too few examples', () => {
    const model = fitLogistic(
      [
        { traits: ['often'], right: true },
        { traits: ['often', 'once'], right: false },
      ],
      { ...FIT, fewest: 2 },
    );
    expect(Object.keys(model.weights)).toEqual(['often']);
  });
});
