import { DocumentError } from '../../stages/errors.ts';

/** A document's bytes, from wherever they came, and what is known of them. */
export interface Loaded {
  bytes: Uint8Array;
  /** Where they came from, the same each time for the same place. */
  source: string;
  contentType: string | null;
  /** Address that relative links and dates are read against. */
  url: string | null;
  /** The key that the sender gave. */
  key: string | null;
  /** The key when neither sender nor document has one. */
  fallbackKey: string;
  etag?: string | null;
  lastModified?: string | null;
}

/** @throws DocumentError: TooLarge, EmptyDocument. */
export function checkSize(bytes: number, maxBytes: number, what: string): void {
  if (bytes > maxBytes) throw tooLarge(`${what} has ${bytes} bytes`, maxBytes);
  if (bytes === 0) throw new DocumentError('EmptyDocument', `${what} is empty: give a document with text`);
}

export function tooLarge(what: string, maxBytes: number): DocumentError {
  return new DocumentError(
    'TooLarge',
    `${what}, the limit is ${maxBytes}: cut the document up, or raise COPYDESK_MAX_BYTES`,
  );
}

/** Text as bytes. Whatever charset its media type names, they are UTF-8. */
export function encodeText(text: string, contentType = 'text/plain'): { bytes: Uint8Array; contentType: string } {
  const mediaType = contentType.replace(/;\s*charset=[^;]*/giu, '');
  return { bytes: Buffer.from(text, 'utf8'), contentType: `${mediaType}; charset=utf-8` };
}
