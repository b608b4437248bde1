import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { showProgress } from '../../../../app/ingest/progress.ts';

function recorder(isTTY: boolean, columns = 40) {
  const writes: string[] = [];
  return { isTTY, columns, writes, write: (text: string) => writes.push(text) };
}

const failed = { name: 'raw/a.txt', duration: 900, result: null, failure: { type: 'NotFound', message: 'gone' } };

describe('showProgress', () => {
  it('writes plain lines where there is no terminal', () => {
    const stream = recorder(false);
    const progress = showProgress(stream);
    progress.step('Starting PostgreSQL …');
    progress.started('raw/a.txt');
    progress.ended(failed);
    progress.close();
    expect(stream.writes).toEqual(['Starting PostgreSQL …\n', '1. raw/a.txt: failed: NotFound, 0.9 s\n']);
  });

  it('keeps one line on a terminal, no wider than it is', () => {
    const stream = recorder(true);
    let clock = 0;
    const progress = showProgress(stream, () => clock);
    progress.step('Starting PostgreSQL …');
    clock = 61_500;
    progress.started('raw/a.txt');
    progress.started(`raw/${'b'.repeat(100)}.txt`);
    progress.ended(failed);
    const lines = stream.writes.map((text) => stripVTControlCharacters(text).replace('\r', ''));
    expect(lines[0]).toMatch(/0\.0 s {2}Starting PostgreSQL …$/u);
    expect(lines[1]).toMatch(/^1 min 2 s {2}0 done {2}raw\/a\.txt$/u);
    expect(lines.at(-1)).toMatch(/1 done, 1 failed {2}raw\/b+$/u);
    expect(lines.every((line) => !line.includes('\n') && line.length < 40)).toBe(true);
    progress.close();
    expect(stream.writes.at(-1)).toBe('\r\u001b[2K');
  });
});
