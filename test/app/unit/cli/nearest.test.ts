import { expect, test } from 'vitest';
import { nearest } from '../../../../app/cli/nearest.ts';

const NAMES = ['DATABASE_URL', 'COPYDESK_MAX_BYTES', 'COPYDESK_LOG_LEVEL', 'COPYDESK_LOG_FORMAT', 'keep', 'dry-run'];

test.each([
  ['COPYDESK_MAXBYTES', 'COPYDESK_MAX_BYTES'],
  ['copydesk_log_levle', 'COPYDESK_LOG_LEVEL'],
  ['DATABASEURL', 'DATABASE_URL'],
  ['kepe', 'keep'],
  ['dry', 'dry-run'],
  ['x', null],
  ['WHOLLY_ELSE', null],
])('%s is %s', (given, meant) => {
  expect(nearest(given, NAMES)).toBe(meant);
});
