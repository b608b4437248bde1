/**
 * Everything that can be wrong with a document, by name. Each is final: trying again with the same input gives the same.
 * Faults of the machine or the network are ordinary errors and are tried again.
 */
export const DOCUMENT_ERROR_TYPES = [
  /** The input itself does not have the form it should: bad JSON, missing field, wrong type. */
  'MalformedInput',
  /** Nothing at that path or address. */
  'NotFound',
  /** A folder, device or socket where a file should be. */
  'NotAFile',
  /** A path that leads out of the raw root, also by a symbolic link. */
  'OutsideRawRoot',
  /** A file that holds several documents where one is wanted. */
  'MultipleDocuments',
  /** An address that may not be fetched: private network, other scheme, refused by the server's answer. */
  'RefusedAddress',
  /** An address that could not be reached in the time and tries allowed. */
  'Unreachable',
  /** More bytes than the limit. */
  'TooLarge',
  /** No text in it. */
  'EmptyDocument',
  /** Not text: a picture, a PDF, a program. */
  'UnsupportedType',
] as const;

export type DocumentErrorType = (typeof DOCUMENT_ERROR_TYPES)[number];

/** A document that cannot be processed, and what its sender can do about it. */
export class DocumentError extends Error {
  readonly type: DocumentErrorType;

  /** @param message what was wrong, with the value, and what to do. */
  constructor(type: DocumentErrorType, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = type;
    this.type = type;
  }
}
