import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '../../db/connection.ts';
import { migrateUp } from '../../db/migrate.ts';
import { DB_TYPES } from '../cli/definitions/db-types.ts';
import { runCommand } from '../cli/run.ts';
import { startPostgres } from '../local/postgres.ts';

await runCommand(DB_TYPES, async ({ values }) => {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-types-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), settings: { fsync: 'off' } });
  try {
    const db = connect(postgres.url);
    await migrateUp(db);
    await db.destroy();
    const codegen = spawn(
      process.execPath,
      [
        createRequire(import.meta.url).resolve('kysely-codegen/dist/cli/bin.js'),
        '--dialect=postgres',
        `--url=${postgres.url}`,
        `--out-file=${fileURLToPath(new URL('../../db/types.ts', import.meta.url))}`,
        '--exclude-pattern=kysely_*',
        // As db/connection.ts has them parsed.
        '--type-mapping={"int8":"number","tsvector":"string"}',
        ...(values.verify ? ['--verify'] : []),
      ],
      { stdio: 'inherit' },
    );
    const [code] = await once(codegen, 'exit');
    return code ?? 1;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
});
