import { resolve } from 'node:path';
import { connectForReading } from '../../db/reading/connect.ts';
import { EXPORT } from '../cli/definitions/export.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { UsageError } from '../cli/parse.ts';
import { showProgress } from '../cli/progress.ts';
import { runCommand } from '../cli/run.ts';
import { loadConfig } from '../config.ts';
import { planExport } from '../export/request.ts';
import { exportArticles } from '../export/run.ts';
import { findDatabase } from '../local/database.ts';

await runCommand(EXPORT, async ({ values, operands }) => {
  if (operands.length > 0) throw new UsageError(`expected options only, got ${operands.join(' ')}`);
  const { out, format, selection, base } = planExport(values);
  const { url, release } = await findDatabase(loadConfig());
  // A page takes as long as the reader of the page before.
  const db = connectForReading(url, { maxConnections: 1, statementTimeout: 0 });
  // Standard output is the data's.
  const progress = showProgress(process.stderr);
  try {
    const written = await exportArticles(db, {
      format,
      selection,
      settings: { base },
      out: out === null ? process.stdout : resolve(process.env.INIT_CWD ?? '.', out),
      onProgress: (done, total) => progress.count({ done, total }),
    });
    const articles = `${written} ${written === 1 ? 'article' : 'articles'}`;
    progress.line(`${articles} exported${out === null ? '' : ` to ${out}`}.`);
    return EXIT.done;
  } finally {
    progress.close();
    await db.destroy();
    await release();
  }
});
