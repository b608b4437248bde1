import { join } from 'node:path';
import { connect, type Database } from '../../db/connection.ts';
import { type Config, loadConfig } from '../config.ts';
import { startPostgres } from './postgres.ts';
import { readRunningStack } from './stack-file.ts';

/** Folder of the embedded PostgreSQL's cluster. */
export function clusterFolder(stateDir: string): string {
  return join(stateDir, 'postgres');
}

/**
 * Finds the database for a short command: `DATABASE_URL`, else that of the running local stack, else the embedded
 * PostgreSQL, started for the time of the command.
 * @returns its address, and what to call when done.
 */
export async function findDatabase(config: Config): Promise<{ url: string; release(): Promise<void> }> {
  const known = config.databaseUrl ?? readRunningStack(config.stateDir)?.databaseUrl;
  if (known !== undefined) return { url: known, release: async () => {} };
  const postgres = await startPostgres({ dataDir: clusterFolder(config.stateDir), port: config.postgresPort });
  return { url: postgres.url, release: postgres.stop };
}

/** Does something with the database that `findDatabase` finds by the settings, and closes it. */
export async function withDatabase<Result>(work: (db: Database) => Promise<Result>): Promise<Result> {
  const { url, release } = await findDatabase(loadConfig());
  const db = connect(url);
  try {
    return await work(db);
  } finally {
    await db.destroy();
    await release();
  }
}
