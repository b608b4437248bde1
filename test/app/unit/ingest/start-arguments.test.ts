import { describe, expect, it } from 'vitest';
import { parseStartArguments } from '../../../../app/ingest/start-arguments.ts';

describe('parseStartArguments', () => {
  it('takes targets and --once in any order', () => {
    expect(parseStartArguments([])).toEqual({ targets: [], once: false });
    expect(parseStartArguments(['a', '--once', 'b'])).toEqual({ targets: ['a', 'b'], once: true });
    expect(parseStartArguments(['--', '--once'])).toEqual({ targets: ['--once'], once: false });
  });

  it('asks for help with an empty message', () => {
    expect(parseStartArguments(['-h'])).toBe('');
    expect(parseStartArguments(['x', '--help'])).toBe('');
  });

  it('repeats what it does not know', () => {
    expect(parseStartArguments(['--onse'])).toContain('--onse');
    expect(parseStartArguments(['--once=yes'])).toContain('--once');
  });
});
