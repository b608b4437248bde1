import type { SourceInput, StoredInput, TextInput } from '../types.ts';

/** One line of an uncompressed file of lines under the raw root, by where it lies. */
export interface LineItem {
  /** `raw/NAME.jsonl`. */
  file: string;
  /** Number of the line, from 1. */
  line: number;
  /** Byte of the file at which it begins, from 0. */
  offset: number;
  /** Bytes of it, without its end. */
  length: number;
}

/** A document that is here already, by the sighting that its version was made from: reading it records no other. */
export interface CaptureItem {
  documentId: number;
  captureId: number;
}

/** How a worker gets a document of a batch: `batch_documents.input`. */
export type BatchItem =
  | SourceInput
  | TextInput
  | (Omit<StoredInput, 'key'> & { key?: string })
  | LineItem
  | CaptureItem;
