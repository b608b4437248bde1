import { defineCommand } from '../definition.ts';

export const DOCS_DICTIONARY = defineCommand({
  name: 'docs:dictionary',
  group: 'develop',
  summary: 'Writes docs/dictionary.md from the comments of a freshly migrated database',
  usage: [],
  options: {},
  examples: [{ line: 'npm run docs:dictionary', does: 'after a change of the migrations or their comments' }],
});
