import { defineCommand } from '../definition.ts';
import { moveOptions } from './move-options.ts';
import { WHICH_DATABASE } from './which-database.ts';

export const PROMOTE = defineCommand({
  name: 'promote',
  group: 'operate',
  summary: 'Makes a version the one that readers see, older or newer, in one transaction',
  usage: ['KEY VERSION [--dry-run] [--json]', '--pipeline N [--dry-run] [--json]'],
  description: `With a pipeline, documents whose article has changed since stay as they are.
${WHICH_DATABASE}`,
  operands: [{ name: 'KEY VERSION', summary: 'of one document; the view article_history has its versions' }],
  options: moveOptions('of every document what pipeline N gives; the view pipelines has them'),
  examples: [
    { line: 'npm run promote -- raw/harbour-dredging.txt 2', does: 'shows readers version 2 of an article' },
    { line: 'npm run promote -- --pipeline 3 --dry-run', does: 'tells what readers would see of pipeline 3' },
  ],
});
