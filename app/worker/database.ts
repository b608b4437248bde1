import { connect, type Database } from '../../db/connection.ts';
import { messageOf } from '../../db/errors.ts';
import { migrationStatus } from '../../db/migrate.ts';
import type { Config } from '../config.ts';
import { readRunningStack } from '../local/stack-file.ts';
import { StartError } from './start-error.ts';

/** Connections of an activity for one document: a stage loads two things at once. */
const PER_ACTIVITY = 1;
/** Connections of a bulk activity: it writes a slice while it reads the next. */
const PER_BULK_ACTIVITY = 2;
/** Connections beyond these, for those that need more at times, and for health. */
const SPARE = 4;

/**
 * Opens the database of the settings, else that of the running local stack.
 * @returns it, with its address.
 * @throws StartError when there is none, it cannot be used, or lacks migrations.
 */
export async function connectDatabase(config: Config): Promise<{ db: Database; url: string }> {
  const url = config.databaseUrl ?? readRunningStack(config.stateDir)?.databaseUrl;
  if (url === undefined) {
    throw new StartError(
      'There is no database: set DATABASE_URL to a migrated PostgreSQL, or run npm start, which brings one.',
    );
  }
  const db = connect(url, {
    maxConnections: connectionsOf(config),
    applicationName: 'copydesk-worker',
  });
  try {
    const missing = (await migrationStatus(db)).filter(({ appliedAt }) => appliedAt === null);
    if (missing.length === 0) return { db, url };
    const names = missing.map(({ name }) => name).join(', ');
    throw new StartError(`The database has not been migrated, it lacks ${names}: run npm run migrate -- up.`);
  } catch (error) {
    await db.destroy();
    if (error instanceof StartError) throw error;
    throw new StartError(`The database cannot be used: ${messageOf(error)}. Check DATABASE_URL.`, { cause: error });
  }
}

function connectionsOf({ roles, concurrency, bulkConcurrency }: Config): number {
  const single = roles === 'bulk' ? 0 : concurrency * PER_ACTIVITY;
  const bulk = roles === 'interactive' ? 0 : bulkConcurrency * PER_BULK_ACTIVITY;
  return single + bulk + SPARE;
}
