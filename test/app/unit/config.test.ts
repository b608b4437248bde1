import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, PROJECT_ROOT } from '../../../app/config.ts';

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
      concurrency: 4,
      postgresPort: undefined,
      temporalPort: undefined,
      temporalUiPort: undefined,
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
    ['DATABASE_URL', 'postgresql://u:p@db/news', 'databaseUrl', 'postgresql://u:p@db/news'],
    ['TEMPORAL_UI_URL', 'https://ui.example', 'temporalUiUrl', 'https://ui.example'],
  ])('reads %s=%j', (name, value, setting, expected) => {
    expect(loadConfig({ [name]: value })).toHaveProperty(setting, expected);
  });

  it.each([
    ['COPYDESK_MAX_BYTES', '20 MB'],
    ['COPYDESK_MAX_BYTES', '0'],
    ['COPYDESK_MAX_BYTES', '-5'],
    ['COPYDESK_MAX_BYTES', '1e6'],
    ['COPYDESK_ALLOW_PRIVATE_ADDRESSES', 'maybe'],
    ['COPYDESK_TEMPORAL_PORT', '70000'],
    ['COPYDESK_CONCURRENCY', '0'],
    ['COPYDESK_TASK_QUEUE', 'q'.repeat(201)],
    ['COPYDESK_USER_AGENT', 'a\u00e9'],
    ['TEMPORAL_UI_URL', 'ui.example'],
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
