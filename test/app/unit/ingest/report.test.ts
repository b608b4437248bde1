import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../../../app/cli/duration.ts';
import { renderOutcomes } from '../../../../app/ingest/report.ts';
import type { Outcome } from '../../../../app/ingest/submit.ts';

const counts = { paragraphs: 3, sentences: 4, entities: 12, mentions: 20, attributions: 5, credits: 1 };

function done(name: string, version: number, outcome: 'published' | 'unchanged'): Outcome {
  const result = { documentId: 1, key: name, version, published: outcome === 'published', outcome, counts };
  return { name, duration: 1234, result, failure: null };
}

const broken: Outcome = {
  name: 'raw/broken\u001b[2J.bin',
  duration: 50,
  result: null,
  failure: { type: 'UnsupportedType', message: 'no text in it' },
};

describe('renderOutcomes', () => {
  it('has a row for each document, the sums, and the reasons of what failed', () => {
    const text = renderOutcomes([done('raw/a.txt', 2, 'published'), done('raw/b.txt', 1, 'unchanged'), broken], 120);
    expect(text.split('\n')).toEqual([
      expect.stringMatching(/^document +version +entities +attributions +time +outcome$/u),
      expect.stringMatching(/^─/u),
      expect.stringMatching(/^raw\/a\.txt +2 +12 +5 +1\.2 s +published$/u),
      expect.stringMatching(/^raw\/b\.txt +1 +12 +5 +1\.2 s +unchanged$/u),
      expect.stringMatching(/^raw\/broken.* +– +– +– +0\.1 s +failed: UnsupportedType$/u),
      '',
      '3 documents: 1 published, 1 unchanged, 1 failed.',
      'raw/broken\u{fffd}[2J.bin: no text in it',
    ]);
  });

  it('lists only what failed among very many', () => {
    const many = Array.from({ length: 500 }, (_, i) => done(`raw/${i}.txt`, 1, 'published'));
    const text = renderOutcomes([...many, broken], 100);
    expect(text).toContain('501 documents: 500 published, 1 failed.');
    expect(text).toContain('failed: UnsupportedType');
    expect(text).not.toContain('raw/7.txt');
  });

  it('says that there was nothing', () => {
    expect(renderOutcomes([], 80)).toBe('There was nothing to ingest.');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0.0 s'],
    [49, '0.0 s'],
    [12_340, '12.3 s'],
    [59_940, '59.9 s'],
    [59_950, '1 min 0 s'],
    [61_000, '1 min 1 s'],
    [3_600_000, '60 min 0 s'],
    [119_800, '2 min 0 s'],
  ])('%d ms is %s', (duration, text) => {
    expect(formatDuration(duration)).toBe(text);
  });
});
