import { join } from 'node:path';
import type { ExportedArticle } from '../../../db/reading/export-articles.ts';
import type { FolderFormat } from '../format.ts';
import { TableFile } from './table-file.ts';
import { TABLES } from './tables.ts';

/** Parquet: a file a table, compressed with Snappy. */
export const parquet: FolderFormat = {
  name: 'parquet',
  description: 'Parquet for DuckDB, pandas and others: a folder with a file a table',
  kind: 'folder',
  async write(articles: AsyncIterable<ExportedArticle>, folder: string) {
    const files = TABLES.map((table) => ({ table, file: new TableFile(table, join(folder, `${table.name}.parquet`)) }));
    let written = 0;
    for await (const article of articles) {
      for (const { table, file } of files) for (const row of table.rows(article)) file.add(row);
      written += 1;
    }
    for (const { file } of files) file.finish();
    return written;
  },
};
