import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { sql } from 'kysely';
import { createActivities } from '../activities/index.ts';
import { isPublicAddress } from '../activities/sources/addresses.ts';
import { loadStages } from '../activities/stages.ts';
import { connect, type Database } from '../db/connection.ts';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { temporalSettings } from './temporal-settings.ts';

/** Milliseconds that activities get to end when the worker is told to; after that they are tried again elsewhere. */
const SHUTDOWN_GRACE = 10_000;
/** Milliseconds after which the worker ends in any case. */
const SHUTDOWN_FORCE = 30_000;
/** Connections beyond one an activity: a stage loads two things at once. */
const SPARE_CONNECTIONS = 4;

/** A worker that cannot start for a reason that a person can mend. */
class StartError extends Error {}

async function connectDatabase(config: Config): Promise<Database> {
  if (config.databaseUrl === undefined) {
    throw new StartError(
      'DATABASE_URL is not set: set it to a migrated PostgreSQL, or use npm start, which brings one.',
    );
  }
  const db = connect(config.databaseUrl, {
    maxConnections: config.concurrency + SPARE_CONNECTIONS,
    applicationName: 'copydesk-worker',
  });
  try {
    await sql`select from document_versions limit 0`.execute(db);
    return db;
  } catch (error) {
    await db.destroy();
    const { code, message } = error as NodeJS.ErrnoException;
    // undefined_table
    if (code === '42P01') throw new StartError('The database has not been migrated: run npm run migrate -- up.');
    throw new StartError(`The database in DATABASE_URL cannot be used: ${message || code}.`, { cause: error });
  }
}

async function connectTemporal(): Promise<{ connection: NativeConnection; namespace: string }> {
  const { connection: options, address, namespace } = temporalSettings();
  if (address === undefined) {
    throw new StartError('TEMPORAL_ADDRESS is not set: set it to host:port, or use npm start, which brings a server.');
  }
  try {
    return { connection: await NativeConnection.connect(options), namespace };
  } catch (error) {
    throw new StartError(`Temporal cannot be reached at ${address}: ${(error as Error).message}.`, { cause: error });
  }
}

/** Works until it is told to end by SIGTERM, SIGINT or SIGHUP. */
async function main(): Promise<void> {
  const config = loadConfig();
  const { rawRoot, maxBytes, userAgent } = config;
  const db = await connectDatabase(config);
  // Before the first connection, which would install the default runtime.
  Runtime.install({ shutdownSignals: ['SIGINT', 'SIGTERM', 'SIGHUP'] });
  const { connection, namespace } = await connectTemporal();
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: config.taskQueue,
    workflowBundle,
    activities: createActivities({
      db,
      stages: await loadStages(),
      sources: {
        rawRoot,
        maxBytes,
        userAgent,
        timeout: config.fetchTimeout,
        isAllowed: config.allowPrivateAddresses ? () => true : isPublicAddress,
      },
    }),
    maxConcurrentActivityTaskExecutions: config.concurrency,
    shutdownGraceTime: SHUTDOWN_GRACE,
    shutdownForceTime: SHUTDOWN_FORCE,
  });
  try {
    await worker.run();
  } finally {
    await connection.close();
    await db.destroy();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof StartError || error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
