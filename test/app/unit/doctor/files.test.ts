import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { ok, problem, warning } from '../../../../app/doctor/check.ts';
import { checkInstalled } from '../../../../app/doctor/checks/packages.ts';
import { checkModels } from '../../../../app/doctor/checks/stage-models.ts';
import { renderFindings } from '../../../../app/doctor/render.ts';
import { recorder } from '../cli/recorder.ts';

const root = mkdtempSync(join(tmpdir(), 'copydesk-doctor-'));
afterAll(() => rmSync(root, { recursive: true }));

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
}

test('packages are those of the lock, as far as this system has them', () => {
  expect(checkInstalled(root)).toMatchObject([{ status: 'problem', advice: 'run npm ci' }]);
  const here = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', dev: true } };
  const other = { 'node_modules/of-another-system': { version: '1.0.0', optional: true } };
  write('package-lock.json', { packages: { '': { version: '0.1.0' }, ...here, ...other } });
  write('node_modules/.package-lock.json', { packages: here });
  expect(checkInstalled(root)).toMatchObject([{ status: 'ok', found: '2, as package-lock.json has them' }]);
  // As an image has them.
  write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.0' } } });
  expect(checkInstalled(root)).toMatchObject([{ status: 'ok' }]);
  write('node_modules/.package-lock.json', { packages: { ...here, 'node_modules/a': { version: '1.0.1' } } });
  expect(checkInstalled(root)).toMatchObject([{ status: 'problem', found: expect.stringMatching(/^a are not as/u) }]);
});

test('models are those that their manifests tell of', () => {
  expect(checkModels(root)).toMatchObject([{ status: 'problem' }]);
  const sha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
  write('stages/words/model/manifest.json', { weights: { file: 'weights.bin', bytes: 5, sha256 } });
  write('stages/words/model/weights.bin', 'hello');
  write('stages/trees/model/manifest.json', { model: 'trees.json' });
  write('stages/trees/model/trees.json', [1]);
  expect(checkModels(root)).toMatchObject([{ status: 'ok', found: '2, as their manifests tell' }]);
  write('stages/words/model/weights.bin', 'hellp');
  write('stages/trees/model/trees.json', '[1');
  expect(checkModels(root)).toMatchObject([
    { status: 'problem', advice: 'run git checkout -- stages/trees/model' },
    { status: 'problem', found: expect.stringContaining('is not what its manifest tells of') },
  ]);
});

test('what was found is shown with what to do, and nothing in it steers the terminal', () => {
  const findings = [
    ok('Node.js', 'v24'),
    warning('Disk', 'little\u001b[31m', 'free some'),
    problem('Port 1', 'taken', 'end it'),
  ];
  const plain = [
    '✓ Node.js  v24',
    '! Disk     little\u{fffd}[31m',
    '             → free some',
    '✗ Port 1   taken',
    '             → end it',
    '',
    '1 problem, 1 warning.',
  ].join('\n');
  expect(renderFindings(findings, recorder(false))).toBe(plain);
  expect(stripVTControlCharacters(renderFindings(findings, recorder(true)))).toBe(plain);
  expect(renderFindings([ok('Node.js', 'v24')], recorder(false))).toMatch(/\n\nNo problems\.$/u);
});
