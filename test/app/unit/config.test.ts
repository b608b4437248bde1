import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, OPTIONAL_SETTING_NAMES, PROJECT_ROOT, SETTING_NAMES } from '../../../app/config.ts';

describe('loadConfig', () => {
  it('has a default for everything', () => {
    expect(loadConfig({})).toEqual({
      databaseUrl: undefined,
      stateDir: join(PROJECT_ROOT, '.copydesk'),
      rawRoot: join(PROJECT_ROOT, 'raw'),
      taskQueue: 'copydesk',
      maxBytes: 20 * 1024 * 1024,
      allowPrivateAddresses: false,
      userAgent: 'copydesk/0.1 (news archive)',
      fetchTimeout: 30_000,
      hostInterval: 1000,
      roles: 'all',
      concurrency: 4,
      bulkConcurrency: 2,
      stageThreads: availableParallelism(),
      stageMemory: 2 * 1024 ** 3,
      entityTagger: { kind: 'copydesk' },
      maxPollers: 10,
      shutdownGrace: 5000,
      deployment: undefined,
      buildId: undefined,
      httpAddress: undefined,
      lineageUrl: undefined,
      lineageFile: undefined,
      lineageApiKey: undefined,
      logFormat: 'text',
      logLevel: 'info',
      postgresPort: undefined,
      temporalPort: undefined,
      temporalUiPort: undefined,
      readerHost: '127.0.0.1',
      readerPort: undefined,
      temporalUiUrl: undefined,
    });
  });

  it.each([
    ['COPYDESK_MAX_BYTES', '4096', 'maxBytes', 4096],
    ['COPYDESK_MAX_BYTES', '2 MiB', 'maxBytes', 2 * 1024 * 1024],
    ['COPYDESK_MAX_BYTES', ' 3KiB ', 'maxBytes', 3072],
    ['COPYDESK_ALLOW_PRIVATE_ADDRESSES', 'TRUE', 'allowPrivateAddresses', true],
    ['COPYDESK_ALLOW_PRIVATE_ADDRESSES', '0', 'allowPrivateAddresses', false],
    ['COPYDESK_ALLOW_PRIVATE_ADDRESSES', '', 'allowPrivateAddresses', false],
    ['COPYDESK_STATE_DIR', '/var/lib/copydesk/', 'stateDir', '/var/lib/copydesk'],
    ['COPYDESK_RAW_ROOT', 'wire/today', 'rawRoot', join(PROJECT_ROOT, 'wire/today')],
    ['COPYDESK_RAW_ROOT', '/', 'rawRoot', '/'],
    ['COPYDESK_FETCH_TIMEOUT', '5', 'fetchTimeout', 5000],
    ['COPYDESK_TEMPORAL_PORT', '7300', 'temporalPort', 7300],
    ['COPYDESK_READER_HOST', '::1', 'readerHost', '::1'],
    ['COPYDESK_READER_PORT', '9000', 'readerPort', 9000],
    [
      'COPYDESK_OPENLINEAGE_URL',
      'http://lineage:5000/api/v1/lineage',
      'lineageUrl',
      'http://lineage:5000/api/v1/lineage',
    ],
    ['COPYDESK_OPENLINEAGE_FILE', 'runs.jsonl', 'lineageFile', join(PROJECT_ROOT, 'runs.jsonl')],
    ['COPYDESK_ENTITY_TAGGER', 'copydesk', 'entityTagger', { kind: 'copydesk' }],
    [
      'COPYDESK_ENTITY_TAGGER',
      'transformers:./models/news',
      'entityTagger',
      { kind: 'transformers', folder: join(PROJECT_ROOT, 'models/news') },
    ],
    [
      'COPYDESK_ENTITY_TAGGER',
      'transformers:/srv/models/news',
      'entityTagger',
      { kind: 'transformers', folder: '/srv/models/news' },
    ],
    [
      'COPYDESK_ENTITY_TAGGER',
      'transformers:Xenova/bert-base-NER',
      'entityTagger',
      { kind: 'transformers', name: 'Xenova/bert-base-NER', revision: 'main' },
    ],
    [
      'COPYDESK_ENTITY_TAGGER',
      'transformers:Xenova/bert-base-NER@refs/pr/1',
      'entityTagger',
      { kind: 'transformers', name: 'Xenova/bert-base-NER', revision: 'refs/pr/1' },
    ],
    ['COPYDESK_ROLES', 'bulk', 'roles', 'bulk'],
    ['COPYDESK_HTTP_ADDRESS', '0.0.0.0:9464', 'httpAddress', { host: '0.0.0.0', port: 9464 }],
    ['COPYDESK_HTTP_ADDRESS', '[::1]:0', 'httpAddress', { host: '::1', port: 0 }],
    ['COPYDESK_SHUTDOWN_GRACE', '0', 'shutdownGrace', 0],
    ['COPYDESK_DEPLOYMENT', 'copydesk-news', 'deployment', 'copydesk-news'],
    ['COPYDESK_BUILD_ID', '1.4.0+g6306ec5', 'buildId', '1.4.0+g6306ec5'],
    ['DATABASE_URL', 'postgresql://u:p@db/news', 'databaseUrl', 'postgresql://u:p@db/news'],
    ['TEMPORAL_UI_URL', 'https://ui.example', 'temporalUiUrl', 'https://ui.example'],
  ])('reads %s=%j', (name, value, setting, expected) => {
    expect(loadConfig({ [name]: value })).toHaveProperty(setting, expected);
  });

  it.each([
    ['COPYDESK_ENTITY_TAGGER', 'spacy'],
    ['COPYDESK_ENTITY_TAGGER', 'transformers:'],
    ['COPYDESK_ENTITY_TAGGER', 'transformers:a/b/c'],
    ['COPYDESK_ENTITY_TAGGER', 'transformers:a/..'],
    ['COPYDESK_MAX_BYTES', '20 MB'],
    ['COPYDESK_MAX_BYTES', '0'],
    ['COPYDESK_MAX_BYTES', '-5'],
    ['COPYDESK_MAX_BYTES', '1e6'],
    ['COPYDESK_ALLOW_PRIVATE_ADDRESSES', 'maybe'],
    ['COPYDESK_TEMPORAL_PORT', '70000'],
    ['COPYDESK_CONCURRENCY', '0'],
    ['COPYDESK_TASK_QUEUE', 'q'.repeat(201)],
    ['COPYDESK_USER_AGENT', 'a\u00e9'],
    ['COPYDESK_READER_HOST', 'http://here'],
    ['COPYDESK_READER_PORT', '70000'],
    ['TEMPORAL_UI_URL', 'ui.example'],
    ['COPYDESK_ROLES', 'some'],
    ['COPYDESK_LOG_LEVEL', 'loud'],
    ['COPYDESK_HTTP_ADDRESS', '9464'],
    ['COPYDESK_HTTP_ADDRESS', 'localhost:70000'],
    ['COPYDESK_DEPLOYMENT', 'a.b'],
    ['COPYDESK_STAGE_THREADS', '0'],
    ['COPYDESK_STAGE_MEMORY', '64 MiB'],
    ['COPYDESK_MAX_POLLERS', '1'],
  ])('refuses %s=%j in a line that repeats it', (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => loadConfig({ [name]: value })).toThrow(`${name} is ${JSON.stringify(value)}: expected `);
  });

  it('has a line for each bad value, and does not repeat a password', () => {
    const bad = { DATABASE_URL: 'mysql://me:secret@db', COPYDESK_CONCURRENCY: 'many' };
    const lines = /^DATABASE_URL is \(not shown\): .*postgres.*\nCOPYDESK_CONCURRENCY is "many": .*$/u;
    expect(() => loadConfig(bad)).toThrow(lines);
  });
});

describe('docs/configuration.md', () => {
  const page = readFileSync(join(PROJECT_ROOT, 'docs/configuration.md'), 'utf8');
  const rows = Array.from(
    page.matchAll(/^\| `((?:COPYDESK_|DATABASE_URL|TEMPORAL_UI_URL)\w*)` \| (?:`(.*?)`|[^|`]*) \|/gmu),
  );
  const defaults = Object.fromEntries(rows.map(([, name, value]) => [name, value]));

  it('has a row for each setting, in order', () => {
    expect(rows.map(([, name]) => name)).toEqual(SETTING_NAMES);
  });

  it('gives the defaults as they are', () => {
    expect(loadConfig(defaults)).toEqual(loadConfig({}));
    const withDefault = SETTING_NAMES.filter((name) => defaults[name] !== undefined);
    const computed = ['COPYDESK_STAGE_THREADS'];
    const optional = SETTING_NAMES.filter((name) => !withDefault.includes(name) && !computed.includes(name));
    // What has no default in the table has none in the settings.
    for (const name of optional) expect(OPTIONAL_SETTING_NAMES, name).toContain(name);
    expect(OPTIONAL_SETTING_NAMES.filter((name) => withDefault.includes(name))).toEqual([]);
  });
});
