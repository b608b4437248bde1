import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import { PROJECT_ROOT } from '../../app/config.ts';
import type { Finding } from '../../app/doctor/check.ts';
import { examine } from '../../app/doctor/index.ts';
import { migrateDown } from '../../db/migrate.ts';
import { atEnd } from '../support/clean-up.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, runWorker } from '../support/temporal.ts';

const stateDir = await mkdtemp(join(tmpdir(), 'copydesk-doctor-'));
atEnd(() => rm(stateDir, { recursive: true }));
const healthy = await createTestDatabase();
const behind = await createTestDatabase();
const ahead = await createTestDatabase();
const ingest = await createTestIngest();

/** Looks at all with these settings and no others. @returns what was found, and what was found of one thing. */
async function look(settings: NodeJS.ProcessEnv): Promise<{ findings: Finding[]; of(check: string): Finding[] }> {
  const findings = await examine({ PATH: process.env.PATH, COPYDESK_STATE_DIR: stateDir, ...settings });
  return { findings, of: (check) => findings.filter((finding) => finding.check === check) };
}

/** Runs `npm run doctor -- ARGS` without npm. */
function run(settings: NodeJS.ProcessEnv, ...args: string[]): Promise<{ code: number; stdout: string }> {
  const env = { PATH: process.env.PATH, HOME: stateDir, COPYDESK_STATE_DIR: stateDir, ...settings };
  const script = join(PROJECT_ROOT, 'app', 'commands', 'doctor.ts');
  return new Promise((done) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout) =>
      done({ code: error ? Number(error.code) : 0, stdout }),
    );
  });
}

const problems = (findings: Finding[]) => findings.filter(({ status }) => status === 'problem').length;

test('where nothing runs it says so, and that is no problem', async () => {
  const { findings, of } = await look({});
  expect(findings.filter(({ status }) => status === 'problem')).toEqual([]);
  for (const check of ['PostgreSQL', 'Temporal']) {
    expect(of(check)).toMatchObject([{ status: 'ok', found: expect.stringMatching(/^does not run; npm start/u) }]);
  }
  for (const check of ['Node.js', 'npm', 'Memory', 'Cores', 'Disk', 'Packages', 'Models', 'Settings', 'Local stack']) {
    expect(of(check)).toHaveLength(1);
  }
  const { code, stdout } = await run({}, '--json');
  expect(code).toBe(0);
  // Other processes of this machine take ports and give them back meanwhile.
  const names = (found: Finding[]) => found.map(({ check }) => check).filter((check) => !check.startsWith('Port'));
  expect(names(JSON.parse(stdout) as Finding[])).toEqual(names(findings));
});

test('servers that are well have all that is needed, and workers', async () => {
  await runWorker(ingest, healthy.db);
  const settings = {
    DATABASE_URL: healthy.url,
    TEMPORAL_ADDRESS: inject('temporal').address,
    COPYDESK_TASK_QUEUE: ingest.taskQueue,
  };
  const { findings, of } = await look(settings);
  expect(of('PostgreSQL')).toMatchObject([{ status: 'ok', found: expect.stringMatching(/^\d+.* at postgres/u) }]);
  expect(of('Migrations')).toMatchObject([{ status: 'ok' }]);
  expect(of('Reading role')).toMatchObject([{ status: 'ok' }]);
  expect(of('Temporal')).toMatchObject([{ status: 'ok', found: expect.stringContaining('namespace default') }]);
  expect(of('Workers')).toMatchObject([
    { status: 'ok', found: `1 on ${ingest.taskQueue}, 1 on ${ingest.taskQueue}-bulk` },
  ]);
  expect(problems(findings)).toBe(0);
  const idle = await look({ ...settings, COPYDESK_TASK_QUEUE: 'nobody', TEMPORAL_NAMESPACE: 'default' });
  expect(idle.of('Workers')).toMatchObject([{ status: 'warning', found: expect.stringContaining('nobody-bulk') }]);
  expect(problems(idle.findings)).toBe(0);
  const elsewhere = await look({ ...settings, TEMPORAL_NAMESPACE: 'nowhere' });
  expect(elsewhere.of('Namespace')).toMatchObject([
    { status: 'problem', advice: expect.stringContaining('namespace create --namespace nowhere') },
  ]);
});

