import type { Bytes } from '../../sources/bytes.ts';
import type { Listing } from './entry.ts';
import { type LinePosition, listLines } from './lines.ts';
import { listRecords, type RecordPosition } from './web-archive.ts';

/** Where the listing of something that holds documents goes on; what it is tells which. */
export type ContainerPosition = LinePosition | RecordPosition;

/** Lists the documents that a file or address holds. @param maxBytes of the largest document. */
export type ListContainer = (
  bytes: Bytes,
  from: ContainerPosition | null,
  maxBytes: number,
) => Listing<ContainerPosition>;

/**
 * How something that holds several documents is listed; null for what is a document itself.
 * @param name path of the file or address.
 */
export function containerOf(name: string): ListContainer | null {
  if (/\.jsonl(?:\.gz)?$/iu.test(name)) {
    return (bytes, from, maxBytes) => listLines(bytes, from as LinePosition | null, maxBytes);
  }
  if (/\.warc(?:\.gz)?$/iu.test(name)) {
    return (bytes, from, maxBytes) => listRecords(bytes, from as RecordPosition | null, maxBytes);
  }
  return null;
}
