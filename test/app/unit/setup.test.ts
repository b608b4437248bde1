import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../../app/config.ts';

/** Installs as npm does, as far as the set-up looks at it, and counts how often. */
const NPM = `#!/bin/sh
echo "$*" >> npm-calls
[ -f npm-fails ] && exit 1
sleep 0.3
mkdir -p node_modules/node/bin
cp package-lock.json node_modules/.package-lock.json
[ -f no-scripts ] || ln -sf '${process.execPath}' node_modules/node/bin/node
echo 'added 1 package'
`;

/** Says how it was called; waits for a signal when asked to. */
const COMMAND = `
const [what, ...rest] = process.argv.slice(2);
console.log(JSON.stringify(rest));
if (what === 'wait') {
  process.on('SIGTERM', () => process.exit(7));
  setInterval(() => undefined, 1000);
} else if (what === 'die') process.kill(process.pid, 'SIGKILL');
else process.exitCode = Number(what);
`;

const lock = (version: string) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/node': { version }, 'node_modules/other': { optional: true } } });

describe.skipIf(process.platform === 'win32')('app/setup.mjs', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'copydesk-setup-'));
    await mkdir(join(folder, 'app', 'commands'), { recursive: true });
    await mkdir(join(folder, 'bin'));
    await copyFile(join(PROJECT_ROOT, 'app', 'setup.mjs'), join(folder, 'app', 'setup.mjs'));
    await writeFile(join(folder, 'app', 'commands', 'say.ts'), COMMAND);
    await writeFile(join(folder, 'package-lock.json'), lock('24.0.0'));
    await writeFile(join(folder, 'bin', 'npm'), NPM);
    await chmod(join(folder, 'bin', 'npm'), 0o755);
  });
  afterEach(() => rm(folder, { recursive: true }));

  function start(...args: string[]) {
    const { npm_execpath, npm_lifecycle_event, ...environment } = process.env;
    const PATH = [join(folder, 'bin'), process.env.PATH].join(delimiter);
    const child = spawn(process.execPath, [join(folder, 'app', 'setup.mjs'), ...args], {
      env: { ...environment, PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const result = { child, stdout: '', stderr: '' };
    child.stdout.on('data', (text) => {
      result.stdout += text;
    });
    child.stderr.on('data', (text) => {
      result.stderr += text;
    });
    return result;
  }
  const end = async (child: ChildProcess) => (await once(child, 'close'))[0] as number | null;
  const run = async (...args: string[]) => {
    const started = start(...args);
    const code = await end(started.child);
    return { code, stdout: started.stdout, stderr: started.stderr };
  };
  const installs = async () =>
    (await readFile(join(folder, 'npm-calls'), 'utf8').catch(() => '')).split('\n').length - 1;

  it('installs once, and passes arguments and the exit code on, with nothing of its own on stdout', async () => {
    const first = await run('say', '3', 'a b', '--c');
    expect(first).toEqual({ code: 3, stdout: '["a b","--c"]\n', stderr: expect.stringContaining('npm ci') });
    expect(await run('say', '0')).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect(await installs()).toBe(1);
  });

  it('installs again when package-lock.json has another version', async () => {
    await run('say', '0');
    await writeFile(join(folder, 'package-lock.json'), lock('24.0.1'));
    expect((await run('say', '0')).code).toBe(0);
    expect(await installs()).toBe(2);
  });

  it('installs once for two that start at once', async () => {
    const [one, two] = await Promise.all([run('say', '0'), run('say', '0')]);
    expect([one.code, two.code]).toEqual([0, 0]);
    expect(await installs()).toBe(1);
  });

  it('takes the lock of an installation that was killed', async () => {
    await mkdir(join(folder, '.copydesk'));
    await writeFile(join(folder, '.copydesk', 'install.lock'), JSON.stringify({ pid: 2 ** 22 + 1, since: Date.now() }));
    expect((await run('say', '0')).code).toBe(0);
  });

  it.each([
    ['npm-fails', 'npm ci failed'],
    ['no-scripts', 'npm rebuild --ignore-scripts=false'],
  ])('says what to do: %s', async (file, message) => {
    await writeFile(join(folder, file), '');
    expect(await run('say', '0')).toEqual({ code: 1, stdout: '', stderr: expect.stringContaining(message) });
  });

  it.each([[''], ['missing'], ['../setup']])('knows no command %j', async (name) => {
    expect(await run(name)).toMatchObject({ code: 1, stderr: expect.stringContaining(`No command "${name}"`) });
  });

  it('passes signals on, and the command’s own end by one', async () => {
    await run('say', '0');
    const waiting = start('say', 'wait');
    while (!waiting.stdout.includes('[]')) await sleep(20);
    waiting.child.kill('SIGTERM');
    expect(await end(waiting.child)).toBe(7);
    expect((await run('say', 'die')).code).toBe(128 + 9);
  });

  it('lets the command know when it was killed itself', async () => {
    await writeFile(
      join(folder, 'app', 'commands', 'orphan.ts'),
      `import { writeFileSync } from 'node:fs';
process.on('disconnect', () => { writeFileSync('${folder}/noticed', ''); process.exit(); });
console.log('up');
setInterval(() => undefined, 1000);`,
    );
    await run('say', '0');
    const waiting = start('orphan');
    while (!waiting.stdout.includes('up')) await sleep(20);
    waiting.child.kill('SIGKILL');
    await end(waiting.child);
    expect(await readFile(join(folder, 'noticed'), 'utf8')).toBe('');
  });
});
