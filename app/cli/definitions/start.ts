import { defineCommand } from '../definition.ts';

export const START = defineCommand({
  name: 'start',
  group: 'use',
  summary: 'Starts all that is not running yet, ingests articles, shows what became of them, and stays up',
  usage: ['[[--once] [PATH… | URL…]]'],
  description: `Starts PostgreSQL, the Temporal server with its UI, a worker and the reader page, as far as they are not running. While it runs, another npm start ingests through it and ends.
Settings are environment variables: DATABASE_URL and TEMPORAL_ADDRESS use servers of yours, COPYDESK_STATE_DIR is where the local ones keep their data. docs/configuration.md has all.`,
  operands: [
    {
      name: 'PATH',
      summary:
        'a file, a folder with all that is in it, or one document of a file of lines (NAME.jsonl#ID); each line of a .jsonl file is a document. Without any: everything in raw/',
      values: 'file',
    },
    { name: 'URL', summary: 'a page to fetch, http:// or https://' },
  ],
  options: {
    once: { type: 'boolean', summary: 'end after ingesting' },
    json: { type: 'boolean', summary: 'print what became of each document as an array of objects; with --once' },
  },
  examples: [
    { line: 'npm start', does: 'ingests raw/, and stays up' },
    { line: 'npm start -- --once ~/articles', does: 'ingests a folder of yours, and ends' },
    { line: 'npm start -- https://example.org/news/1', does: 'fetches a page and ingests it' },
  ],
  exitCodes: { 1: 'a document failed, or an error, which is told', 130: 'it was interrupted before it was up' },
});
