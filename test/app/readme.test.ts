import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../app/config.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { questionsOf, withAnswers } from '../support/readme.ts';

// The answers in these pages are what the commands give on raw/. `UPDATE_README=1 npm test -- readme` writes them anew.
const PAGES = { 'README.md': 13, 'docs/cookbook.md': 30, 'docs/names-across-documents.md': 4 };

const run = promisify(execFile);
const { url } = await createTestDatabase();
const stateDir = await mkdtemp(join(tmpdir(), 'copydesk-readme-'));
const command = (name: string, ...args: string[]) =>
  run(process.execPath, [join(PROJECT_ROOT, 'app', 'commands', `${name}.ts`), ...args], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, DATABASE_URL: url, COPYDESK_STATE_DIR: stateDir, INIT_CWD: PROJECT_ROOT, NO_COLOR: '1' },
  });

beforeAll(async () => {
  // The address is on this machine and is refused, so that there is a failure to ask for: the exit code is 1.
  await expect(command('start', '--once', 'raw', 'http://localhost/news')).rejects.toMatchObject({ code: 1 });
}, 120_000);
afterAll(() => rm(stateDir, { recursive: true }));

test.each(Object.entries(PAGES))(
  '%s gives the answers that its questions have',
  async (page, count) => {
    const path = join(PROJECT_ROOT, page);
    const markdown = await readFile(path, 'utf8');
    const questions = questionsOf(markdown);
    expect(questions.length).toBeGreaterThanOrEqual(count);
    const answers: string[] = [];
    for (const { statement } of questions) answers.push((await command('sql', statement)).stdout.trimEnd());
    if (process.env.UPDATE_README) await writeFile(path, withAnswers(markdown, answers));
    else expect(questions.map(({ answer }) => answer)).toEqual(answers);
  },
  120_000,
);
