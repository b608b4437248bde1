import { defineCommand } from '../definition.ts';

/** What both commands take that break things. */
const FAULT_OPTIONS = {
  documents: {
    type: 'string',
    value: 'N',
    default: '10000',
    summary: 'of the batches of cases 4 and 9 (8: at most 2,000)',
  },
  cases: { type: 'string', value: 'N,…', summary: 'only these; all where it is not given' },
  keep: { type: 'boolean', summary: 'leaves the folder with databases and logs, and says where' },
} as const;

const USAGE = ['[[--documents 10000] [--cases 4,5,8,9] [--keep]]'];
const EXIT_CODES = { 1: 'something does not hold, or an error, which is told', 130: 'it was interrupted' };

export const TEST_FAULTS = defineCommand({
  name: 'test:faults',
  group: 'develop',
  summary: 'Breaks things while batches run, and prints whether the sums are right afterwards',
  usage: USAGE,
  description: `Servers and workers are its own, and gone when it ends.
Case 4: workers killed three times, PostgreSQL restarted twice and Temporal once.
Case 5: 1,000 documents with 20 bad ones of ten kinds; mended, and started again by reprocess.
Case 8: pause, a worker's restart, resume, cancel.
Case 9: latency of single articles during the batch.`,
  options: FAULT_OPTIONS,
  examples: [{ line: 'npm run test:faults -- --cases 5 --keep', does: 'one case, whose logs stay' }],
  exitCodes: EXIT_CODES,
});

export const TEST_CLUSTER = defineCommand({
  name: 'test:cluster',
  group: 'develop',
  summary: 'Runs the cases of test:faults with two workers and a Temporal server that persists to PostgreSQL',
  usage: USAGE,
  description:
    'What docker-compose.yml describes, without Docker. The Temporal server is built from its Go module, which takes minutes, once. Without Go nothing is tested.',
  options: FAULT_OPTIONS,
  examples: [{ line: 'npm run test:cluster -- --documents 2000', does: 'all cases, with fewer documents' }],
  exitCodes: { ...EXIT_CODES, 0: 'all holds, or there is no Go to build with' },
});
