import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { Table } from './columns.ts';

/** A row group is written when it has this many rows, or its text this many characters: what is held in memory. */
const GROUP = { rows: 50_000, characters: 16_000_000 };

/** Writes a table row group by row group. */
export class TableFile {
  readonly #table: Table;
  readonly #parquet: ParquetWriter;
  #rows: Record<string, unknown>[] = [];
  #characters = 0;

  /** @param path is made, or emptied. */
  constructor(table: Table, path: string) {
    this.#table = table;
    const schema = [
      { name: 'schema', num_children: table.columns.length },
      ...table.columns.flatMap((column) => column.schema),
    ];
    this.#parquet = new ParquetWriter({ writer: fileWriter(path), schema, createdBy: 'copydesk' });
  }

  add(row: Record<string, unknown>): void {
    this.#rows.push(row);
    for (const value of Object.values(row)) if (typeof value === 'string') this.#characters += value.length;
    if (this.#rows.length >= GROUP.rows || this.#characters >= GROUP.characters) this.#writeGroup();
  }

  /** Writes what is left and the footer, without which the file cannot be read. */
  finish(): void {
    this.#writeGroup();
    this.#parquet.finish();
  }

  #writeGroup(): void {
    const rows = this.#rows;
    if (rows.length === 0) return;
    this.#parquet.write({
      columnData: this.#table.columns.map(({ name }) => ({ name, data: rows.map((row) => row[name]) })),
      rowGroupSize: rows.length,
    });
    this.#rows = [];
    this.#characters = 0;
  }
}
