import pg from 'pg';
import { expect, test } from 'vitest';
import { freePort } from '../../../app/local/ports.ts';
import { atEnd } from '../../support/clean-up.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { createNewsroom } from '../../support/start-process.ts';

const { url } = await createTestDatabase();
const newsroom = await createNewsroom();

test('npm run reader serves where it is told to, until it is interrupted', async () => {
  const port = await freePort();
  const reader = newsroom.run('reader', ['--port', String(port)], { DATABASE_URL: url });
  await reader.until('It serves until');
  expect(reader.stdout()).toContain(`Reader  http://127.0.0.1:${port}\n`);
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toContain('There are no articles yet');
  reader.child.kill('SIGINT');
  expect([await reader.exitCode(), reader.output()]).toEqual([0, expect.not.stringContaining('rror')]);
});

test('names what is wrong with its options', async () => {
  const reader = newsroom.run('reader', ['--port', '70000'], { DATABASE_URL: url });
  expect([await reader.exitCode(), reader.output()]).toEqual([
    2,
    expect.stringContaining('COPYDESK_READER_PORT is "70000": expected a whole number from 1 to 65535.'),
  ]);
});

test('says what a database that was not migrated lacks', async () => {
  const name = `copydesk_test_${crypto.randomUUID().slice(0, 8)}`;
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  await server.query(`create database ${name}`);
  atEnd(async () => {
    await server.query(`drop database ${name} with (force)`);
    await server.end();
  });
  const empty = new URL(url);
  empty.pathname = name;
  const reader = newsroom.run('reader', [], { DATABASE_URL: empty.href });
  expect([await reader.exitCode(), reader.output()]).toEqual([
    1,
    expect.stringMatching(/The database lacks 0001_documents.*: run npm run migrate -- up\.$/mu),
  ]);
});
