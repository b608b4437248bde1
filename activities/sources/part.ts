import { DocumentError } from '../../stages/errors.ts';
import { type Bytes, gunzipped } from './bytes.ts';
import { parseJsonLinesSource, readJsonLine } from './json-lines.ts';
import type { Loaded } from './loaded.ts';
import { parseRecordSource, type RecordPlace, readRecords } from './web-archive.ts';

/** One document of something that holds several. */
export type Part = { path: string } & ({ line: string | null } | { record: RecordPlace });

/**
 * The line of a file of lines, or the record of a web archive, that a source names: `PATH#ID`, `PATH#OFFSET`. `PATH` alone
 * is the only line of a file of lines. Null where it names none.
 */
export function parsePart(source: string): Part | null {
  const record = parseRecordSource(source);
  if (record) return { path: record.path, record };
  const lines = parseJsonLinesSource(source);
  return lines && { path: lines.path, line: lines.id };
}

/** Reads one document of several. @throws DocumentError, also where there is none. */
export async function loadPart(bytes: Bytes, part: Part, maxBytes: number): Promise<Loaded> {
  const { source } = bytes;
  const opened = await bytes.open('record' in part ? part.record.offset : 0);
  try {
    if ('line' in part) return await readJsonLine(gunzipped(opened, source), source, part.line, maxBytes);
    const isWhole = part.record.index > 0;
    for await (const { content } of readRecords(opened, source, part.record, { maxBytes, isWhole })) {
      if (content instanceof DocumentError) throw content;
      if (content) return content;
      break;
    }
    throw new DocumentError(
      'NotFound',
      `no article begins at byte ${part.record.offset} of ${source}: check the place`,
    );
  } finally {
    await opened.close();
  }
}
