import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bashCompletion } from '../../../../app/cli/completion/bash.ts';
import { fishCompletion } from '../../../../app/cli/completion/fish.ts';
import { zshCompletion } from '../../../../app/cli/completion/zsh.ts';
import { COMMANDS } from '../../../../app/cli/definitions/index.ts';
import { PROJECT_ROOT } from '../../../../app/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'copydesk-completion-'));
afterAll(() => rmSync(folder, { recursive: true }));

const has = (program: string) =>
  (process.env.PATH ?? '').split(delimiter).some((path) => existsSync(join(path, program)));
const names = COMMANDS.map(({ name }) => name);

/** What bash completes at the end of a line, by the script and bash's own `complete`. */
function inBash(line: string, { cwd = PROJECT_ROOT, before = '' } = {}): string[] {
  const file = join(folder, 'completion.bash');
  writeFileSync(file, bashCompletion(COMMANDS));
  const ask = `${before}
    source '${file}'
    # Twice does no harm.
    source '${file}'
    [[ $(complete -p npm) =~ -F\\ ([^ ]+) ]] || exit 9
    COMP_LINE=$1 COMP_POINT=\${#1} COMP_WORDS=($1) COMP_CWORD=1
    "\${BASH_REMATCH[1]}" npm
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', ask, 'bash', line], { cwd, encoding: 'utf8' });
  expect([stderr, status]).toEqual(['', 0]);
  return stdout.split('\n').filter((word) => word !== '');
}

describe.skipIf(!has('bash'))('bash', () => {
  test.each<[line: string, completed: string[]]>([
    ['npm run ', names],
    ['npm run -s s', ['start', 'sql', 'stage']],
    ['npm run pru', ['prune']],
    // bash wants what follows the colon.
    ['npm run test:f', ['faults']],
    ['npm run prune ', ['--']],
    ['npm run prune -- ', ['--keep', '--older-than', '--dry-run', '--json', '--help']],
    ['npm run prune -- --keep 3 --d', ['--dry-run']],
    ['npm run -s stage -- no', ['normalize']],
    ['npm run migrate -- ', ['--json', '--help', 'up', 'down', 'status']],
    ['npm test -- --h', ['--help']],
    ['npm start -- --on', ['--once']],
    ['npm start -- READ', ['README.md']],
    ['npm run replay -- x --save LIC', ['LICENSE']],
    ['npm inst', []],
  ])('%j', (line, completed) => {
    expect(inBash(line)).toEqual(completed);
  });

  test('elsewhere, and of what is not ours, it leaves npm to what completed it before', () => {
    const before = `_other() { COMPREPLY=(other); }; complete -F _other npm`;
    expect(inBash('npm run pru', { cwd: folder, before })).toEqual(['other']);
    expect(inBash('npm inst', { before })).toEqual(['other']);
    expect(inBash('npm run pru', { before })).toEqual(['prune']);
    expect(inBash('npm run pru', { cwd: join(PROJECT_ROOT, 'app', 'cli') })).toEqual(['prune']);
  });
});

describe.skipIf(!has('fish'))('fish', () => {
  test.each([
    ['npm run pru', ['prune']],
    ['npm run prune -- --d', ['--dry-run']],
    ['npm run -s stage -- no', ['normalize']],
    ['npm run prune ', ['--']],
    ['npm run prune -- ', ['--dry-run', '--help', '--json', '--keep', '--older-than']],
    ['npm run replay -- x --save LIC', ['LICENSE']],
  ])('%j', (line, completed) => {
    const file = join(folder, 'npm.fish');
    writeFileSync(file, fishCompletion(COMMANDS));
    const ask = `source ${file}; complete -C '${line}'`;
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', ask], { cwd: PROJECT_ROOT, encoding: 'utf8' });
    expect(stderr).toBe('');
    const words = stdout.split('\n').map((text) => text.split('\t')[0]);
    expect(words.filter((word) => word !== '').sort()).toEqual(completed);
  });
});

describe.skipIf(!has('zsh'))('zsh', () => {
  test('reads the script', () => {
    const file = join(folder, 'completion.zsh');
    writeFileSync(file, zshCompletion(COMMANDS));
    const ask = `autoload -U compinit && compinit -u -D && source ${file} && print $_comps[npm]`;
    const { stdout, stderr } = spawnSync('zsh', ['-f', '-c', ask], { cwd: PROJECT_ROOT, encoding: 'utf8' });
    expect([stderr, stdout]).toEqual(['', '_copydesk\n']);
  });
});
