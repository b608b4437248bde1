import { defineCommand } from '../definition.ts';

export const DB_TYPES = defineCommand({
  name: 'db:types',
  group: 'develop',
  summary: 'Writes db/types.ts from a freshly migrated database',
  usage: ['[--verify]'],
  options: {
    verify: { type: 'boolean', summary: 'writes nothing, and ends with 1 where the file is not what it should be' },
  },
  examples: [{ line: 'npm run db:types', does: 'after a change of the migrations' }],
});
