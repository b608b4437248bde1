import type { ListedDocument } from '../../../db/batch-listing.ts';
import type { NewRawDocument } from '../../../db/raw-documents.ts';

/** One thing that a listing came upon. */
export interface Entry<Position> {
  /** Null where it is no document. */
  document: ListedDocument | null;
  /** Bytes that are to be stored before the document is listed, by their hash. */
  raw?: { sha256: string } & NewRawDocument;
  /** Where to go on after it. */
  position: Position;
  /** How much of all lies before that, 0 to 1; null where that cannot be told. */
  share: number | null;
}

/** What is listed, from the position that an earlier page ended at; null for the beginning. */
export type Listing<Position> = AsyncGenerator<Entry<Position>>;
