import { resolve } from 'node:path';
import { messageOf } from '../../db/errors.ts';
import { connectForReading } from '../../db/reading/connect.ts';
import { CONDITION_COLUMNS, OPERATORS } from '../../db/reading/export-conditions.ts';
import { loadConfig } from '../config.ts';
import { readExportArguments } from '../export/arguments.ts';
import { FORMATS } from '../export/formats.ts';
import { exportArticles } from '../export/run.ts';
import { findDatabase } from '../local/database.ts';

const WIDTH = Math.max(...FORMATS.map(({ name }) => name.length));

const USAGE = `Usage: npm run -s export -- --format FORMAT [--out FILE] [conditions]

Writes articles with their facts in a format that others read, as they are at one moment.

  -f, --format FORMAT
${FORMATS.map(({ name, description }) => `      ${name.padEnd(WIDTH)}  ${description}`).join('\n')}
  -o, --out FILE     file, or for parquet a new folder; - for standard output, which is the default
      --base URI     what identifiers begin with, such as the address of the reader page; urn:copydesk:

Conditions, all of which must hold:
      --document KEY     the document with this key; may be repeated, for one of several
      --key PATTERN      keys in which * stands for anything and ? for one character
      --outlet NAME      the publication
      --language CODE    ISO 639-1
      --speaker NAME     articles in which somebody of this name says something
      --since DATE       published on that day or later
      --until DATE       published on that day or before
      --where CONDITION  "column operator value"; may be repeated
                         columns: ${Object.keys(CONDITION_COLUMNS).join(', ')}
                         operators: ${OPERATORS.join(' ')} (the last with * and ?)
      --versions all     every version of a document; by default the current one
  -h, --help             this text

Examples: npm run -s export -- --format jsonl --speaker "Helen Okafor" > okafor.jsonl
          npm run -s export -- --format parquet --out facts --since 2025-01-01
          npm run -s export -- --format conll --where "length < 2000" --where "document ~ raw/*"

The database is DATABASE_URL, else that of the running local stack, else the embedded one.`;

/** Runs the command; gives its exit code: 0, or 2 for wrong usage. */
async function main(args: string[]): Promise<number> {
  const options = readExportArguments(args);
  if (typeof options === 'string') {
    if (options === '') {
      console.log(USAGE);
      return 0;
    }
    console.error(`export: ${options}\n\n${USAGE}`);
    return 2;
  }
  const { format, selection, base, out } = options;
  const { url, release } = await findDatabase(loadConfig());
  // A page takes as long as its reader takes the one before.
  const db = connectForReading(url, { maxConnections: 1, statementTimeout: 0 });
  try {
    const path = out === null ? null : resolve(process.env.INIT_CWD ?? '.', out);
    const written = await exportArticles(db, { format, selection, settings: { base }, out: path ?? process.stdout });
    // Standard output is the data's.
    console.error(`${written} ${written === 1 ? 'article' : 'articles'} exported${out === null ? '' : ` to ${out}`}.`);
    return 0;
  } finally {
    await db.destroy();
    await release();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // A reader that has seen enough (`| head`) closes the pipe: that is no error.
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') {
    console.error(`export: ${messageOf(error)}`);
    process.exitCode = 1;
  }
}
