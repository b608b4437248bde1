import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The folder that holds package.json, without a slash at its end. Relative paths in settings start here. */
export const PROJECT_ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/u, '');

const path = z
  .string()
  .transform((given) => (isAbsolute(given) ? given : join(PROJECT_ROOT, given)).replace(/(?<=.)[/\\]+$/u, ''));

const BYTES_PER_UNIT = { '': 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

const bytes = z.string().transform((given, context) => {
  const [, count, unit = ''] = /^(\d{1,12}) ?([KMG]iB)?$/u.exec(given) ?? [];
  const value = Number(count) * BYTES_PER_UNIT[unit as keyof typeof BYTES_PER_UNIT];
  if (Number.isSafeInteger(value) && value > 0) return value;
  context.addIssue('expected a number of bytes above 0, such as 20971520 or 20 MiB');
  return z.NEVER;
});

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

const url = (...schemes: string[]) =>
  z.string().refine((given) => URL.canParse(given) && schemes.includes(new URL(given).protocol.slice(0, -1)), {
    error: `expected an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

/**
 * Every setting, by the name of its environment variable; an empty variable counts as unset. Where Temporal is, and as
 * whom to speak to it, is read by `temporal-settings.ts`.
 *
 * | variable | default | what it does |
 * |---|---|---|
 * | `DATABASE_URL` | – | a PostgreSQL to use instead of the embedded one |
 * | `COPYDESK_STATE_DIR` | `.copydesk` | the embedded database, Temporal's history, logs, downloads |
 * | `COPYDESK_RAW_ROOT` | `raw` | the folder that file sources are read from, and from nowhere else |
 * | `COPYDESK_TASK_QUEUE` | `copydesk` | the Temporal task queue of the workers |
 * | `COPYDESK_MAX_BYTES` | `20 MiB` | the largest document taken; bytes, or with KiB, MiB, GiB |
 * | `COPYDESK_ALLOW_PRIVATE_ADDRESSES` | `false` | whether URLs on this machine and on private networks may be fetched |
 * | `COPYDESK_USER_AGENT` | `copydesk/0.1 (news archive)` | what fetches call themselves |
 * | `COPYDESK_FETCH_TIMEOUT` | `30` | seconds for one fetch of a URL, redirects and all |
 * | `COPYDESK_CONCURRENCY` | `4` | activities a worker runs at once, and documents `npm start` has under way |
 * | `COPYDESK_POSTGRES_PORT` | any free | port of the embedded PostgreSQL |
 * | `COPYDESK_TEMPORAL_PORT` | 7233, else any free | port of the local Temporal server |
 * | `COPYDESK_TEMPORAL_UI_PORT` | 8233, else any free | port of its web UI |
 * | `TEMPORAL_UI_URL` | – | the UI of the server that `TEMPORAL_ADDRESS` names, for links |
 *
 * Relative paths start at the project's folder.
 */
const SETTINGS = z.object({
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  COPYDESK_STATE_DIR: path.default(join(PROJECT_ROOT, '.copydesk')),
  COPYDESK_RAW_ROOT: path.default(join(PROJECT_ROOT, 'raw')),
  COPYDESK_TASK_QUEUE: z.string().max(200, { error: 'expected at most 200 characters' }).default('copydesk'),
  COPYDESK_MAX_BYTES: bytes.default(20 * BYTES_PER_UNIT.MiB),
  COPYDESK_ALLOW_PRIVATE_ADDRESSES: flag.default(false),
  COPYDESK_USER_AGENT: z
    .string()
    .regex(/^[\x20-\x7e]+$/u, { error: 'expected printable ASCII characters' })
    .default('copydesk/0.1 (news archive)'),
  COPYDESK_FETCH_TIMEOUT: count(1, 3600).default(30),
  COPYDESK_CONCURRENCY: count(1, 1000).default(4),
  COPYDESK_POSTGRES_PORT: count(1, 65_535).optional(),
  COPYDESK_TEMPORAL_PORT: count(1, 65_535).optional(),
  COPYDESK_TEMPORAL_UI_PORT: count(1, 65_535).optional(),
  TEMPORAL_UI_URL: url('http', 'https').optional(),
});

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
  /** Activities a worker runs at once. */
  concurrency: number;
  /** Ports of the local stack; undefined leaves the choice to it. */
  postgresPort: number | undefined;
  temporalPort: number | undefined;
  temporalUiPort: number | undefined;
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
    Object.keys(SETTINGS.shape).flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const { data, error } = SETTINGS.safeParse(given);
  if (!data) {
    const lines = error.issues.map(({ path: [name], message }) => {
      const value = name === 'DATABASE_URL' ? '(not shown)' : JSON.stringify(given[name as string]);
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
    concurrency: data.COPYDESK_CONCURRENCY,
    postgresPort: data.COPYDESK_POSTGRES_PORT,
    temporalPort: data.COPYDESK_TEMPORAL_PORT,
    temporalUiPort: data.COPYDESK_TEMPORAL_UI_PORT,
    temporalUiUrl: data.TEMPORAL_UI_URL,
  };
}
