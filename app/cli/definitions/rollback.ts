import { defineCommand } from '../definition.ts';
import { moveOptions } from './move-options.ts';
import { WHICH_DATABASE } from './which-database.ts';

export const ROLLBACK = defineCommand({
  name: 'rollback',
  group: 'operate',
  summary: 'Puts readers back to an earlier version, in one transaction',
  usage: ['KEY [--dry-run] [--json]', '--pipeline N [--dry-run] [--json]'],
  description: `It holds: neither reprocess nor ingesting the same again undoes it. With a pipeline, documents without an earlier version that it did not make, or whose article has changed since, stay as they are.
${WHICH_DATABASE}`,
  operands: [{ name: 'KEY', summary: 'one document, to the version before the one that readers see' }],
  options: moveOptions(
    'each document that readers see as pipeline N made it, to the newest earlier version that it did not make',
  ),
  examples: [
    { line: 'npm run rollback -- raw/harbour-dredging.txt', does: 'puts readers of one article back' },
    { line: 'npm run rollback -- --pipeline 2', does: 'puts readers back from all that pipeline 2 made' },
  ],
});
