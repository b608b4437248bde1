import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { clusterFolder } from '../../../app/local/database.ts';
import { identify } from '../../../app/local/instance-lock.ts';
import { startPostgres } from '../../../app/local/postgres.ts';
import { BRIDGE } from '../../db/article.ts';
import { ingest } from '../../db/ingest.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db, url } = await createTestDatabase();
const stateDir = await mkdtemp(join(tmpdir(), 'copydesk-commands-'));

afterAll(() => rm(stateDir, { recursive: true }));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `npm run COMMAND -- ARGS` without npm. */
function run(command: 'sql' | 'migrate', args: string[], environment: NodeJS.ProcessEnv): Promise<Ended> {
  const script = fileURLToPath(new URL(`../../../app/commands/${command}.ts`, import.meta.url));
  const env = { PATH: process.env.PATH, COPYDESK_STATE_DIR: stateDir, ...environment };
  return new Promise((done) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const onServer = { DATABASE_URL: url };

test('sql prints a table, JSON or CSV', async () => {
  await ingest(db, { key: 'bridge', told: BRIDGE });
  const query = 'select speaker, words, level, sentence is null as odd from current_attributions order by attribution';
  const table = await run('sql', [query], onServer);
  expect(table).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      'speaker    words                          level  odd',
      '─────────  ─────────────────────────────  ─────  ─────',
      'Ada Okoye  “The 𝔅ridge shuts in May.”         0  false',
      'Tom Reyes  repairs … cost “a 🍀 fortune”      0  false',
      '(2 rows)',
      '',
    ].join('\n'),
  });
  const json = await run('sql', [query, '--json'], onServer);
  expect(JSON.parse(json.stdout)).toEqual([
    { speaker: 'Ada Okoye', words: '“The 𝔅ridge shuts in May.”', level: 0, odd: false },
    { speaker: 'Tom Reyes', words: 'repairs … cost “a 🍀 fortune”', level: 0, odd: false },
  ]);
  const csv = await run(
    'sql',
    ["select 'a,b' as x, 'say \"no\"' as y, null as z, timestamptz '2026-03-04' as t", '--csv'],
    onServer,
  );
  expect(csv.stdout).toBe('x,y,z,t\n"a,b","say ""no""",,2026-03-04 00:00:00Z\n');
});

test('sql does not let what it shows steer the terminal', async () => {
  const { stdout } = await run('sql', ["select e'\\x1b[31mred\\ttab' as text, null as none"], onServer);
  expect(stdout).toContain('\u{fffd}[31mred tab  –');
});

test('sql says what is wrong, and writes only when told to', async () => {
  const wrong = await run('sql', ['select * from current_article'], onServer);
  expect(wrong).toMatchObject({ code: 1, stdout: '' });
  expect(wrong.stderr).toContain('ERROR: relation "current_article" does not exist');
  const insert = "insert into documents (key) values ('by hand')";
  expect(await run('sql', [insert], onServer)).toMatchObject({ code: 1, stderr: expect.stringContaining('--write') });
  expect(await run('sql', [insert, '--write'], onServer)).toMatchObject({ code: 0, stdout: 'INSERT 1\n' });
  const change = await run('sql', ["update texts set title = 'Other'", '--write'], onServer);
  expect(change.stderr).toContain('UPDATE on texts refused: its rows are immutable');
  for (const args of [
    [],
    ['select 1', 'select 2'],
    [' '],
    ['select 1', '--json', '--csv'],
    ['--nonsense', 'select 1'],
  ]) {
    expect(await run('sql', args, onServer)).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage:') });
  }
  const away = await run('sql', ['select 1'], { DATABASE_URL: 'postgres://127.0.0.1:1/none' });
  expect(away).toMatchObject({ code: 1, stderr: expect.stringMatching(/^sql: .*ECONNREFUSED/u) });
  // Two addresses, of which none answers.
  const name = await run('migrate', ['status'], { DATABASE_URL: 'postgres://localhost:1/none' });
  expect(name).toMatchObject({ code: 1, stderr: expect.stringMatching(/^migrate: .*ECONNREFUSED/u) });
});

test('without DATABASE_URL the embedded database is started for the command, and migrated', async () => {
  const missing = await run('sql', ['select * from current_articles'], {});
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run migrate -- up') });
  const before = await run('migrate', ['status'], {});
  expect(before.stdout.split('\n').filter((line) => line.startsWith('missing')).length).toBeGreaterThan(5);
  const states = JSON.parse((await run('migrate', ['status', '--json'], {})).stdout);
  expect(states[0]).toEqual({ name: '0001_documents', appliedAt: null });
  const up = await run('migrate', ['up'], {});
  expect(up.stdout).toMatch(/^applied {5}0001_documents\n/u);
  expect(await run('migrate', ['up'], {})).toMatchObject({ code: 0, stdout: 'Nothing to apply.\n' });
  expect((await run('migrate', ['status'], {})).stdout).not.toContain('missing');
  expect((await run('sql', ['select * from current_articles'], {})).stdout).toContain('(0 rows)');
  const down = await run('migrate', ['down'], {});
  expect(down.stdout).toMatch(/^taken back {2}\d{4}_\w+\n$/u);
  expect(await run('migrate', ['sideways'], {})).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage:') });
});

test('the running stack is asked where there is one; one that was killed is not', async () => {
  const dataDir = clusterFolder(stateDir);
  await mkdir(stateDir, { recursive: true });
  const running = await startPostgres({ dataDir });
  const stack = join(stateDir, 'stack.json');
  const start = identify(process.pid);
  await writeFile(stack, JSON.stringify({ databaseUrl: running.url, processes: { start } }));
  const port = "select current_setting('port') as port";
  expect((await run('sql', [port, '--csv'], {})).stdout).toBe(`port\n${running.port}\n`);
  await running.stop();
  const killed = { ...start, started: 'earlier' };
  await writeFile(stack, JSON.stringify({ databaseUrl: running.url, processes: { start: killed } }));
  expect(await run('sql', ['select 1 as one', '--csv'], {})).toMatchObject({ code: 0, stdout: 'one\n1\n' });
});
