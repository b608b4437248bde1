import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../app/local/postgres.ts';
import { connect } from '../../db/connection.ts';
import { migrateUp } from '../../db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: {
      /** A server for tests, with the right to make databases. */
      url: string;
      /** Name of a migrated, empty database to make others from; theirs start with it. */
      template: string;
    };
  }
}

/** One server a vitest run, with a migrated template database. `DATABASE_URL` is used instead where it is set. */
export default async function setUpPostgres(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-test-'));
  const own = process.env.DATABASE_URL
    ? undefined
    : await startPostgres({
        dataDir: join(folder, 'postgres'),
        settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
      });
  const url = own?.url ?? (process.env.DATABASE_URL as string);
  // Each project of the run has its own, also where they share a server.
  const template = `copydesk_test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  await administer(url, (client) => client.query(`create database ${template}`));
  const migrated = new URL(url);
  migrated.pathname = template;
  const db = connect(migrated.href);
  await migrateUp(db);
  await db.destroy();
  project.provide('postgres', { url, template });

  return async () => {
    await administer(url, async (client) => {
      const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [template]);
      for (const { datname } of rows)
        await client.query(`drop database ${client.escapeIdentifier(datname)} with (force)`);
    });
    await own?.stop();
    await rm(folder, { recursive: true });
  };
}

async function administer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
