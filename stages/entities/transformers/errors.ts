/** A token-classification model that cannot be used as tagger; the message says why and what to do. */
export class TaggerModelError extends Error {
  override readonly name = 'TaggerModelError';
}
