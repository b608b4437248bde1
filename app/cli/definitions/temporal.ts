import { defineCommand } from '../definition.ts';

export const TEMPORAL = defineCommand({
  name: 'temporal',
  group: 'operate',
  summary: 'The Temporal CLI, pointed at the server in use',
  usage: ['ARGUMENT…'],
  description:
    'The server is that of TEMPORAL_ADDRESS or of a Temporal profile, else that of the running stack. Takes what the CLI takes; npm run temporal -- help is its own help.',
  options: {},
  examples: [
    { line: 'npm run temporal -- workflow list', does: 'lists runs' },
    {
      line: `npm run temporal -- workflow list --query "CopydeskOutcome = 'failed'"`,
      does: 'lists the runs that failed',
    },
  ],
  handsOn: 'the Temporal CLI',
});
