import { DocumentError } from '../../../stages/errors.ts';
import { type Bytes, gunzipped, type Stamp } from '../../sources/bytes.ts';
import { lineSuffix, loadLine } from '../../sources/json-lines.ts';
import { LINE_BYTES_PER_DOCUMENT_BYTE, type Line, readLines } from '../../sources/lines.ts';
import type { LineItem } from '../types.ts';
import type { Entry, Listing } from './entry.ts';
import { checkUnchanged } from './stamp.ts';
import { storedDocument } from './stored.ts';

/** Where a line begins. */
export interface LinePosition {
  /** Lines before it. */
  lines: number;
  /** Bytes before it; 0 where they are compressed, so that lines are counted from the beginning. */
  offset: number;
  stamp: Stamp;
}

/**
 * Lists the lines of a file or address. Of an uncompressed file the bytes stay where they are; others are stored. Blank
 * lines are no documents; broken ones are, so that each fails on its own.
 */
export async function* listLines(bytes: Bytes, from: LinePosition | null, maxBytes: number): Listing<LinePosition> {
  const { source, isFile } = bytes;
  const start = from?.offset ?? 0;
  const opened = await bytes.open(start);
  try {
    checkUnchanged(source, from?.stamp, opened.stamp);
    const { stamp, isGzip } = opened;
    let offset = start;
    let number = start > 0 ? (from?.lines ?? 0) : 0;
    let isEmpty = from === null;
    for await (const line of readLines(gunzipped(opened, source), maxBytes * LINE_BYTES_PER_DOCUMENT_BYTE)) {
      const at = offset;
      offset += line.length + 1;
      number += 1;
      if (number <= (from?.lines ?? 0) || isBlank(line)) continue;
      isEmpty = false;
      const place = { file: source, line: number, offset: at, length: line.length };
      const entry = isFile && !isGzip ? inPlace(line, place) : stored(line, place, maxBytes);
      const position = { lines: number, offset: isGzip ? 0 : offset, stamp };
      yield { ...entry, position, share: opened.share() };
    }
    // That there is nothing in it is for a run of its own to tell.
    const position = { lines: number, offset: 0, stamp };
    if (isEmpty && isFile) yield { document: { source, input: { source } }, position, share: 1 };
  } finally {
    await opened.close();
  }
}

function inPlace(line: Line, place: LineItem): Pick<Entry<never>, 'document'> {
  return { document: { source: place.file + lineSuffix(line, place.line), input: place } };
}

function stored(
  line: Line,
  { file, line: number }: LineItem,
  maxBytes: number,
): Pick<Entry<never>, 'document' | 'raw'> {
  // What is wrong with a line, a run of its own tells, which reads it again.
  const broken = { document: { source: `${file}#L${number}`, input: { source: `${file}#L${number}` } } };
  if (line.truncated) return broken;
  try {
    return storedDocument(loadLine({ number, bytes: line.bytes }, file + lineSuffix(line, number), maxBytes));
  } catch (error) {
    if (error instanceof DocumentError) return broken;
    throw error;
  }
}

function isBlank({ bytes, truncated }: Line): boolean {
  return !truncated && bytes.toString('latin1').trim() === '';
}
