import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../../../app/config.ts';

// The scorers and the seed article stand beside the project, where it is developed.
const SHARED = join(PROJECT_ROOT, '..', 'shared');
const folder = mkdtempSync(join(tmpdir(), 'copydesk-scorers-'));
afterAll(() => rmSync(folder, { recursive: true }));

function stage(args: string[], input: string): string {
  const command = [join(PROJECT_ROOT, 'app', 'commands', 'stage.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

describe.skipIf(!existsSync(SHARED))('the scorers in ../shared (skipped where that folder is missing)', () => {
  test('the seed article comes out right', () => {
    const text = readFileSync(join(SHARED, 'data', 'seed', 'article.txt'), 'utf8');
    const output = stage(['all', '--raw-offsets'], JSON.stringify({ id: 'seed', text }));
    const scorer = [join(SHARED, 'score', 'seed.mjs'), join(SHARED, 'data', 'seed', 'gold.json'), '--json'];
    const { stdout, stderr } = spawnSync(process.execPath, scorer, { input: output, encoding: 'utf8' });
    expect(stderr).toBe('');
    const checks: { name: string; ok: boolean; value: string }[] = JSON.parse(stdout);
    expect(checks.length).toBeGreaterThanOrEqual(11);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('the articles in raw/ keep the contract', () => {
    const raw = join(PROJECT_ROOT, 'raw');
    const lines = readdirSync(raw).flatMap((name) => {
      const bytes = readFileSync(join(raw, name));
      if (name.endsWith('.jsonl')) return bytes.toString('utf8').trim().split('\n');
      return [JSON.stringify({ id: name, contentBase64: bytes.toString('base64') })];
    });
    const [input, output] = ['in.jsonl', 'out.jsonl'].map((name) => join(folder, name));
    writeFileSync(input, `${lines.join('\n')}\n`);
    writeFileSync(output, stage(['all'], `${lines.join('\n')}\n`));
    const { stdout } = spawnSync('python3', [join(SHARED, 'score', 'contract.py'), input, output], {
      encoding: 'utf8',
    });
    expect(stdout).toBe(`${lines.length} lines, 0 refused, 0 problems\n`);
  });
});
