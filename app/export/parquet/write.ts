import { join } from 'node:path';
import type { ExportedArticle } from '../../../db/reading/export-articles.ts';
import { TableFile } from './table-file.ts';
import { TABLES } from './tables.ts';

/** Writes all tables into a folder. @returns articles written. */
export async function writeTables(articles: AsyncIterable<ExportedArticle>, folder: string): Promise<number> {
  const files = TABLES.map((table) => ({ table, file: new TableFile(table, join(folder, `${table.name}.parquet`)) }));
  let written = 0;
  for await (const article of articles) {
    for (const { table, file } of files) for (const row of table.rows(article)) file.add(row);
    written += 1;
  }
  for (const { file } of files) file.finish();
  return written;
}
