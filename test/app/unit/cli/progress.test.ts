import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRate, Pace } from '../../../../app/cli/pace.ts';
import { showProgress } from '../../../../app/cli/progress.ts';
import { recorder } from './recorder.ts';

describe('showProgress', () => {
  it('says every ten seconds how far it is where there is no terminal', () => {
    const output = recorder(false);
    let clock = 0;
    const { count, step, close } = showProgress(output, { now: () => clock });
    step('Writing …');
    for (; clock < 30_000; clock += 500) count({ done: clock / 50, total: 1_200 });
    close();
    expect(output.writes).toEqual([
      'Writing …\n',
      ' 16 %  200 of 1,200, 20/s, 50.0 s left\n',
      ' 33 %  400 of 1,200, 20/s, 40.0 s left\n',
    ]);
  });

  it('keeps steps as lines with their seconds, where it is to', () => {
    for (const isTTY of [false, true]) {
      const output = recorder(isTTY);
      let clock = 0;
      const { step, line, close } = showProgress(output, { now: () => clock, keepsSteps: true });
      step('one');
      clock = 2_000;
      line('beside');
      step('two');
      close();
      const lines = output.writes.filter((text) => text.endsWith('\n')).map(stripVTControlCharacters);
      expect(lines.map((text) => text.replace('\r', ''))).toEqual(
        isTTY ? ['beside\n', '    0 s  one\n', '    2 s  two\n'] : ['    0 s  one\n', 'beside\n', '    2 s  two\n'],
      );
    }
  });

  it('never leaves its line or the bar, whatever it is told', () => {
    const counts = fc.record({
      done: fc.nat({ max: 2_000_000 }),
      total: fc.option(fc.nat({ max: 2_000_000 }), { nil: undefined }),
      failed: fc.nat({ max: 9 }),
      note: fc.string({ unit: 'binary', maxLength: 200 }),
    });
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 8 }), fc.integer({ min: 21, max: 200 }), (all, columns) => {
        const output = recorder(true, columns);
        let clock = 0;
        const progress = showProgress(output, { now: () => clock });
        for (const each of all) {
          clock += 1_700;
          progress.count(each);
        }
        progress.close();
        for (const text of output.writes) {
          const shown = stripVTControlCharacters(text.replace('\r', ''));
          expect(shown.length).toBeLessThan(columns);
          expect(shown).not.toMatch(/[\r\n]/u);
          const bar = /\[([█░]*)\]/u.exec(shown);
          if (bar && shown.includes('%')) expect(bar[1]).toHaveLength(20);
        }
      }),
    );
  });
});

describe('Pace', () => {
  it('reckons with the last half minute', () => {
    const pace = new Pace();
    expect(pace.rate(0)).toBeNull();
    for (let at = 0; at <= 60_000; at += 1_000) pace.note(at < 30_000 ? 0 : (at - 30_000) / 100, at);
    expect(pace.rate(60_000)).toBeCloseTo(10, 5);
  });

  it('says nothing where nothing was done', () => {
    const pace = new Pace();
    for (let at = 0; at <= 60_000; at += 1_000) pace.note(0, at);
    expect(pace.rate(60_000)).toBeNull();
  });

  it.each([
    [1234.4, '1,234/s'],
    [3.44, '3.4/s'],
    [0.2, '12/min'],
    [0.02, '1.2/min'],
  ])('%d is %s', (rate, text) => {
    expect(formatRate(rate)).toBe(text);
  });
});
