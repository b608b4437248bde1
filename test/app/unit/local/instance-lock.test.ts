import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify, isAlive, lockStateDir } from '../../../../app/local/instance-lock.ts';

describe('lockStateDir', () => {
  let stateDir: string;
  beforeEach(async () => {
    stateDir = join(await mkdtemp(join(tmpdir(), 'copydesk-lock-')), 'state');
  });
  afterEach(() => rm(join(stateDir, '..'), { recursive: true }));

  const take = async () => {
    const lock = await lockStateDir(stateDir);
    if (!('release' in lock)) throw new Error(`held by ${lock.owner.pid}`);
    return lock;
  };
  const leave = (content: string) => take().then(() => writeFile(join(stateDir, 'start.lock'), content));

  it('is given to one, and after its release to the next', async () => {
    const first = await take();
    expect(await lockStateDir(stateDir)).toEqual({ owner: identify(process.pid) });
    first.release();
    (await take()).release();
    expect(existsSync(join(stateDir, 'start.lock'))).toBe(false);
  });

  it('names the process that holds it', async () => {
    const other = spawn('sleep', ['30']);
    const identity = identify(other.pid as number);
    await leave(JSON.stringify(identity));
    expect(await lockStateDir(stateDir)).toEqual({ owner: identity });
    other.kill('SIGKILL');
    await once(other, 'exit');
    (await take()).release();
  });

  it.each([
    ['of a process whose number another has now', JSON.stringify({ pid: process.pid, started: 'long ago' })],
    ['that was cut off by a crash', '{"pid": 1'],
    ['that is empty', ''],
  ])('is taken from a lock %s', async (_, content) => {
    await leave(content);
    (await take()).release();
  });

  it('is not released by one that lost it', async () => {
    const lock = await take();
    await writeFile(join(stateDir, 'start.lock'), '{"pid":1,"started":"1"}');
    lock.release();
    expect(existsSync(join(stateDir, 'start.lock'))).toBe(true);
  });
});

describe('isAlive', () => {
  it('tells a process from a later one of the same number', () => {
    const here = identify(process.pid)!;
    expect(isAlive(here)).toBe(true);
    expect(isAlive({ ...here, started: '1' })).toBe(false);
    expect(isAlive({ ...here, started: null })).toBe(false);
    expect(identify(2 ** 22 + 1)).toBeNull();
  });
});
