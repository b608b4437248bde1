import { defineCommand } from '../definition.ts';

export const WORKER = defineCommand({
  name: 'worker',
  group: 'operate',
  summary: 'Runs a worker on the database and Temporal server of the settings',
  usage: [],
  description:
    'Without settings it works for the running local stack. It works until SIGTERM, SIGINT or SIGHUP; then activities get COPYDESK_SHUTDOWN_GRACE to end. docs/configuration.md has all settings, docs/operations.md tells how many workers to run.',
  options: {},
  examples: [
    {
      line: 'DATABASE_URL=postgres://… TEMPORAL_ADDRESS=host:7233 npm run worker',
      does: 'works for servers of yours',
    },
    { line: 'COPYDESK_ROLES=bulk npm run worker', does: 'takes chunks of batches only' },
  ],
  exitCodes: {
    0: 'it was told to end, and did',
    1: 'a setting makes no sense, the database is not migrated, or an error, which is told',
  },
});
