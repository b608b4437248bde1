import type { SchemaElement } from 'hyparquet-writer';
import type { ExportedArticle } from '../../../db/reading/export-articles.ts';

type Type = 'text' | 'integer' | 'bigint' | 'double' | 'boolean' | 'timestamp';

/** Parquet's physical types, with what they mean. A timestamp is in UTC, in milliseconds. */
const TYPES: Record<Type, Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  integer: { type: 'INT32' },
  bigint: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

/** A column of a table: its name, and how the schema tells of it. */
export interface Column {
  name: string;
  schema: SchemaElement[];
}

/** A file: its columns, and the rows that an article gives it. */
export interface Table {
  name: string;
  columns: Column[];
  rows(article: ExportedArticle): Record<string, unknown>[];
}

/** A column that holds one value. */
export function column(name: string, type: Type, nullable?: 'nullable'): Column {
  return { name, schema: [{ name, ...TYPES[type], repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED' }] };
}

/** A column that holds a list, which may be empty. */
export function list(name: string, type: Type, nullable?: 'nullable'): Column {
  return {
    name,
    schema: [
      { name, repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', ...TYPES[type], repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED' },
    ],
  };
}
