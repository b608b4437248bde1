import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { startPostgres } from '../../app/local/postgres.ts';
import { connect } from '../../db/connection.ts';
import { migrateUp } from '../../db/migrate.ts';
import { tagEntities } from '../../stages/entities/index.ts';
import { progressQuery } from '../../workflows/messages.ts';
import { atEnd } from '../support/clean-up.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, runWorker, type TestIngest } from '../support/temporal.ts';

/** Milliseconds that the database is away. */
const OUTAGE = 20_000;

describe('a run', { concurrent: true, timeout: 120_000 }, () => {
  test('completes when PostgreSQL is stopped for 20 s in the middle of it', async ({ expect }) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'copydesk-test-outage-'));
    let postgres = await startPostgres({ dataDir: join(dataDir, 'postgres') });
    const db = connect(postgres.url, { onIdleError: () => undefined });
    atEnd(async () => {
      await db.destroy();
      await postgres.stop();
      await rm(dataDir, { recursive: true });
    });
    await migrateUp(db);

    let outage: Promise<void> | undefined;
    const ingest = await createTestIngest();
    await runWorker(ingest, db, {
      stages: {
        tagEntities: (input) => {
          // What follows is the saving of these entities.
          outage ??= postgres.stop().then(() => sleep(OUTAGE));
          return tagEntities(input);
        },
      },
    });
    const source = await ingest.addRaw('ferry.txt', { article: 'ferry.txt' });
    const handle = await ingest.start({ source });
    await expect.poll(() => outage !== undefined, { timeout: 30_000 }).toBe(true);
    await outage;
    expect((await handle.describe()).status.name).toBe('RUNNING');
    postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), port: postgres.port });

    expect(await handle.result()).toMatchObject({ version: 1, published: true });
    const { rows } = await sql`
      select (select count(*)::int from document_versions) as versions, (select count(*)::int from stage_results) as results,
        (select max(attempt) > 1 from stage_results) as retried, (select count(*)::int from failures) as failures
    `.execute(db);
    expect(rows).toEqual([{ versions: 1, results: 3, retried: true, failures: 0 }]);
  });

  test('completes when its worker is killed in the middle of it and started again', async ({ expect }) => {
    const { db, url } = await killedDatabase;
    const ingest = await createTestIngest();
    const source = await ingest.addRaw('ferry.txt', { article: 'ferry.txt' });

    // Saving the entities has to wait for this lock, so that the worker dies while it waits.
    const lock = Promise.withResolvers<void>();
    const holding = db.transaction().execute(async (transaction) => {
      await sql`lock table entities in access exclusive mode`.execute(transaction);
      await lock.promise;
    });
    const first = startWorkerProcess(ingest, url);
    const handle = await ingest.start({ source });
    try {
      await expect.poll(() => waitingForLock(db), { timeout: 60_000, interval: 100 }).toBe(1);
      first.kill('SIGKILL');
      await once(first, 'exit');
    } finally {
      lock.resolve();
      await holding;
    }

    startWorkerProcess(ingest, url);
    expect(await handle.result()).toMatchObject({ version: 1, published: true });
    expect((await handle.query(progressQuery)).attempts.entities).toBe(2);
    const { rows } = await sql`
      select (select count(*)::int from document_versions) as versions, (select count(*)::int from stage_results) as results,
        (select count(*)::int from artifacts) as artifacts, (select count(*)::int from captures) as captures,
        (select count(*)::int from failures) as failures
    `.execute(db);
    expect(rows).toEqual([{ versions: 1, results: 3, artifacts: 3, captures: 1, failures: 0 }]);
  });
});

const killedDatabase = createTestDatabase();

async function waitingForLock(db: Awaited<typeof killedDatabase>['db']): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name = 'copydesk-worker' and wait_event_type = 'Lock'
  `.execute(db);
  return rows[0].count;
}

/** `app/worker.ts` as a process of its own, until it is killed or the tests are done. */
function startWorkerProcess({ address, taskQueue, rawRoot }: TestIngest, databaseUrl: string): ChildProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../app/worker.ts', import.meta.url))], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: address,
      COPYDESK_TASK_QUEUE: taskQueue,
      COPYDESK_RAW_ROOT: rawRoot,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  atEnd(async () => {
    if (child.signalCode === 'SIGKILL') return;
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode, log).toBe(0);
  });
  return child;
}
