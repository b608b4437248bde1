import { availableParallelism } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { EntityTagger } from '../activities/entity-tagger/types.ts';

/** The folder that holds package.json, without a slash at its end. Relative paths in settings start here. */
export const PROJECT_ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/u, '');

const path = z
  .string()
  .transform((given) => (isAbsolute(given) ? given : join(PROJECT_ROOT, given)).replace(/(?<=.)[/\\]+$/u, ''));

const BYTES_PER_UNIT = { '': 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

const bytes = (least: number) =>
  z.string().transform((given, context) => {
    const [, count, unit = ''] = /^(\d{1,12}) ?([KMG]iB)?$/u.exec(given) ?? [];
    const value = Number(count) * BYTES_PER_UNIT[unit as keyof typeof BYTES_PER_UNIT];
    if (Number.isSafeInteger(value) && value >= least) return value;
    context.addIssue(`expected a number of bytes, at least ${least}, such as 2147483648 or 2 GiB`);
    return z.NEVER;
  });

/** Bytes that the stages need for themselves, with room for a document. */
const LEAST_STAGE_MEMORY = 256 * BYTES_PER_UNIT.MiB;

const count = (least: number, most: number) =>
  z.string().transform((given, context) => {
    const value = /^\d{1,9}$/u.test(given) ? Number(given) : Number.NaN;
    if (value >= least && value <= most) return value;
    context.addIssue(`expected a whole number from ${least} to ${most}`);
    return z.NEVER;
  });

const flag = z.string().transform((given, context) => {
  if (/^(?:true|1|yes|on)$/iu.test(given)) return true;
  if (/^(?:false|0|no|off)$/iu.test(given)) return false;
  context.addIssue('expected true or false');
  return z.NEVER;
});

const choice = <const Choices extends readonly [string, ...string[]]>(...choices: Choices) =>
  z.enum(choices, { error: `expected ${choices.join(', ').replace(/, ([^,]+)$/u, ' or $1')}` });

const host = z.string().regex(/^(?:[\w.-]+|[\da-f]*:[\da-f:.]+)$/iu, {
  error: 'expected a name or address of this machine, such as 127.0.0.1, or 0.0.0.0 for all',
});

const hostAndPort = z.string().transform((given, context) => {
  const [, host, port] = /^(\[[\da-f:.]+\]|[\w.-]+):(\d{1,5})$/iu.exec(given) ?? [];
  if (host && Number(port) <= 65_535) return { host: host.replace(/^\[|\]$/gu, ''), port: Number(port) };
  context.addIssue('expected host:port, such as 127.0.0.1:9464');
  return z.NEVER;
});

const url = (...schemes: string[]) =>
  z.string().refine((given) => URL.canParse(given) && schemes.includes(new URL(given).protocol.slice(0, -1)), {
    error: `expected an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

const FOLDER = /^(?:\.{0,2}[/\\]|[a-z]:[/\\])/iu;
const HUB_MODEL = /^(?<name>\w[\w.-]*(?:\/\w[\w.-]*)?)(?:@(?<revision>\w[\w./-]*))?$/u;

const entityTagger = z.string().transform((given, context): EntityTagger => {
  if (given === 'copydesk') return { kind: 'copydesk' };
  const [, source = ''] = /^transformers:(.+)$/u.exec(given) ?? [];
  if (FOLDER.test(source)) return { kind: 'transformers', folder: resolve(PROJECT_ROOT, source) };
  const { name, revision = 'main' } = HUB_MODEL.exec(source)?.groups ?? {};
  if (name !== undefined && !source.includes('..')) return { kind: 'transformers', name, revision };
  context.addIssue('expected copydesk, transformers:FOLDER (that begins with / or ./) or transformers:NAME[@REVISION]');
  return z.NEVER;
});

/**
 * Every setting, by the name of its environment variable; an empty variable counts as unset. docs/configuration.md tells
 * what they do, and a test that it tells of all. Where Temporal is, and as whom to speak to it, is read by
 * `temporal-settings.ts`.
 */
const SETTINGS = z.object({
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  COPYDESK_STATE_DIR: path.default(join(PROJECT_ROOT, '.copydesk')),
  COPYDESK_RAW_ROOT: path.default(join(PROJECT_ROOT, 'raw')),
  COPYDESK_TASK_QUEUE: z.string().max(200, { error: 'expected at most 200 characters' }).default('copydesk'),
  COPYDESK_MAX_BYTES: bytes(1).default(20 * BYTES_PER_UNIT.MiB),
  COPYDESK_ALLOW_PRIVATE_ADDRESSES: flag.default(false),
  COPYDESK_USER_AGENT: z
    .string()
    .regex(/^[\x20-\x7e]+$/u, { error: 'expected printable ASCII characters' })
    .default('copydesk/0.1 (news archive)'),
  COPYDESK_FETCH_TIMEOUT: count(1, 3600).default(30),
  COPYDESK_HOST_INTERVAL: count(0, 3_600_000).default(1000),
  COPYDESK_ROLES: choice('all', 'interactive', 'bulk').default('all'),
  COPYDESK_CONCURRENCY: count(1, 1000).default(4),
  COPYDESK_BULK_CONCURRENCY: count(1, 100).default(2),
  COPYDESK_STAGE_THREADS: count(1, 256).default(availableParallelism()),
  COPYDESK_STAGE_MEMORY: bytes(LEAST_STAGE_MEMORY).default(2 * BYTES_PER_UNIT.GiB),
  COPYDESK_ENTITY_TAGGER: entityTagger.default({ kind: 'copydesk' }),
  COPYDESK_MAX_POLLERS: count(2, 100).default(10),
  COPYDESK_SHUTDOWN_GRACE: count(0, 3600).default(5),
  COPYDESK_DEPLOYMENT: z
    .string()
    .regex(/^[\w-]{1,100}$/u, { error: 'expected a name of letters, digits, _ and -' })
    .optional(),
  COPYDESK_BUILD_ID: z
    .string()
    .regex(/^[\w.+-]{1,100}$/u, { error: 'expected a name of letters, digits and ._+-' })
    .optional(),
  COPYDESK_HTTP_ADDRESS: hostAndPort.optional(),
  COPYDESK_OPENLINEAGE_URL: url('http', 'https').optional(),
  COPYDESK_OPENLINEAGE_FILE: path.optional(),
  COPYDESK_OPENLINEAGE_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/u, { error: 'expected printable ASCII characters without spaces' })
    .optional(),
  COPYDESK_LOG_FORMAT: choice('text', 'json').default('text'),
  COPYDESK_LOG_LEVEL: choice('trace', 'debug', 'info', 'warn', 'error').default('info'),
  COPYDESK_POSTGRES_PORT: count(1, 65_535).optional(),
  COPYDESK_TEMPORAL_PORT: count(1, 65_535).optional(),
  COPYDESK_TEMPORAL_UI_PORT: count(1, 65_535).optional(),
  COPYDESK_READER_HOST: host.default('127.0.0.1'),
  COPYDESK_READER_PORT: count(1, 65_535).optional(),
  TEMPORAL_UI_URL: url('http', 'https').optional(),
});

/** Settings whose values are not repeated in messages: addresses may hold a password. */
const SECRETS = new Set(['DATABASE_URL', 'COPYDESK_OPENLINEAGE_URL', 'COPYDESK_OPENLINEAGE_API_KEY']);

/** Environment variables that are settings, and those of them that have no value unless they are given one. */
export const SETTING_NAMES = Object.keys(SETTINGS.shape);
export const OPTIONAL_SETTING_NAMES = Object.entries(SETTINGS.shape).flatMap(([name, schema]) =>
  schema instanceof z.ZodOptional ? [name] : [],
);

/** The settings in force. */
export interface Config {
  /** PostgreSQL to use instead of the embedded one. */
  databaseUrl: string | undefined;
  /** Absolute path. */
  stateDir: string;
  /** Absolute path. */
  rawRoot: string;
  taskQueue: string;
  /** Bytes of the largest document taken. */
  maxBytes: number;
  allowPrivateAddresses: boolean;
  userAgent: string;
  /** Milliseconds for one fetch. */
  fetchTimeout: number;
  /** Least milliseconds between two requests to one host. */
  hostInterval: number;
  /** Queues that a worker takes work from: that of single documents, that of bulk work, or both. */
  roles: 'all' | 'interactive' | 'bulk';
  /** Activities for single documents that a worker runs at once. */
  concurrency: number;
  /** Bulk activities that a worker runs at once. */
  bulkConcurrency: number;
  /** Threads for the stages. */
  stageThreads: number;
  /** Bytes of JavaScript objects that each of these may have. */
  stageMemory: number;
  /** What finds names. */
  entityTagger: EntityTagger;
  /** Requests for work that wait at Temporal at once, for each kind of task and queue; as many as it takes are used. */
  maxPollers: number;
  /** Milliseconds that activities get to end by themselves when the worker is told to. */
  shutdownGrace: number;
  /** Name under which the workers are versioned; undefined leaves them without versions. */
  deployment: string | undefined;
  /** Version of this worker; undefined lets it be computed. */
  buildId: string | undefined;
  /** Where health and metrics are served; undefined serves none. */
  httpAddress: { host: string; port: number } | undefined;
  /** Where OpenLineage events are posted, and the file that they are appended to; undefined for neither. */
  lineageUrl: string | undefined;
  lineageFile: string | undefined;
  lineageApiKey: string | undefined;
  logFormat: 'text' | 'json';
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  /** Ports of the local stack; undefined leaves the choice to it. */
  postgresPort: number | undefined;
  temporalPort: number | undefined;
  temporalUiPort: number | undefined;
  /** Where the reader listens; an undefined port leaves the choice to it. */
  readerHost: string;
  readerPort: number | undefined;
  /** UI of the Temporal server that is used instead of the local one. */
  temporalUiUrl: string | undefined;
}

/** Settings that do not make sense; the message has a line for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads all settings.
 * @param environment variables by name.
 * @throws ConfigError that names each bad variable, its value, and what was expected.
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    SETTING_NAMES.flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const { data, error } = SETTINGS.safeParse(given);
  if (!data) {
    const lines = error.issues.map(({ path: [name], message }) => {
      const value = SECRETS.has(String(name)) ? '(not shown)' : JSON.stringify(given[name as string]);
      return `${String(name)} is ${value}: ${message}.`;
    });
    throw new ConfigError(lines.join('\n'));
  }
  return {
    databaseUrl: data.DATABASE_URL,
    stateDir: data.COPYDESK_STATE_DIR,
    rawRoot: data.COPYDESK_RAW_ROOT,
    taskQueue: data.COPYDESK_TASK_QUEUE,
    maxBytes: data.COPYDESK_MAX_BYTES,
    allowPrivateAddresses: data.COPYDESK_ALLOW_PRIVATE_ADDRESSES,
    userAgent: data.COPYDESK_USER_AGENT,
    fetchTimeout: data.COPYDESK_FETCH_TIMEOUT * 1000,
    hostInterval: data.COPYDESK_HOST_INTERVAL,
    roles: data.COPYDESK_ROLES,
    concurrency: data.COPYDESK_CONCURRENCY,
    bulkConcurrency: data.COPYDESK_BULK_CONCURRENCY,
    stageThreads: data.COPYDESK_STAGE_THREADS,
    stageMemory: data.COPYDESK_STAGE_MEMORY,
    entityTagger: data.COPYDESK_ENTITY_TAGGER,
    maxPollers: data.COPYDESK_MAX_POLLERS,
    shutdownGrace: data.COPYDESK_SHUTDOWN_GRACE * 1000,
    deployment: data.COPYDESK_DEPLOYMENT,
    buildId: data.COPYDESK_BUILD_ID,
    httpAddress: data.COPYDESK_HTTP_ADDRESS,
    lineageUrl: data.COPYDESK_OPENLINEAGE_URL,
    lineageFile: data.COPYDESK_OPENLINEAGE_FILE,
    lineageApiKey: data.COPYDESK_OPENLINEAGE_API_KEY,
    logFormat: data.COPYDESK_LOG_FORMAT,
    logLevel: data.COPYDESK_LOG_LEVEL,
    postgresPort: data.COPYDESK_POSTGRES_PORT,
    temporalPort: data.COPYDESK_TEMPORAL_PORT,
    temporalUiPort: data.COPYDESK_TEMPORAL_UI_PORT,
    readerHost: data.COPYDESK_READER_HOST,
    readerPort: data.COPYDESK_READER_PORT,
    temporalUiUrl: data.TEMPORAL_UI_URL,
  };
}
