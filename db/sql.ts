import pg from 'pg';

/** What a statement gave. */
export interface QueryResult {
  /** `SELECT`, `UPDATE` … */
  command: string;
  columns: { name: string; isNumber: boolean }[];
  rows: unknown[][];
  /** Rows that it changed or gave; null where the command counts none. */
  affected: number | null;
}

/** The database refuses a statement; the message says what, where, and what to do. */
export class SqlError extends Error {}

const { INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC, OID } = pg.types.builtins;
const NUMBERS = new Set<number>([INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC, OID]);

/**
 * Runs one or several statements as a person gives them.
 * @param options.readOnly has the database refuse what would change data.
 * @throws SqlError where the database refuses; other errors where it cannot be reached.
 */
export async function runSql(url: string, statements: string, options: { readOnly: boolean }): Promise<QueryResult[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'copydesk sql',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    if (options.readOnly) await client.query('set default_transaction_read_only = on');
    const answer: unknown = await client.query({ text: statements, rowMode: 'array' });
    return ([answer].flat() as pg.QueryArrayResult[]).map(({ command, fields, rows, rowCount }) => ({
      command,
      columns: fields.map(({ name, dataTypeID }) => ({ name, isNumber: NUMBERS.has(dataTypeID) })),
      rows,
      affected: rowCount,
    }));
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw new SqlError(explain(error, statements), { cause: error });
  } finally {
    await client.end();
  }
}

function explain({ message, detail, hint, position, code }: pg.DatabaseError, statements: string): string {
  const lines = [`ERROR: ${message}`];
  if (position !== undefined) {
    const before = [...statements].slice(0, Number(position) - 1).join('');
    const start = before.lastIndexOf('\n') + 1;
    lines.push(statements.slice(start).split('\n', 1)[0], `${' '.repeat(before.length - start)}^`);
  }
  if (detail !== undefined) lines.push(`DETAIL: ${detail}`);
  if (hint !== undefined) lines.push(`HINT: ${hint}`);
  if (code === '25006') lines.push('HINT: Give --write to change data.');
  if (code === '42P01') lines.push('HINT: Where the tables are missing altogether: npm run migrate -- up');
  return lines.join('\n');
}
