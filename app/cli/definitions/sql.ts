import { defineCommand } from '../definition.ts';
import { WHICH_DATABASE } from './which-database.ts';

export const SQL = defineCommand({
  name: 'sql',
  group: 'use',
  summary: 'Asks the database in SQL and prints a table',
  usage: ['"SELECT …" [--json | --csv] [--full] [--write]'],
  description: `Where there are many columns it prints blocks of lines. Start with the views: current_articles, current_entities, current_mentions, current_attributions, current_credits, article_history, article_changes, failed_documents, run_summary, lineage.
${WHICH_DATABASE}`,
  options: {
    json: { type: 'boolean', summary: 'an array of objects' },
    csv: { type: 'boolean', summary: 'comma-separated values with a heading' },
    full: { type: 'boolean', summary: 'cells of the table are not cut' },
    write: { type: 'boolean', summary: 'lets the statement change data; without it the database refuses' },
  },
  examples: [
    {
      line: `npm run -s sql -- "select speaker, cue, words from current_attributions limit 10"`,
      does: 'who said what',
    },
    {
      line: `npm run -s sql -- "select * from failed_documents" --json | jq '.[].message'`,
      does: 'why documents failed, for a program',
    },
  ],
  isSilent: true,
});
