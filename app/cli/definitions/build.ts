import { defineCommand } from '../definition.ts';

export const BUILD = defineCommand({
  name: 'build',
  group: 'operate',
  summary: 'Bundles the workflows ahead of time, and says which version of the worker this is',
  usage: ['[--json]'],
  description: 'The bundle goes into dist/. A worker takes it if it was made of the very sources that are there.',
  options: { json: { type: 'boolean', summary: 'an object: {"buildId", "built"}' } },
  examples: [{ line: 'npm run -s build', does: 'builds, and prints the build id' }],
});
