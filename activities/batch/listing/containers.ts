import type { FileHandle } from 'node:fs/promises';
import type { Listing } from './entry.ts';
import { type LinePosition, listLines } from './lines.ts';

/** Where the listing of a file that holds documents goes on. */
export type ContainerPosition = LinePosition;

export interface ContainerSettings {
  /** Bytes of the largest document. */
  maxBytes: number;
  signal: AbortSignal;
}

/** Lists the documents of a file under the raw root. */
export type ListContainer = (
  file: FileHandle,
  source: string,
  from: ContainerPosition | null,
  settings: ContainerSettings,
) => Listing<ContainerPosition>;

/** How a file that holds several documents is listed; null for one that is a document itself. */
export function containerOf(source: string): ListContainer | null {
  if (/\.jsonl$/iu.test(source)) {
    return (file, name, from, { maxBytes }) => listLines(file, name, from, maxBytes);
  }
  return null;
}
