import { defineCommand } from '../definition.ts';

export const TEST = defineCommand({
  name: 'test',
  group: 'develop',
  summary: 'Checks types, lint, format and generated types, and runs all tests',
  usage: ['[VITEST ARGUMENT…]'],
  description: 'With arguments, such as a test file or -t NAME, only the tests that they choose are run.',
  options: {},
  examples: [
    { line: 'npm test', does: 'all of it' },
    { line: 'npm test -- test/db/publish.test.ts', does: 'one file' },
  ],
  exitCodes: { 1: 'a check or test failed' },
  handsOn: 'vitest',
  helpIsOurs: true,
});

export const TEST_BROWSER = defineCommand({
  name: 'test:browser',
  group: 'develop',
  summary: 'Runs the tests of the reader in a real Chromium, and skips where there is none',
  usage: ['[VITEST ARGUMENT…]'],
  options: {},
  examples: [{ line: 'npm run test:browser', does: 'all of them' }],
  exitCodes: { 1: 'a test failed' },
  handsOn: 'vitest',
  helpIsOurs: true,
});
