import { type Kysely, sql } from 'kysely';
import { connect, type Database } from '../../../db/connection.ts';
import { messageOf } from '../../../db/errors.ts';
import { migrationStatus } from '../../../db/migrate.ts';
import { connectForReading } from '../../../db/reading/connect.ts';
import { postgresBinaries } from '../../local/postgres-binaries.ts';
import { type Check, type Finding, ok, problem, warning } from '../check.ts';

/** As the server numbers its versions. */
const LEAST_VERSION = 140_000;
/** Milliseconds for a server to answer. */
const PATIENCE = 5_000;
/** Connections that should be free for another worker. */
const FEW_CONNECTIONS = 20;
const NAME = 'PostgreSQL';

/** The database of DATABASE_URL, else that of the running stack, else whether the embedded one can be started. */
export const checkDatabase: Check = async ({ config, stack }) => {
  const url = config.databaseUrl ?? stack?.databaseUrl;
  if (url === undefined) return [await checkEmbedded()];
  const place = withoutPassword(url);
  const db = connect(url, { maxConnections: 1, applicationName: 'copydesk-doctor', connectTimeout: PATIENCE });
  try {
    const server = await checkServer(db, place);
    if (server.some(({ status }) => status === 'problem')) return server;
    return [...server, ...(await checkMigrations(db)), ...(await checkReading(url))];
  } catch (error) {
    const advice =
      config.databaseUrl === undefined
        ? 'end npm start and start it again; its log is in the state folder'
        : 'check DATABASE_URL, whether the server runs, and whether this machine may connect; unset it to use the embedded PostgreSQL';
    return [problem(NAME, `${place} cannot be used: ${messageOf(error)}`, advice)];
  } finally {
    await db.destroy();
  }
};

async function checkEmbedded(): Promise<Finding> {
  try {
    await postgresBinaries();
    return ok(NAME, 'does not run; npm start brings it, or set DATABASE_URL to use one of yours');
  } catch (error) {
    return problem(NAME, (error as Error).message, 'set DATABASE_URL, or install the packages anew: npm ci');
  }
}

/** Version, encoding, rights and room. */
async function checkServer(db: Database, place: string): Promise<Finding[]> {
  const { rows } = await sql<{
    version: string;
    number: number;
    encoding: string;
    isStandby: boolean;
    user: string;
    mayCreate: boolean;
    mayWrite: boolean;
    mayMakeTemporary: boolean;
    free: number;
  }>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      current_setting('server_encoding') as encoding, pg_is_in_recovery() as "isStandby", current_user as user,
      has_schema_privilege('public', 'create') as "mayCreate",
      coalesce((select bool_and(has_table_privilege(c.oid, 'select, insert, update, delete')) from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'), true) as "mayWrite",
      has_database_privilege(current_database(), 'temp') as "mayMakeTemporary",
      current_setting('max_connections')::int - (select count(*) from pg_stat_activity where datname is not null)::int as free
  `.execute(db as Kysely<unknown> as Database);
  const [{ version, number, encoding, isStandby, user, mayCreate, mayWrite, mayMakeTemporary, free }] = rows;
  const findings: Finding[] = [];
  const note = (isWrong: boolean, found: string, advice: string) => {
    if (isWrong) findings.push(problem(NAME, found, advice));
  };
  note(
    number < LEAST_VERSION,
    `${place} is version ${version}; 14 or newer is needed`,
    'upgrade the server, or set DATABASE_URL to another',
  );
  note(
    encoding !== 'UTF8',
    `${place} keeps text as ${encoding}`,
    `make a database with: create database copydesk encoding 'UTF8' template template0`,
  );
  note(isStandby, `${place} is a standby, which takes no writes`, 'set DATABASE_URL to the primary server');
  note(
    !mayCreate,
    `${user} may not make tables in the schema public`,
    `run as the database's owner: grant create, usage on schema public to ${user}`,
  );
  note(
    !mayWrite,
    `${user} may not write all tables`,
    `run as the tables' owner: grant select, insert, update, delete on all tables in schema public to ${user}`,
  );
  note(
    !mayMakeTemporary,
    `${user} may not make temporary tables, which prune needs`,
    `run as the database's owner: grant temporary on database … to ${user}`,
  );
  if (findings.length === 0)
    findings.push(ok(NAME, `${version} at ${place}; ${user} has the rights; no extensions are needed`));
  if (free < FEW_CONNECTIONS) {
    findings.push(
      warning(
        NAME,
        `${free} connections are free, and a worker takes up to ${FEW_CONNECTIONS}`,
        'raise max_connections, or end what is not needed',
      ),
    );
  }
  return findings;
}

/** Whether the schema is this version's. */
async function checkMigrations(db: Database): Promise<Finding[]> {
  const known = await migrationStatus(db);
  const missing = known.filter(({ appliedAt }) => appliedAt === null).map(({ name }) => name);
  const applied = known.length - missing.length;
  const newer =
    applied === 0
      ? []
      : await unknownMigrations(
          db,
          known.map(({ name }) => name),
        );
  if (newer.length > 0) {
    return [
      problem(
        'Migrations',
        `the database has ${newer.join(', ')}, which this version does not know`,
        'use the version of Copydesk that applied them',
      ),
    ];
  }
  if (missing.length === 0) return [ok('Migrations', `all ${applied} are applied`)];
  const last = missing.length > 1 ? ` to ${missing.at(-1)}` : '';
  return [
    problem(
      'Migrations',
      `${missing.length} of ${known.length} are missing: ${missing[0]}${last}`,
      'run npm run migrate -- up',
    ),
  ];
}

async function unknownMigrations(db: Database, known: string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration where name <> all(${known}) order by name
  `.execute(db);
  return rows.map(({ name }) => name);
}

/** Whether the reader and the exports can ask as a role that may only read. */
async function checkReading(url: string): Promise<Finding[]> {
  const warnings: string[] = [];
  const db = connectForReading(url, { maxConnections: 1, onWarning: (message) => warnings.push(message) });
  try {
    await sql`select 1`.execute(db);
  } finally {
    await db.destroy();
  }
  if (warnings.length === 0) return [ok('Reading role', 'the reader asks as copydesk_reader, which may only read')];
  return warnings.map((message) => {
    const [found, advice = message] = message.split(/(?<=\.) (?=To have)/u);
    return warning('Reading role', found, advice);
  });
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password) shown.password = '…';
  return decodeURI(shown.href);
}
