import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';
import { migrateDown } from '../../db/migrate.ts';
import { atEnd } from '../support/clean-up.ts';
import { createTestDatabase } from '../support/postgres.ts';

const { url } = await createTestDatabase();
const { address } = inject('temporal');
const stateDir = await mkdtemp(join(tmpdir(), 'copydesk-test-worker-'));
atEnd(() => rm(stateDir, { recursive: true }));

/** A database of the same server that has not been migrated. */
const bare = new URL(url);
bare.pathname = 'postgres';
/** A database that lacks the last migration. */
const older = await createTestDatabase();
const [last] = await migrateDown(older.db);

describe('a worker that cannot start', { timeout: 120_000 }, () => {
  test.each<[string, Record<string, string>, string]>([
    ['no database', { TEMPORAL_ADDRESS: address }, 'There is no database: set DATABASE_URL to a migrated PostgreSQL'],
    [
      'a database that is not migrated',
      { DATABASE_URL: bare.href, TEMPORAL_ADDRESS: address },
      'run npm run migrate -- up',
    ],
    [
      'a database of an earlier version',
      { DATABASE_URL: older.url, TEMPORAL_ADDRESS: address },
      `it lacks ${last}: run`,
    ],
    [
      'a Temporal that is away',
      { DATABASE_URL: url, TEMPORAL_ADDRESS: '127.0.0.1:9' },
      'Temporal cannot be reached at 127.0.0.1:9',
    ],
  ])('says why: %s', async (_, settings, message) => {
    const { PATH } = process.env;
    const worker = promisify(execFile)(
      process.execPath,
      [fileURLToPath(new URL('../../app/worker.ts', import.meta.url))],
      { env: { PATH, HOME: stateDir, COPYDESK_STATE_DIR: stateDir, ...settings } },
    );
    await expect(worker).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
    // A message, not a stack trace.
    await expect(worker).rejects.not.toMatchObject({ stderr: expect.stringContaining('    at ') });
  });
});
