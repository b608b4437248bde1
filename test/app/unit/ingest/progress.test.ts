import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { showIngestProgress } from '../../../../app/ingest/progress.ts';
import { recorder } from '../cli/recorder.ts';

const failed = { name: 'raw/a.txt', duration: 900, result: null, failure: { type: 'NotFound', message: 'gone' } };

describe('showIngestProgress', () => {
  it('writes a line for each document where there is no terminal', () => {
    const output = recorder(false);
    const progress = showIngestProgress(output);
    progress.step('Starting PostgreSQL …');
    progress.total(2);
    progress.started('raw/a.txt');
    progress.ended(failed);
    progress.close();
    expect(output.writes).toEqual(['Starting PostgreSQL …\n', '1. raw/a.txt: failed: NotFound, 0.9 s\n']);
  });

  it('keeps one line on a terminal, no wider than it is, of what is under way', () => {
    const output = recorder(true, 90);
    let clock = 0;
    const progress = showIngestProgress(output, () => clock);
    progress.step('Starting PostgreSQL …');
    clock = 61_500;
    progress.started('raw/a.txt');
    progress.started(`raw/${'b'.repeat(100)}.txt`);
    progress.total(4);
    clock += 2_000;
    progress.ended(failed);
    const lines = output.writes.map((text) => stripVTControlCharacters(text).replace('\r', ''));
    expect(lines[0]).toMatch(/0\.0 s {2}Starting PostgreSQL …$/u);
    expect(lines[1]).toBe('1 min 2 s  0 done  raw/a.txt');
    expect(lines.at(-1)).toMatch(
      /^1 min 4 s {2}\[█{5}░{15}\] {2}25 % {2}1 of 4, 1 failed, 0\.5\/s, 6\.0 s left {2}raw\/b+$/u,
    );
    expect(lines.every((line) => !line.includes('\n') && line.length < 90)).toBe(true);
    progress.close();
    expect(output.writes.at(-1)).toBe('\r\u001b[2K');
  });
});
