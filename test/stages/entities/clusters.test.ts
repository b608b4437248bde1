import { describe, expect, it } from 'vitest';
import { read } from './article.ts';
import { CLUSTER_ARTICLES, pairsOf } from './cluster-evaluation.ts';

describe('clusters', () => {
  it('have a pairwise F1 of 90 or more on a hundred short articles', () => {
    expect(CLUSTER_ARTICLES.length).toBe(100);
    const total = { gold: 0, found: 0, both: 0 };
    for (const article of CLUSTER_ARTICLES) {
      const pairs = pairsOf(article);
      total.gold += pairs.gold;
      total.found += pairs.found;
      total.both += pairs.both;
    }
    const f1 = (200 * total.both) / (total.gold + total.found);
    expect(f1).toBeGreaterThanOrEqual(90);
  });

  it('know by the given name which of two namesakes Mr and Mrs are', () => {
    const reading = read(['Peter Lund and Ingrid Lund own the mill.', 'Mrs Lund runs it and Mr Lund keeps the books.']);
    expect(reading.canonical('Lund', 0)).toBe('Ingrid Lund');
    expect(reading.canonical('Lund', 1)).toBe('Peter Lund');
    // the given name is no statement of the text
    const { entities } = read(['Ingrid Lund owns the mill.']).annotations;
    expect(entities.find(({ canonical }) => canonical === 'Ingrid Lund')?.gender).toBeNull();
  });

  it('know an organisation by the word of its name that is its own', () => {
    const reading = read([
      'Toyota Motor Corp. raised its forecast.',
      'Toyota sells most of its cars abroad.',
      'Saudi Aramco bought the ships.',
      'Aramco will keep their crews.',
    ]);
    expect(reading.canonical('Toyota')).toBe('Toyota Motor Corp.');
    expect(reading.canonical('Aramco')).toBe('Saudi Aramco');
  });
});
