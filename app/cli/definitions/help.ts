import { defineCommand } from '../definition.ts';

export const HELP = defineCommand({
  name: 'help',
  group: 'use',
  summary: 'Lists all commands, or tells all of one',
  usage: ['[[COMMAND] [--json] [--write-docs]]'],
  operands: [{ name: 'COMMAND', summary: 'one to tell all of, as its own --help does' }],
  options: {
    json: { type: 'boolean', summary: 'an array of definitions' },
    'write-docs': { type: 'boolean', summary: 'writes docs/commands.md' },
  },
  examples: [{ line: 'npm run help -- prune', does: 'tells all of npm run prune' }],
});
