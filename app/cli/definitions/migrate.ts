import { defineCommand } from '../definition.ts';
import { WHICH_DATABASE } from './which-database.ts';

export const MIGRATE = defineCommand({
  name: 'migrate',
  group: 'operate',
  summary: 'Brings the database to the schema of this version, or back',
  usage: ['<up|down|status> [--json]'],
  description: WHICH_DATABASE,
  operands: [
    {
      name: 'up | down | status',
      summary:
        'apply all migrations that are missing; take back the last one, with the data of the tables it made; list all, and when each was applied',
      values: ['up', 'down', 'status'],
    },
  ],
  options: { json: { type: 'boolean', summary: 'an array of {"name", "appliedAt"}, or of the names that were moved' } },
  examples: [
    { line: 'npm run migrate -- status', does: 'says what is missing' },
    { line: 'npm run migrate -- up', does: 'applies it' },
  ],
});
