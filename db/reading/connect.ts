import { CompiledQuery, type DatabaseConnection } from 'kysely';
import { connect, type Database } from '../connection.ts';

export interface ReadingOptions {
  /** Most connections kept open at once. Default 4: pages ask in short queries. */
  maxConnections?: number;
  /** Milliseconds after which the database gives a query up. Default 5,000. */
  statementTimeout?: number;
  /** Told once where the role `copydesk_reader` cannot be used, why and what to do. Default: a warning of the process. */
  onWarning?: (message: string) => void;
}

const ROLE = 'copydesk_reader';

/**
 * Opens a pool of connections that read: transactions are read-only, and each connection asks as `copydesk_reader`, which may
 * read and nothing else, so that not even `set transaction read write` lets anything in. Where there is no such role, or this
 * user may not become it, the connections ask as the user they are, read-only, and a warning says so.
 * `await db.destroy()` closes it.
 */
export function connectForReading(url: string, options: ReadingOptions = {}): Database {
  const {
    maxConnections = 4,
    statementTimeout = 5_000,
    onWarning = (message) => process.emitWarning(message),
  } = options;
  let warned = false;
  const warn = (message: string) => {
    if (!warned) onWarning(message);
    warned = true;
  };
  return connect(url, {
    maxConnections,
    applicationName: 'copydesk-reader',
    prepare: async (connection) => {
      const run = (statement: string) => connection.executeQuery(CompiledQuery.raw(statement));
      await run(
        `set default_transaction_read_only = on; set statement_timeout = ${Math.trunc(statementTimeout)}; set random_page_cost = 1.1`,
      );
      const obstacle = await obstacleTo(connection);
      if (obstacle === null) await run(`set role ${ROLE}`);
      else {
        warn(
          `The reader asks the database as the user of its address, in read-only transactions: ${obstacle}. To have it ask as one who may only read, run as an administrator: create role ${ROLE} nologin; grant ${ROLE} to the reader's user; then npm run migrate -- up.`,
        );
      }
    },
  });
}

/** @returns what keeps this connection from asking as the role; null where nothing does. */
async function obstacleTo(connection: DatabaseConnection): Promise<string | null> {
  const ask = async (statement: string) =>
    (await connection.executeQuery<{ answer: boolean }>(CompiledQuery.raw(statement))).rows[0].answer;
  if (!(await ask(`select exists (select from pg_roles where rolname = '${ROLE}') as answer`))) {
    return `there is no role ${ROLE}`;
  }
  // Since version 16 one may be a member of a role and yet not set it.
  const version = `select current_setting('server_version_num')::int >= 160000 as answer`;
  const membership = (await ask(version)) ? 'SET' : 'MEMBER';
  if (!(await ask(`select pg_has_role('${ROLE}', '${membership}') as answer`))) return `it may not become ${ROLE}`;
  // Nor may the role read tables that somebody else made, or that were restored without privileges.
  const mayRead = `select bool_and(has_table_privilege('${ROLE}', oid, 'select')) as answer from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')`;
  return (await ask(mayRead)) ? null : `${ROLE} may not read all tables`;
}
