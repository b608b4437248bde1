import { diffWordsWithSpace } from 'diff';

/** A stretch of text that both versions have, or one of them. */
export interface WordChange {
  text: string;
  change: 'same' | 'removed' | 'added';
}

/** Most words that may differ in one paragraph; beyond that a comparison takes long and tells a reader nothing. */
const MOST_EDITS = 500;

/**
 * Compares two paragraphs by their words; white space counts.
 * @returns the stretches, in order: those that are not `added` are the old text, those not `removed` the new one. Null where
 * too much differs.
 */
export function diffWordsOf(before: string, after: string): WordChange[] | null {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
  if (changes === undefined) return null;
  return changes.map(({ value, added, removed }) => ({
    text: value,
    change: added ? 'added' : removed ? 'removed' : 'same',
  }));
}
