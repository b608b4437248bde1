import type { Database } from '../../db/connection.ts';
import { migrateDown, migrateUp, migrationStatus } from '../../db/migrate.ts';
import { MIGRATE } from '../cli/definitions/migrate.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { UsageError } from '../cli/parse.ts';
import { runCommand } from '../cli/run.ts';
import { withDatabase } from '../local/database.ts';

/** What was done: for a program, and as lines. */
interface Done {
  result: unknown;
  lines: string[];
}

const STEPS: Record<string, (db: Database) => Promise<Done>> = {
  up: async (db) => {
    const applied = await migrateUp(db);
    const lines = applied.map((name) => `applied     ${name}`);
    return { result: applied, lines: applied.length === 0 ? ['Nothing to apply.'] : lines };
  },
  down: async (db) => {
    const taken = await migrateDown(db);
    const lines = taken.map((name) => `taken back  ${name}`);
    return { result: taken, lines: taken.length === 0 ? ['Nothing to take back.'] : lines };
  },
  status: async (db) => {
    const all = await migrationStatus(db);
    const lines = all.map(({ name, appliedAt }) => `${appliedAt?.toISOString() ?? 'missing'.padEnd(24)}  ${name}`);
    return { result: all, lines };
  },
};

await runCommand(MIGRATE, async ({ values, operands }) => {
  const step = operands.length === 1 && Object.hasOwn(STEPS, operands[0]) ? STEPS[operands[0]] : undefined;
  if (!step) throw new UsageError(`expected up, down or status, got ${operands.join(' ') || 'nothing'}`);
  const { result, lines } = await withDatabase(step);
  console.log(values.json ? JSON.stringify(result, null, 2) : lines.join('\n'));
  return EXIT.done;
});
