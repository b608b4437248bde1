import { parseArgs } from 'node:util';
import { messageOf } from '../../db/errors.ts';
import { type QueryResult, runSql, SqlError } from '../../db/sql.ts';
import { loadConfig } from '../config.ts';
import { findDatabase } from '../local/database.ts';
import { renderRecords, renderTable } from '../table.ts';

const USAGE = `Usage: npm run -s sql -- "SELECT …" [--json | --csv] [--full] [--write]

Runs SQL and prints a table, or blocks of lines where there are many columns. Start with the views: current_articles,
current_entities, current_mentions, current_attributions, current_credits, article_history, article_changes,
failed_documents, run_summary, lineage.

  --json    an array of objects
  --csv     comma-separated values with a heading
  --full    cells of the table are not cut
  --write   lets the statement change data; without it the database refuses
  -h, --help

The database is DATABASE_URL, else that of the running local stack, else the embedded one.`;

interface Arguments {
  statement: string;
  format: 'table' | 'json' | 'csv';
  full: boolean;
  write: boolean;
}

/** @returns what was asked for, or a message; an empty one asks for help. */
function readArguments(args: string[]): Arguments | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        csv: { type: 'boolean', default: false },
        full: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return '';
    if (positionals.length !== 1 || positionals[0].trim() === '')
      return `expected one statement in quotation marks, got ${positionals.length === 1 ? 'an empty one' : positionals.length}`;
    if (values.json && values.csv) return 'expected --json or --csv, got both';
    const { full, write } = values;
    return { statement: positionals[0], format: values.json ? 'json' : values.csv ? 'csv' : 'table', full, write };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

/** Terminal columns, where the output is no terminal. */
const DEFAULT_WIDTH = 120;
/** Below this on average, cells are hard to read side by side: rows are then shown as blocks. */
const LEAST_COLUMN_WIDTH = 12;

const FORMATS: Record<Arguments['format'], (result: QueryResult, full: boolean) => string> = {
  json: ({ columns, rows }) =>
    JSON.stringify(
      rows.map((row) => Object.fromEntries(row.map((value, i) => [columns[i].name, value]))),
      null,
      2,
    ),
  csv: ({ columns, rows }) =>
    [columns.map(({ name }) => name), ...rows.map((row) => row.map((value) => (value === null ? '' : display(value))))]
      .map((cells) =>
        cells.map((cell) => (/[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','),
      )
      .join('\n'),
  table: ({ command, columns, rows, affected }, full) => {
    if (columns.length === 0) return affected === null ? command : `${command} ${affected}`;
    const width = process.stdout.columns ?? DEFAULT_WIDTH;
    const render = columns.length * LEAST_COLUMN_WIDTH > width && rows.length > 0 ? renderRecords : renderTable;
    const table = render(
      columns.map(({ name, isNumber }) => ({ name, align: isNumber ? 'right' : 'left' })),
      rows.map((row) => row.map((value) => (value === null ? '–' : printable(display(rounded(value)))))),
      { width, ...(full && { maxLines: Number.POSITIVE_INFINITY }) },
    );
    return `${table}\n(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`;
  },
};

/** A table is for people: six digits of what is no whole number. JSON and CSV have all. */
function rounded(value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}

/** What an article or message holds must not steer the terminal. */
function printable(text: string): string {
  return text
    .trim()
    .replaceAll(/[\r\t]/gu, ' ')
    .replaceAll(/(?!\n)\p{Cc}/gu, '\u{fffd}');
}

function display(value: unknown): string {
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/\.000Z$/u, 'Z')
      .replace('T', ' ');
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Runs the command; gives its exit code: 0, 1 where the database refuses the statement, 2 for wrong usage. */
async function main(args: string[]): Promise<number> {
  const options = readArguments(args);
  if (typeof options === 'string') {
    if (options === '') {
      console.log(USAGE);
      return 0;
    }
    console.error(`sql: ${options}\n\n${USAGE}`);
    return 2;
  }
  const { url, release } = await findDatabase(loadConfig());
  try {
    const results = await runSql(url, options.statement, { readOnly: !options.write });
    for (const result of results) console.log(FORMATS[options.format](result, options.full));
    return 0;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await release();
  }
}

// A reader that has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`sql: ${messageOf(error)}`);
  process.exitCode = 1;
}
