import type { FileHandle } from 'node:fs/promises';
import { lineSuffix } from '../../sources/json-lines.ts';
import { LINE_BYTES_PER_DOCUMENT_BYTE, readLines } from '../../sources/lines.ts';
import type { LineItem } from '../types.ts';
import type { Listing } from './entry.ts';
import { checkUnchanged, type Stamp, stampOf } from './stamp.ts';

/** Where a line begins. */
export interface LinePosition {
  /** Lines before it. */
  lines: number;
  /** Bytes before it. */
  offset: number;
  stamp: Stamp;
}

/** Bytes that are read at once. */
const PIECE = 256 * 1024;

/**
 * Lists the lines of an uncompressed file by where they lie: their bytes stay in the file. Blank lines are no documents;
 * broken ones are, so that each fails on its own.
 *
 * @param source `raw/NAME.jsonl`.
 */
export async function* listLines(
  file: FileHandle,
  source: string,
  from: LinePosition | null,
  maxBytes: number,
): Listing<LinePosition> {
  const stamp = await stampOf(file);
  checkUnchanged(source, from?.stamp, stamp);
  let { lines: number, offset } = from ?? { lines: 0, offset: 0 };
  const stream = file.createReadStream({ autoClose: false, start: offset, highWaterMark: PIECE });
  try {
    for await (const line of readLines(stream, maxBytes * LINE_BYTES_PER_DOCUMENT_BYTE)) {
      const { bytes, length, truncated } = line;
      number += 1;
      const item: LineItem = { file: source, line: number, offset, length };
      offset += length + 1;
      if (!truncated && bytes.toString('latin1').trim() === '') continue;
      yield {
        document: { source: source + lineSuffix(line, number), input: item },
        position: { lines: number, offset, stamp },
        share: Math.min(1, offset / stamp.size),
      };
    }
  } finally {
    stream.destroy();
  }
}
