import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { connect, type Database } from '../../db/connection.ts';

export interface TestDatabase {
  db: Database;
  url: string;
}

let made = 0;

/**
 * Makes a migrated, empty database for one test file: call it at the top of the file, not in a test. It goes when the
 * file's tests are done.
 */
export async function createTestDatabase(options: { maxConnections?: number } = {}): Promise<TestDatabase> {
  const { url: server, template } = inject('postgres');
  made += 1;
  const name = `${template}_${process.pid}_${process.env.VITEST_WORKER_ID ?? 0}_${made}_${crypto.randomUUID().slice(0, 8)}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  const url = new URL(server);
  url.pathname = name;
  const db = connect(url.href, options);
  afterAll(() => db.destroy());
  return { db, url: url.href };
}
