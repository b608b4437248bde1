import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { stageFingerprints } from '../activities/fingerprints/index.ts';
import { createActivities } from '../activities/index.ts';
import { isPublicAddress } from '../activities/sources/addresses.ts';
import { startPool } from '../activities/stage-runner/pool.ts';
import { connect, type Database } from '../db/connection.ts';
import { messageOf } from '../db/errors.ts';
import { migrationStatus } from '../db/migrate.ts';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { readRunningStack } from './local/stack-file.ts';
import { temporalSettings } from './temporal-settings.ts';

/** Milliseconds that activities get to end when the worker is told to; after that they are tried again elsewhere. */
const SHUTDOWN_GRACE = 5_000;
/** Milliseconds after which the worker ends in any case. */
const SHUTDOWN_FORCE = 12_000;
/** Connections beyond one an activity: a stage loads two things at once. */
const SPARE_CONNECTIONS = 4;

/** A worker that cannot start for a reason that a person can mend. */
class StartError extends Error {}

async function connectDatabase(config: Config): Promise<Database> {
  const url = config.databaseUrl ?? readRunningStack(config.stateDir)?.databaseUrl;
  if (url === undefined) {
    throw new StartError(
      'There is no database: set DATABASE_URL to a migrated PostgreSQL, or run npm start, which brings one.',
    );
  }
  const db = connect(url, {
    maxConnections: config.concurrency + SPARE_CONNECTIONS,
    applicationName: 'copydesk-worker',
  });
  try {
    const missing = (await migrationStatus(db)).filter(({ appliedAt }) => appliedAt === null);
    if (missing.length === 0) return db;
    const names = missing.map(({ name }) => name).join(', ');
    throw new StartError(`The database has not been migrated, it lacks ${names}: run npm run migrate -- up.`);
  } catch (error) {
    await db.destroy();
    if (error instanceof StartError) throw error;
    throw new StartError(`The database cannot be used: ${messageOf(error)}. Check DATABASE_URL.`, { cause: error });
  }
}

async function connectTemporal({ stateDir }: Config): Promise<{ connection: NativeConnection; namespace: string }> {
  const { connection: options, address: given, namespace } = temporalSettings();
  const address = given ?? readRunningStack(stateDir)?.temporalAddress;
  if (address === undefined) {
    throw new StartError(
      'There is no Temporal server: set TEMPORAL_ADDRESS to host:port, or run npm start, which brings one.',
    );
  }
  try {
    return { connection: await NativeConnection.connect({ ...options, address }), namespace };
  } catch (error) {
    throw new StartError(`Temporal cannot be reached at ${address}: ${(error as Error).message}.`, { cause: error });
  }
}

/**
 * Works until it is told to end by SIGTERM, SIGINT or SIGHUP, on the database and Temporal server of the settings, else on
 * those of the running local stack.
 */
async function main(): Promise<void> {
  const config = loadConfig();
  const { rawRoot, maxBytes, userAgent } = config;
  const db = await connectDatabase(config);
  // Before the first connection, which would install the default runtime.
  Runtime.install({ shutdownSignals: ['SIGINT', 'SIGTERM', 'SIGHUP'] });
  const { connection, namespace } = await connectTemporal(config);
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
  const stages = startPool({
    threads: config.stageThreads,
    heapMegabytes: config.stageMemory / 2 ** 20,
    fingerprints: await stageFingerprints(),
  });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: config.taskQueue,
    workflowBundle,
    activities: createActivities({
      db,
      stages,
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
    await stages.close();
    await connection.close();
    await db.destroy();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof StartError || error instanceof ConfigError ? error.message : error);
  // At once: what a shutdown by force left running, or a connection that stays open, must not hold the process.
  process.exit(1);
}
