import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startPostgres } from '../../app/local/postgres.ts';
import { connect } from '../../db/connection.ts';
import { isTransient } from '../../db/errors.ts';
import { runSql } from '../../db/sql.ts';
import { createTestDatabase } from '../support/postgres.ts';

const { db, url } = await createTestDatabase();

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  );
}

test('what the database refuses every time is final', async () => {
  for (const statement of [
    sql`select * from no_such_table`,
    sql`insert into documents (key) values ('')`,
    sql`insert into documents (key) values (${'a\0b'})`,
    sql`select 1 / 0`,
  ]) {
    expect(isTransient(await errorOf(statement.execute(db)))).toBe(false);
  }
});

test('a server that is away, going or full is worth another try, and the pool mends itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-errors-'));
  const options = { dataDir: join(folder, 'postgres'), settings: { fsync: 'off' } };
  const first = await startPostgres(options);
  const lost: Error[] = [];
  const own = connect(first.url, { onIdleError: (error) => lost.push(error) });
  await sql`select 1`.execute(own);
  const running = errorOf(sql`select pg_sleep(60)`.execute(own));
  await first.stop();
  expect(isTransient(await running)).toBe(true);
  expect(isTransient(await errorOf(sql`select 1`.execute(own)))).toBe(true);
  const second = await startPostgres({ ...options, port: first.port });
  expect((await sql`select 1 as one`.execute(own)).rows).toEqual([{ one: 1 }]);
  await own.destroy();
  await second.stop();
  await rm(folder, { recursive: true });
});

test('a serialization failure and a deadlock are worth another try', () => {
  for (const code of ['40001', '40P01', '53300', '57P01', '08006', 'ECONNREFUSED', 'EPIPE']) {
    expect(isTransient(Object.assign(new Error('x'), { code }))).toBe(true);
  }
});

test('an SQL error says where, and a read-only session refuses to write', async () => {
  await expect(runSql(url, 'select 1,\n  frm 2', { readOnly: true })).rejects.toThrow(/\n {2}frm 2\n {6}\^/u);
  await expect(runSql(url, "insert into documents (key) values ('x')", { readOnly: true })).rejects.toThrow('--write');
  const written = await runSql(url, "insert into documents (key) values ('x'); select key from documents", {
    readOnly: false,
  });
  expect(written).toEqual([
    { command: 'INSERT', columns: [], rows: [], affected: 1 },
    { command: 'SELECT', columns: [{ name: 'key', isNumber: false }], rows: [['x']], affected: 1 },
  ]);
});
