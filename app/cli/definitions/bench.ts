import { defineCommand } from '../definition.ts';

export const BENCH = defineCommand({
  name: 'bench',
  group: 'develop',
  summary: 'Measures the pipeline on servers of its own, and prints each figure beside its bound',
  usage: ['[[--sizes 1000,10000] [--json FILE] [--write-docs] [--quick] [--only PART]]'],
  description:
    'Measures one worker and two, the stages alone, single documents, batches of each size, single articles beside a batch. Articles, PostgreSQL, Temporal server and workers are its own, and gone afterwards. With 1000,10000,100000 it takes about an hour on two cores.',
  options: {
    sizes: {
      type: 'string',
      value: 'N,…',
      summary: 'documents of the batches, smallest first (default 1000,10000; 1000 with --quick)',
    },
    json: { type: 'string', value: 'FILE', values: 'file', summary: 'writes all figures' },
    'write-docs': { type: 'boolean', summary: 'writes docs/performance.md' },
    quick: { type: 'boolean', summary: 'shorter runs for all else; its figures vary more' },
    only: {
      type: 'string',
      value: 'PART',
      values: ['alone', 'scaling'],
      summary:
        'measures nothing else than each stage alone, or one worker and two with one stage thread each, on fresh servers',
    },
  },
  examples: [
    { line: 'npm run bench -- --quick', does: 'measures in some minutes' },
    { line: 'npm run bench -- --only alone', does: 'tells in a minute how fast each stage is' },
    { line: 'npm run bench -- --only scaling', does: 'tells in about three minutes what a second worker adds' },
    { line: 'npm run bench -- --sizes 1000,10000,100000 --write-docs', does: 'measures all that the page has' },
  ],
  exitCodes: { 1: 'a figure is out of its bound, or an error, which is told', 130: 'it was interrupted' },
});
