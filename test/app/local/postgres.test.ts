import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { startPostgres } from '../../../app/local/postgres.ts';
import { processStart } from '../../../app/local/process-identity.ts';
import { runSql } from '../../../db/sql.ts';

const folder = await mkdtemp(join(tmpdir(), 'copydesk-postgres-'));
const settings = { fsync: 'off' };
const hasProc = existsSync('/proc/self/stat');
let clusters = 0;

afterAll(() => rm(folder, { recursive: true }));

function newDataDir(): string {
  clusters += 1;
  return join(folder, `cluster-${clusters}`, 'postgres');
}

async function queryValue(url: string, statement: string): Promise<unknown> {
  const results = await runSql(url, statement, { readOnly: false });
  return results.at(-1)?.rows[0]?.[0];
}

/** Another process that starts PostgreSQL on a folder and stays. */
async function holder(dataDir: string): Promise<{ owner: ChildProcess; url: string; pid: number }> {
  const script = fileURLToPath(new URL('hold-postgres.ts', import.meta.url));
  const owner = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(owner.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { owner, ...JSON.parse(line.toString()) };
}

async function untilGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 200 && processStart(pid) !== null; i += 1) await sleep(50);
  return processStart(pid) === null;
}

test('a cluster is made once and used again, at the same address where its port is free', async () => {
  const dataDir = newDataDir();
  const first = await startPostgres({ dataDir, settings });
  expect(await queryValue(first.url, 'create table t as select 42 as n; select n from t')).toBe(42);
  expect(await queryValue(first.url, "select current_setting('server_version_num')::int / 10000")).toBe(18);
  expect(await queryValue(first.url, "select lower('ÄЖ') || (select 'b' < 'Ä') || current_setting('TimeZone')")).toBe(
    'äжtrueUTC',
  );
  await first.stop();
  await first.stop();
  await first.exited;
  const second = await startPostgres({ dataDir, settings });
  expect(second.url).toBe(first.url);
  expect(await queryValue(second.url, 'select n from t')).toBe(42);
  await second.stop();
  expect(await untilGone(second.pid)).toBe(true);
});

test('only those who know the password come in, and only from this machine', async () => {
  const dataDir = newDataDir();
  const { url, stop } = await startPostgres({ dataDir, settings });
  const stranger = new URL(url);
  stranger.password = 'password';
  await expect(queryValue(stranger.href, 'select 1')).rejects.toThrow('password authentication failed');
  expect(await queryValue(url, 'show listen_addresses')).toBe('127.0.0.1');
  expect((await stat(join(dataDir, 'copydesk-password'))).mode & 0o077).toBe(0);
  await stop();
});

test('the server ends when its owner is killed', async () => {
  const { owner, pid } = await holder(newDataDir());
  owner.kill('SIGKILL');
  expect(await untilGone(pid)).toBe(true);
});

test.skipIf(!hasProc)(
  'a server left behind without its watchdog is ended by the next start (needs /proc)',
  async () => {
    const dataDir = newDataDir();
    const { owner, pid, url } = await holder(dataDir);
    await queryValue(url, 'create table t as select 42 as n');
    const watchdogs = readdirSync('/proc').filter((name) => {
      const file = `/proc/${name}/cmdline`;
      if (!/^\d+$/u.test(name) || !existsSync(file)) return false;
      const [shell, , script, , watched] = readFileSync(file, 'utf8').split('\0');
      return shell === '/bin/sh' && script.startsWith('read -r line') && watched === String(pid);
    });
    expect(watchdogs).toHaveLength(1);
    process.kill(Number(watchdogs[0]), 'SIGKILL');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    await sleep(200);
    expect(processStart(pid)).not.toBe(null);
    const next = await startPostgres({ dataDir, settings });
    expect(processStart(pid)).toBe(null);
    expect(await queryValue(next.url, 'select n from t')).toBe(42);
    await next.stop();
  },
);

test('a server that was killed itself starts again with all that was committed', async () => {
  const dataDir = newDataDir();
  const first = await startPostgres({ dataDir, settings });
  await queryValue(first.url, 'create table t as select 42 as n');
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const second = await startPostgres({ dataDir, settings, port: first.port });
  expect(await queryValue(second.url, 'select n from t')).toBe(42);
  await second.stop();
});

test('a lock file whose number another process of the same account has now does not hinder', async () => {
  const dataDir = newDataDir();
  await (await startPostgres({ dataDir, settings })).stop();
  const { uid, gid } = await stat(dataDir);
  const other = spawn('sleep', ['60'], { uid, gid });
  await once(other, 'spawn');
  await writeFile(join(dataDir, 'postmaster.pid'), `${other.pid}\n${dataDir}\n`);
  const { url, stop } = await startPostgres({ dataDir, settings });
  expect(await queryValue(url, 'select 1')).toBe(1);
  await stop();
  expect(other.exitCode ?? other.signalCode).toBe(null);
  other.kill();
});

test('a folder in use is left alone, with who uses it', async () => {
  const dataDir = newDataDir();
  const { owner, url } = await holder(dataDir);
  await expect(startPostgres({ dataDir, settings })).rejects.toThrow(
    `in use by process ${owner.pid} (port ${new URL(url).port})`,
  );
  expect(await queryValue(url, 'select 1')).toBe(1);
  owner.kill('SIGKILL');
});

test('of two that start on one folder at once, one has it', async () => {
  const dataDir = newDataDir();
  await (await startPostgres({ dataDir, settings })).stop();
  const started = await Promise.allSettled([
    startPostgres({ dataDir, settings }),
    startPostgres({ dataDir, settings }),
  ]);
  const servers = started.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
  expect(servers).toHaveLength(1);
  expect(await queryValue(servers[0].url, 'select 1')).toBe(1);
  await expect(startPostgres({ dataDir, settings })).rejects.toThrow(`in use by process ${process.pid}`);
  await servers[0].stop();
});

test('what hinders a start is said: a taken port, other files, a bad setting', async () => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as { port: number };
  const dataDir = newDataDir();
  await expect(startPostgres({ dataDir, settings, port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
  listener.close();
  await expect(startPostgres({ dataDir, settings: { wal_level: 'nonsense' } })).rejects.toThrow(
    /did not start[\s\S]*invalid value for parameter "wal_level"/u,
  );
  const other = newDataDir();
  await mkdir(other, { recursive: true });
  await writeFile(join(other, 'notes.txt'), 'mine');
  await expect(startPostgres({ dataDir: other, settings })).rejects.toThrow('holds no PostgreSQL cluster');
  expect(readFileSync(join(other, 'notes.txt'), 'utf8')).toBe('mine');
});

test('half a cluster that a killed start left is cleared away', async () => {
  const dataDir = newDataDir();
  const half = `${dataDir}.init-0badcafe`;
  await mkdir(half, { recursive: true });
  await writeFile(join(half, 'PG_VERSION'), '18');
  await (await startPostgres({ dataDir, settings })).stop();
  expect(existsSync(half)).toBe(false);
});

test('a folder under one that only its owner may enter is no hindrance, for root either', async () => {
  const dataDir = newDataDir();
  const parent = join(dataDir, '../..', `private-${clusters}`);
  await mkdir(parent);
  await chmod(parent, 0o700);
  await (await startPostgres({ dataDir: join(parent, 'state', 'postgres'), settings })).stop();
  // Passing through is all that others may do.
  expect((await stat(parent)).mode & 0o066).toBe(0);
});
