import { defineCommand } from '../definition.ts';

export const DOCTOR = defineCommand({
  name: 'doctor',
  group: 'operate',
  summary: 'Checks this machine, the settings, the database, Temporal and the workers, and says what to do',
  usage: ['[--json]'],
  description:
    'Changes nothing and starts nothing. What does not run is told, and is no problem. Passwords and keys are not shown.',
  options: { json: { type: 'boolean', summary: 'an array of {"check", "status", "found", "advice"}' } },
  examples: [
    { line: 'npm run doctor', does: 'checks all' },
    { line: 'DATABASE_URL=postgres://… npm run doctor', does: 'checks it with that database' },
  ],
  exitCodes: { 0: 'no problem was found; there may be warnings', 1: 'there is a problem' },
});
