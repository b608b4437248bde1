import { type QueryResult, runSql, SqlError } from '../../db/sql.ts';
import { SQL } from '../cli/definitions/sql.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { UsageError } from '../cli/parse.ts';
import { runCommand } from '../cli/run.ts';
import { styled } from '../cli/style.ts';
import { loadConfig } from '../config.ts';
import { findDatabase } from '../local/database.ts';
import { renderRecords, renderTable } from '../table.ts';

/** Terminal columns, where the output is no terminal. */
const DEFAULT_WIDTH = 120;
/** Below this on average, cells are hard to read side by side: rows are then shown as blocks. */
const LEAST_COLUMN_WIDTH = 12;

const FORMATS: Record<'json' | 'csv' | 'table', (result: QueryResult, full: boolean) => string> = {
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
      { width, heading, ...(full && { maxLines: Number.POSITIVE_INFINITY }) },
    );
    return `${table}\n(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`;
  },
};

const heading = (line: string) => styled('bold', line, process.stdout);

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

await runCommand(SQL, async ({ values, operands }) => {
  const { json, csv, full, write } = values;
  const [statement = ''] = operands;
  if (operands.length !== 1 || statement.trim() === '') {
    const got = operands.length === 1 ? 'an empty one' : operands.length;
    throw new UsageError(`expected one statement in quotation marks, got ${got}`);
  }
  if (json && csv) throw new UsageError('expected --json or --csv, got both');
  const { url, release } = await findDatabase(loadConfig());
  try {
    const results = await runSql(url, statement, { readOnly: !write });
    for (const result of results) console.log(FORMATS[json ? 'json' : csv ? 'csv' : 'table'](result, full));
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    // As the database says it, with the place.
    console.error(error.message);
    return EXIT.failed;
  } finally {
    await release();
  }
});
