import { expect, test } from 'vitest';
import { startBenchStack } from '../../bench/pipeline/stack/index.ts';
import { ONE_OF_EACH, runCrashes } from '../faults/crashes.ts';
import { atEnd } from '../support/clean-up.ts';

// With 10,000 documents, and more often: npm run test:faults.
test('a batch ends with exact sums though its worker is killed, and PostgreSQL and Temporal are restarted', {
  timeout: 300_000,
}, async () => {
  const stack = await startBenchStack();
  atEnd(() => stack.close());
  const context = { stack, documents: 300, workers: 1, onProgress: () => undefined };
  const checks = await runCrashes(context, ONE_OF_EACH, { window: 3, chunkSize: 25 });
  expect(checks.filter(({ holds }) => !holds)).toEqual([]);
});
