import { type CompiledQuery, sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { connect } from '../../db/connection.ts';
import { migrateUp } from '../../db/migrate.ts';
import { connectForReading } from '../../db/reading/connect.ts';
import { atEnd } from '../support/clean-up.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { BRIDGE } from './article.ts';
import { ingest } from './ingest.ts';

const { db, url } = await createTestDatabase();

function reader(address = url) {
  const warnings: string[] = [];
  const reading = connectForReading(address, { onWarning: (message) => warnings.push(message) });
  atEnd(() => reading.destroy());
  return { reading, warnings };
}

test('who reads sees all tables and views, and is told of nothing', async () => {
  await ingest(db, { key: 'bridge', told: BRIDGE });
  const { reading, warnings } = reader();
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') order by relname
  `.execute(db);
  for (const { name } of rows) await sql`select * from ${sql.table(name)} limit 1`.execute(reading);
  expect(await reading.selectFrom('current_articles').select('document').execute()).toEqual([{ document: 'bridge' }]);
  expect(warnings).toEqual([]);
});

const WRITES = [
  `insert into documents (key) values ('mine')`,
  `update documents set current_version = null`,
  `delete from documents`,
  `truncate documents cascade`,
  `create table mine (id integer)`,
  `drop view current_articles`,
  `copy documents to program 'true'`,
];

test.each(WRITES)('who reads cannot write, not even in a transaction said to write: %s', async (statement) => {
  const { reading } = reader();
  await expect(sql.raw(statement).execute(reading)).rejects.toThrow(/read-only transaction|denied|must be owner/u);
  await expect(
    reading.connection().execute(async (connection) => {
      const run = (text: string) => connection.executeQuery({ sql: text, parameters: [] } as unknown as CompiledQuery);
      await run('set default_transaction_read_only = off');
      await run('begin');
      try {
        await run('set transaction read write');
        await run(statement);
      } finally {
        await run('rollback');
      }
    }),
  ).rejects.toThrow(/denied|must be owner/u);
  expect(await db.selectFrom('documents').select('key').execute()).toEqual([{ key: 'bridge' }]);
});

test('a query that takes too long is given up', async () => {
  const reading = connectForReading(url, { statementTimeout: 100 });
  atEnd(() => reading.destroy());
  await expect(sql`select pg_sleep(20)`.execute(reading)).rejects.toThrow('statement timeout');
});

test('migrating lets the reader read what was restored without its rights', async () => {
  await sql`revoke select on texts, documents from copydesk_reader`.execute(db);
  const without = reader();
  await without.reading.selectFrom('documents').select('key').execute();
  expect(without.warnings).toEqual([expect.stringContaining('may not read all tables')]);
  expect(await migrateUp(db)).toEqual([]);
  const { reading, warnings } = reader();
  await reading.selectFrom('documents').select('key').execute();
  expect(warnings).toEqual([]);
});

/** A user of the server with a database of its own, who may do nothing else. */
async function createOwner(rights: string): Promise<string> {
  const name = `copydesk_test_${crypto.randomUUID().slice(0, 8)}`;
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  await server.query(`create role ${name} login password 'secret' ${rights}`);
  await server.query(`create database ${name} owner ${name}`);
  atEnd(async () => {
    await server.query(`drop database ${name} with (force)`);
    await server.query(`drop role ${name}`);
    await server.end();
  });
  const own = new URL(url);
  own.pathname = name;
  own.username = name;
  own.password = 'secret';
  return own.href;
}

test('who may not make roles or become the reader reads as it is, read-only, and is told what to do', async () => {
  const own = await createOwner('');
  const owner = connect(own);
  atEnd(() => owner.destroy());
  await migrateUp(owner);
  const { reading, warnings } = reader(own);
  expect(await reading.selectFrom('current_articles').selectAll().execute()).toEqual([]);
  await expect(sql`insert into documents (key) values ('mine')`.execute(reading)).rejects.toThrow('read-only');
  expect(warnings).toEqual([expect.stringMatching(/may not become copydesk_reader.*grant copydesk_reader/u)]);
});

test('who may make roles becomes the reader of its own database', async () => {
  const own = await createOwner('createrole');
  const owner = connect(own);
  atEnd(() => owner.destroy());
  // The role is there already, and belongs to somebody else: nothing is left to be granted.
  await migrateUp(owner);
  const { reading } = reader(own);
  expect(await reading.selectFrom('current_articles').selectAll().execute()).toEqual([]);
});

test('databases of one server may be migrated at once', async () => {
  const owners = await Promise.all(Array.from({ length: 3 }, () => createOwner('superuser')));
  await Promise.all(
    owners.map(async (own) => {
      const owner = connect(own);
      atEnd(() => owner.destroy());
      expect((await migrateUp(owner)).length).toBeGreaterThan(10);
      const { reading, warnings } = reader(own);
      await reading.selectFrom('current_articles').selectAll().execute();
      expect(warnings).toEqual([]);
    }),
  );
});
