import { defineCommand } from '../definition.ts';

export const REPLAY = defineCommand({
  name: 'replay',
  group: 'operate',
  summary: 'Replays the history of a run against the workflow code that is here',
  usage: ['WORKFLOW_ID [--run-id RUN_ID] [--save FILE] [--json]'],
  description:
    'Tells whether changed code can take over runs that are under way. Changes nothing. Temporal is that of TEMPORAL_ADDRESS or of a Temporal profile, else that of the running stack.',
  operands: [{ name: 'WORKFLOW_ID', summary: 'the run, by its workflow' }],
  options: {
    'run-id': { type: 'string', value: 'RUN_ID', summary: 'that run instead of the latest' },
    save: {
      type: 'string',
      value: 'FILE',
      values: 'file',
      summary: 'also write the history as JSON, without names of machines and stack traces',
    },
    json: { type: 'boolean', summary: 'an object: {"workflowId", "events", "same", "error"}' },
  },
  examples: [{ line: 'npm run replay -- ingest:raw/savage-islands.txt', does: 'replays the latest run of a document' }],
  exitCodes: { 1: 'the code that is here does otherwise, or an error, which is told' },
});
