import { readdir } from 'node:fs/promises';
import { type Migration, type MigrationResult, Migrator, sql } from 'kysely';
import type { Database } from './connection.ts';

const FOLDER = new URL('../migrations/', import.meta.url);

/** One migration and when it was applied, null where it was not. */
export interface MigrationState {
  name: string;
  appliedAt: Date | null;
}

/**
 * Applies all migrations that are missing, in one transaction; two processes may do so at once. Then lets the reader's role
 * read what there is now, in databases that were restored from elsewhere too.
 * @returns names of those applied now.
 * @throws the error of the migration that failed, named in the message, or that of the database; nothing is changed then.
 */
export async function migrateUp(db: Database): Promise<string[]> {
  const applied = settle(await migrator(db).migrateToLatest());
  await sql`select grant_reading()`.execute(db);
  return applied;
}

/** Takes back the last migration. @returns its name, or nothing where none was applied. */
export async function migrateDown(db: Database): Promise<string[]> {
  return settle(await migrator(db).migrateDown());
}

/** All migrations of this code, in order. */
export async function migrationStatus(db: Database): Promise<MigrationState[]> {
  const migrations = await migrator(db).getMigrations();
  return migrations.map(({ name, executedAt }) => ({ name, appliedAt: executedAt ?? null }));
}

function migrator(db: Database): Migrator {
  return new Migrator({ db, provider: { getMigrations: readMigrations } });
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {};
  for (const file of await readdir(FOLDER)) {
    if (/^\d{4}_\w+\.ts$/u.test(file)) migrations[file.slice(0, -3)] = await import(new URL(file, FOLDER).href);
  }
  return migrations;
}

function settle({ error, results = [] }: { error?: unknown; results?: MigrationResult[] }): string[] {
  if (error !== undefined) {
    const failed = results.find(({ status }) => status === 'Error')?.migrationName;
    // Before the first: the database cannot be reached, or has migrations that this code does not know.
    if (failed === undefined) throw error;
    throw new Error(`Migration ${failed} failed: ${(error as Error).message}`, { cause: error });
  }
  return results.map(({ migrationName }) => migrationName);
}
