import { defineCommand } from '../definition.ts';

export const BENCH = defineCommand({
  name: 'bench',
  group: 'develop',
  summary: 'Measures the pipeline on servers of its own, and prints each figure beside its bound',
  usage: ['[[--sizes 1000,10000] [--json FILE] [--write-docs] [--quick]]'],
  description:
    'Measures the stages alone, single documents, batches of each size, single articles beside a batch, two workers. Articles, PostgreSQL, Temporal server and workers are its own, and gone afterwards. With 1000,10000,100000 it takes about an hour on two cores.',
  options: {
    sizes: {
      type: 'string',
      value: 'N,…',
      summary: 'documents of the batches, smallest first (default 1000,10000; 1000 with --quick)',
    },
    json: { type: 'string', value: 'FILE', values: 'file', summary: 'writes all figures' },
    'write-docs': { type: 'boolean', summary: 'writes docs/performance.md' },
    quick: { type: 'boolean', summary: 'shorter runs for all else; its figures vary more' },
  },
  examples: [
    { line: 'npm run bench -- --quick', does: 'measures in some minutes' },
    { line: 'npm run bench -- --sizes 1000,10000,100000 --write-docs', does: 'measures all that the page has' },
  ],
  exitCodes: { 1: 'a figure is out of its bound, or an error, which is told', 130: 'it was interrupted' },
});
