import { connect } from '../../db/connection.ts';
import { messageOf } from '../../db/errors.ts';
import { migrateDown, migrateUp, migrationStatus } from '../../db/migrate.ts';
import { loadConfig } from '../config.ts';
import { findDatabase } from '../local/database.ts';

const USAGE = `Usage: npm run migrate -- <up|down|status>

  up       applies all migrations that are missing
  down     takes back the last one, with the data of the tables it made
  status   lists all, and when each was applied

The database is DATABASE_URL, else that of the running local stack, else the embedded one.`;

const COMMANDS: Record<string, (db: ReturnType<typeof connect>) => Promise<string[]>> = {
  up: async (db) => {
    const applied = await migrateUp(db);
    return applied.length === 0 ? ['Nothing to apply.'] : applied.map((name) => `applied     ${name}`);
  },
  down: async (db) => {
    const taken = await migrateDown(db);
    return taken.length === 0 ? ['Nothing to take back.'] : taken.map((name) => `taken back  ${name}`);
  },
  status: async (db) =>
    (await migrationStatus(db)).map(
      ({ name, appliedAt }) => `${appliedAt?.toISOString() ?? 'missing'.padEnd(24)}  ${name}`,
    ),
};

/** Runs the command; gives its exit code: 0, or 2 for wrong usage. */
async function main(args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(USAGE);
    return 0;
  }
  const command = args.length === 1 ? COMMANDS[args[0]] : undefined;
  if (!command) {
    console.error(`migrate: expected up, down or status, got ${args.join(' ') || 'nothing'}\n\n${USAGE}`);
    return 2;
  }
  const { url, release } = await findDatabase(loadConfig());
  const db = connect(url);
  try {
    for (const line of await command(db)) console.log(line);
  } finally {
    await db.destroy();
    await release();
  }
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`migrate: ${messageOf(error)}`);
  process.exitCode = 1;
}
