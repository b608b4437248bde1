import { PAYLOAD_COLUMNS, type Payload, type PayloadTable } from './payload.ts';

/** Rows of a table, column by column. */
export interface EncodedRows {
  rows: number;
  /**
   * Of each of `PAYLOAD_COLUMNS`, in that order, the values as elements of a PostgreSQL array: what stands between its
   * braces. Those of several artifacts are joined by a comma. Values that are arrays are arrays' texts.
   */
  columns: string[];
}

/** An artifact's rows as they go to the database, in a fifth of the time that it takes to read them as JSON there. */
export type EncodedPayload = Partial<Record<PayloadTable, EncodedRows>>;

/** Only tables that have rows. */
export function encodePayload(payload: Payload): EncodedPayload {
  const encoded: EncodedPayload = {};
  for (const [table, rows = []] of Object.entries(payload) as [PayloadTable, Payload[PayloadTable]][]) {
    if (rows.length === 0) continue;
    const names = Object.keys(PAYLOAD_COLUMNS[table]);
    encoded[table] = {
      rows: rows.length,
      columns: names.map((name) => rows.map((row) => element(row[name])).join(',')),
    };
  }
  return encoded;
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number') return String(value);
  const text = Array.isArray(value) ? `{${value.map(element).join(',')}}` : String(value);
  return `"${text.replaceAll(/["\\]/gu, '\\$&')}"`;
}
