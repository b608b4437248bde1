import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../../../app/config.ts';

const { error: noPython } = spawnSync('python3', ['--version']);

/** Runs a program in a terminal of its own. */
function inTerminal(args: string[], environment: NodeJS.ProcessEnv): string {
  const python = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
  const { stdout, stderr } = spawnSync('python3', ['-c', python, process.execPath, ...args], {
    cwd: PROJECT_ROOT,
    env: { PATH: process.env.PATH, TERM: 'xterm-256color', ...environment },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(stderr).toBe('');
  return stdout;
}

const HELP = 'app/commands/help.ts';

test.skipIf(noPython)('colours are for terminals, and heed NO_COLOR, TERM and FORCE_COLOR', () => {
  expect(inTerminal([HELP], {})).toContain('\u001b[1mIngest and read');
  for (const environment of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
    const shown = inTerminal([HELP], environment);
    expect(shown).toContain('Ingest and read');
    expect(shown).not.toContain('\u001b');
  }
  const piped = (environment: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, [HELP], { cwd: PROJECT_ROOT, env: { ...environment }, encoding: 'utf8' }).stdout;
  expect(piped({})).not.toContain('\u001b');
  expect(piped({ FORCE_COLOR: '1' })).toContain('\u001b[1mIngest and read');
});

const SHOW = `
  import { showProgress } from './app/cli/progress.ts';
  const progress = showProgress(process.stdout);
  progress.step('Starting …');
  for (let done = 0; done <= 4; done += 1) {
    progress.count({ done, total: 4, note: 'raw/a.txt' });
    await new Promise((next) => setTimeout(next, 400));
  }
  progress.close();
  console.log('done');
`;

test.skipIf(noPython)('a terminal has a bar with rate and time left in one line, which goes away', () => {
  const shown = inTerminal(['--input-type=module', '--eval', SHOW], { NO_COLOR: '1' });
  expect(shown).toMatch(/\[██████████░{10}\] {2}50 % {2}2 of 4.* {2}raw\/a\.txt/u);
  expect(shown).toMatch(/3 of 4, \d\.\d\/s, 0\.\d s left/u);
  expect(shown.split('\n')).toHaveLength(2);
  expect(shown).toMatch(/\r\u001b\[2Kdone\r\n$/u);
  const dumb = inTerminal(['--input-type=module', '--eval', SHOW], { TERM: 'dumb' });
  expect(dumb).toBe('Starting …\r\ndone\r\n');
});

test('a command that is wrong ends with 2, and one that is read no further with 0', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: PROJECT_ROOT, encoding: 'utf8' });
  expect(run(HELP, '--jsn')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('did you mean --json?'),
  });
  expect(run(HELP, 'prune').stdout).toBe(run('app/commands/prune.ts', '--help').stdout);
  expect(JSON.parse(run(HELP, '--json').stdout)).toContainEqual(expect.objectContaining({ name: 'prune' }));
  const piped = spawnSync('sh', ['-c', `"${process.execPath}" ${HELP} --json | head -c 10; echo`], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
  });
  expect(piped).toMatchObject({ status: 0, stderr: '' });
});
