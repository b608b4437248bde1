import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import { startPostgres } from './postgres.ts';

/** Folder of the embedded PostgreSQL's cluster. */
export function clusterFolder(stateDir: string): string {
  return join(stateDir, 'postgres');
}

/** Where a running local stack says what it serves; the file `stack.json` in the state folder. */
interface Stack {
  databaseUrl?: string;
}

/**
 * Finds the database for a short command: `DATABASE_URL`, else that of the running local stack, else the embedded
 * PostgreSQL, started for the time of the command.
 * @returns its address, and what to call when done.
 */
export async function findDatabase(config: Config): Promise<{ url: string; release(): Promise<void> }> {
  const known = config.databaseUrl ?? (await runningStack(config.stateDir));
  if (known !== undefined) return { url: known, release: async () => {} };
  const postgres = await startPostgres({ dataDir: clusterFolder(config.stateDir), port: config.postgresPort });
  return { url: postgres.url, release: postgres.stop };
}

async function runningStack(stateDir: string): Promise<string | undefined> {
  let stack: Stack;
  try {
    stack = JSON.parse(await readFile(join(stateDir, 'stack.json'), 'utf8')) as Stack;
  } catch (error) {
    // No stack was ever started, or one is writing the file just now.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (stack.databaseUrl === undefined) return undefined;
  const client = new pg.Client({ connectionString: stack.databaseUrl, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    return stack.databaseUrl;
  } catch {
    // The file outlives a stack that was killed; starting PostgreSQL says what is wrong, if anything is.
    return undefined;
  } finally {
    await client.end();
  }
}
