import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../app/config.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { copyProject, folderForCopy, linkPackages, typingEnvironment } from '../support/project-copy.ts';
import { publishRaw } from './api/published.ts';

const run = promisify(execFile);

/** What the page has its reader do, in order. */
type Step = { kind: 'create' | 'change'; path: string; content: string } | { kind: 'run'; content: string };

const BLOCK = /^```(ts|diff|sh)\n(.*?)\n```$/gmsu;
const NAMED = /(Create|Change)\s+`([^`]+)`/gu;

/** The steps of a page: a block of ts makes the file named last before it, one of diff changes that, one of sh is typed. */
function stepsOf(markdown: string): Step[] {
  const names = Array.from(markdown.matchAll(NAMED), ({ index, 1: verb, 2: path }) => ({ index, verb, path }));
  return Array.from(markdown.matchAll(BLOCK), ({ index, 1: language, 2: content }): Step => {
    if (language === 'sh') return { kind: 'run', content };
    const { verb, path } = names.findLast((name) => name.index < index)!;
    expect([language, verb]).toEqual(language === 'ts' ? ['ts', 'Create'] : ['diff', 'Change']);
    return { kind: language === 'ts' ? 'create' : 'change', path, content };
  });
}

/** Applies a diff without line numbers. */
function changed(text: string, diff: string): string {
  const lines = diff.split('\n');
  const side = (mark: string) =>
    lines
      .filter((line) => line.startsWith(' ') || line.startsWith(mark))
      .map((line) => line.slice(1))
      .join('\n');
  expect(text.split(side('-')), `once in the file:\n${side('-')}`).toHaveLength(2);
  return text.replace(side('-'), () => side('+'));
}

test('docs/extending.md leads to a stage and a format that work', { timeout: 400_000 }, async () => {
  const { db, url } = await createTestDatabase();
  await publishRaw(db, 'harbour-dredging.txt');
  const folder = await folderForCopy();
  await Promise.all([copyProject(folder), linkPackages(folder)]);
  const env = { ...(await typingEnvironment()), DATABASE_URL: url };
  const steps = stepsOf(await readFile(join(PROJECT_ROOT, 'docs', 'extending.md'), 'utf8'));
  expect(steps.length).toBeGreaterThan(15);
  for (const step of steps) {
    if (step.kind === 'run') {
      await run('sh', ['-ec', step.content], { cwd: folder, env, maxBuffer: 2 ** 26 }).catch((error) => {
        throw new Error(`${step.content}\n${error.stdout}${error.stderr}`);
      });
      continue;
    }
    const path = join(folder, step.path);
    if (step.kind === 'change') await writeFile(path, changed(await readFile(path, 'utf8'), step.content));
    else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, `${step.content}\n`, { flag: 'wx' });
    }
  }
});
