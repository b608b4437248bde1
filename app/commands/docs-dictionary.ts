import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../db/connection.ts';
import { migrateUp } from '../../db/migrate.ts';
import { DOCS_DICTIONARY } from '../cli/definitions/docs-dictionary.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { runCommand } from '../cli/run.ts';
import { PROJECT_ROOT } from '../config.ts';
import { readSchema } from '../dictionary/read-schema.ts';
import { renderDictionary } from '../dictionary/render.ts';
import { startPostgres } from '../local/postgres.ts';

await runCommand(DOCS_DICTIONARY, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-dictionary-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), settings: { fsync: 'off' } });
  const db = connect(postgres.url);
  try {
    await migrateUp(db);
    await writeFile(join(PROJECT_ROOT, 'docs', 'dictionary.md'), renderDictionary(await readSchema(db)));
    return EXIT.done;
  } finally {
    await db.destroy();
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
});
