import { describe, expect, test } from 'vitest';
import { fill, HOSTILE, SENTENCE } from '../../../bench/normalize/hostile-documents.ts';
import { DocumentError } from '../../../stages/errors.ts';
import { normalize } from '../../../stages/normalize/index.ts';

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
