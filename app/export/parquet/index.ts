import type { FolderFormat } from '../format.ts';

/** Parquet: a file a table, compressed with Snappy. */
export const parquet: FolderFormat = {
  name: 'parquet',
  description: 'Parquet for DuckDB, pandas and others: a folder with a file a table',
  kind: 'folder',
  // Loaded by those who write it, not by those who list the formats.
  write: async (articles, folder) => (await import('./write.ts')).writeTables(articles, folder),
};
