import { connect } from '../../db/connection.ts';
import { migrateUp, migrationStatus } from '../../db/migrate.ts';
import { READER } from '../cli/definitions/reader.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { runCommand } from '../cli/run.ts';
import { loadConfig } from '../config.ts';
import { findDatabase } from '../local/database.ts';
import { aborted, Interruption, onInterruption } from '../local/interruption.ts';
import { readRunningStack } from '../local/stack-file.ts';
import { startReader } from '../reader/server.ts';
import { temporalSettings } from '../temporal-settings.ts';

await runCommand(
  READER,
  async ({ values: { host, port } }) => {
    const environment = { ...process.env };
    if (host !== undefined) environment.COPYDESK_READER_HOST = host;
    if (port !== undefined) environment.COPYDESK_READER_PORT = port;
    const config = loadConfig(environment);
    const interrupted = onInterruption();
    const stack = readRunningStack(config.stateDir);
    const { url, release } = await findDatabase(config);
    try {
      await checkMigrations(url, config.databaseUrl === undefined && stack === null);
      const reader = await startReader({
        databaseUrl: url,
        host: config.readerHost,
        port: config.readerPort,
        temporalUi: config.temporalUiUrl ?? stack?.temporalUi ?? null,
        namespace: temporalSettings().namespace,
        taskQueue: config.taskQueue,
        onWarning: (message) => console.error(message),
      });
      console.log(`Reader  ${reader.url}\n\nIt serves until you interrupt this (Ctrl-C).`);
      try {
        return await aborted(interrupted);
      } finally {
        await reader.stop();
      }
    } catch (error) {
      if (error instanceof Interruption) return EXIT.done;
      throw error;
    } finally {
      await release();
    }
  },
  { endsItself: true },
);

/** @param isOwn whether the database is the embedded one, started for this command: that is migrated. */
async function checkMigrations(url: string, isOwn: boolean): Promise<void> {
  const db = connect(url, { maxConnections: 1 });
  try {
    if (isOwn) await migrateUp(db);
    const missing = (await migrationStatus(db)).filter(({ appliedAt }) => appliedAt === null);
    if (missing.length === 0) return;
    throw new Error(`The database lacks ${missing.map(({ name }) => name).join(', ')}: run npm run migrate -- up.`);
  } finally {
    await db.destroy();
  }
}