test('servers that cannot be reached are problems, and no password is shown', async () => {
  const { findings, of } = await look({
    DATABASE_URL: 'postgres://ann:secret@127.0.0.1:1/none',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
  });
  expect(JSON.stringify(findings)).not.toContain('secret');
  expect(of('PostgreSQL')).toMatchObject([
    {
      status: 'problem',
      found: expect.stringContaining('ECONNREFUSED'),
      advice: expect.stringContaining('DATABASE_URL'),
    },
  ]);
  expect(of('Temporal')).toMatchObject([{ status: 'problem', advice: expect.stringContaining('TEMPORAL_ADDRESS') }]);
  const shown = await run({ DATABASE_URL: 'postgres://127.0.0.1:1/none' });
  expect(shown.code).toBe(1);
  expect(shown.stdout).toMatch(/^✗ PostgreSQL .*\n +→ check DATABASE_URL/mu);
  expect(shown.stdout).toMatch(/^1 problem/mu);
});

test('a database that is behind or ahead of this version is a problem', async () => {
  const [taken] = await migrateDown(behind.db);
  const late = await look({ DATABASE_URL: behind.url });
  expect(late.of('Migrations')).toMatchObject([
    { status: 'problem', found: expect.stringContaining(taken), advice: 'run npm run migrate -- up' },
  ]);
  await sql`insert into kysely_migration (name, timestamp) values ('9999_later', '2040-01-01')`.execute(ahead.db);
  const early = await look({ DATABASE_URL: ahead.url });
  expect(early.of('Migrations')).toMatchObject([{ status: 'problem', found: expect.stringContaining('9999_later') }]);
});

test('a user without rights is told what to be granted', async () => {
  const role = `limited_${process.pid}`;
  await sql`create role ${sql.id(role)} login password 'limited'`.execute(healthy.db);
  const url = new URL(healthy.url);
  url.username = role;
  url.password = 'limited';
  const { of } = await look({ DATABASE_URL: url.href });
  await sql`drop role ${sql.id(role)}`.execute(healthy.db);
  expect(of('PostgreSQL').map(({ status }) => status)).toContain('problem');
  expect(of('PostgreSQL').map(({ advice }) => advice)).toContainEqual(
    expect.stringContaining(`grant select, insert, update, delete on all tables in schema public to ${role}`),
  );
});

test('a port that was asked for and is taken is a problem, with who has it', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => taken.once('listening', done));
  const { port } = taken.address() as { port: number };
  const { of } = await look({ COPYDESK_TEMPORAL_PORT: String(port) });
  taken.close();
  const by = process.platform === 'linux' ? `(${process.pid})` : 'taken by';
  expect(of(`Port ${port}`)).toMatchObject([
    {
      status: 'problem',
      found: expect.stringContaining(by),
      advice: expect.stringContaining('COPYDESK_TEMPORAL_PORT'),
    },
  ]);
});

test('settings that make no sense are problems, and names that nothing reads are told', async () => {
  const { of } = await look({ COPYDESK_CONCURRENCY: 'many', COPYDESK_ROLES: 'some' });
  expect(of('Settings').map(({ found }) => found)).toEqual([
    'COPYDESK_ROLES is "some": expected all, interactive or bulk.',
    'COPYDESK_CONCURRENCY is "many": expected a whole number from 1 to 1000.',
  ]);
  const typos = await look({
    COPYDESK_MAXBYTES: '1',
    TEMPORAL_ADRESS: 'x:1',
    COPYDESK_ELSE: '1',
    TEMPORAL_TLS_CA: 'x',
  });
  expect(typos.of('Settings').map(({ status, found, advice }) => [status, found, advice])).toEqual([
    [
      'warning',
      'nothing reads COPYDESK_MAXBYTES: did you mean COPYDESK_MAX_BYTES?',
      'rename it to COPYDESK_MAX_BYTES, or unset it',
    ],
    [
      'warning',
      'nothing reads TEMPORAL_ADRESS: did you mean TEMPORAL_ADDRESS?',
      'rename it to TEMPORAL_ADDRESS, or unset it',
    ],
    expect.arrayContaining(['warning']),
    ['ok', 'COPYDESK_STATE_DIR', null],
  ]);
  expect(problems(typos.findings)).toBe(0);
});
