import { defineCommand } from '../definition.ts';
import { WHICH_DATABASE } from './which-database.ts';

export const PRUNE = defineCommand({
  name: 'prune',
  group: 'operate',
  summary: 'Deletes old versions, and then what nothing needs any more',
  usage: ['--keep N [--older-than AGE] [--dry-run] [--json]', '--older-than AGE [--dry-run] [--json]'],
  description: `Never deletes a current version, one newer than that, or what they need.
${WHICH_DATABASE}`,
  options: {
    keep: { type: 'string', value: 'N', summary: 'the newest N versions of each document stay' },
    'older-than': {
      type: 'string',
      value: 'AGE',
      summary: 'only versions published here longer ago: 90d, 12h, 8w',
    },
    'dry-run': { type: 'boolean', summary: 'counts rows and bytes, and deletes nothing' },
    json: { type: 'boolean', summary: 'an array of {"table", "rows", "bytes"}' },
  },
  examples: [
    { line: 'npm run prune -- --keep 3 --dry-run', does: 'tells what would go if three versions of each stayed' },
    { line: 'npm run prune -- --keep 1 --older-than 90d', does: 'deletes what has been superseded for 90 days' },
  ],
});
