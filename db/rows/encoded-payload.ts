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
      columns: names.map((name) => elements(rows.map((row) => row[name]))),
    };
  }
  return encoded;
}

/** Escapes of JSON that mean something else in an array: those of control characters. May find more than there are. */
const JSON_ONLY = /\\[bfnrtu]/u;

/** JSON writes quotation marks, backslashes, numbers and null as an array has them, and far faster than one by one. */
function elements(values: unknown[]): string {
  const flat = values.some(Array.isArray) ? values.map(flattened) : values;
  const json = JSON.stringify(flat).slice(1, -1);
  return JSON_ONLY.test(json) ? flat.map(element).join(',') : json;
}

function flattened(value: unknown): unknown {
  return Array.isArray(value) ? `{${elements(value)}}` : value;
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number') return String(value);
  return `"${String(value).replaceAll(/["\\]/gu, '\\$&')}"`;
}
