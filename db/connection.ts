import { type DatabaseConnection, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './types.ts';

export type Database = Kysely<DB>;
/** What every function of this folder takes: the database, or a transaction that it becomes part of. */
export type Connection = Database | Transaction<DB>;

export interface ConnectOptions {
  /** Most connections kept open at once. Default 10; more only helps with as many activities at once. */
  maxConnections?: number;
  /** Shown in `pg_stat_activity`. Default `copydesk`. */
  applicationName?: string;
  /** Milliseconds to wait for a connection before an error that may be tried again. Default 10,000. */
  connectTimeout?: number;
  /** Told when a connection that nobody uses is lost; the next query opens another. Default: a warning of the process. */
  onIdleError?: (error: Error) => void;
  /** Prepares each connection before its first query. Default: nothing to prepare. */
  prepare?: (connection: DatabaseConnection) => Promise<void>;
}

/** Counts and ids come as numbers: they stay far below 2^53. */
const types = {
  getTypeParser: ((oid: number, format: 'text') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Opens a pool of connections, lazily; `await db.destroy()` closes it. */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName ?? 'copydesk',
    connectionTimeoutMillis: options.connectTimeout ?? 10_000,
    keepAlive: true,
    types,
  });
  pool.on(
    'error',
    options.onIdleError ?? ((error) => process.emitWarning(`Lost a database connection: ${error.message}`)),
  );
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool, onCreateConnection: options.prepare }) });
}

/** Runs in a transaction: the one given, or else a new one. */
export function inTransaction<T>(db: Connection, work: (transaction: Transaction<DB>) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Transaction<DB>) : db.transaction().execute(work);
}
