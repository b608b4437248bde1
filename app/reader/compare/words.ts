import { diffArrays } from 'diff';

/** A stretch of text that both versions have, or one of them. */
export interface WordChange {
  text: string;
  change: 'same' | 'removed' | 'added';
}

/** Most words that may differ in one paragraph; beyond that a comparison takes long and tells a reader nothing. */
const MOST_EDITS = 500;

/** White space, a word or number with what stands within it (`isn’t`, `2.1`), or any other character. */
const TOKENS = /\s+|[\p{L}\p{M}\p{N}]+(?:[.,:'’/-][\p{L}\p{M}\p{N}]+)*|[\s\S]/gu;

/**
 * Compares two paragraphs by their words; white space counts.
 * @returns the stretches, in order: those that are not `added` are the old text, those not `removed` the new one. Null where
 * too much differs.
 */
export function diffWordsOf(before: string, after: string): WordChange[] | null {
  const [old, now] = [before, after].map((text) => text.match(TOKENS) ?? []);
  const changes = diffArrays(old, now, { maxEditLength: MOST_EDITS });
  if (changes === undefined) return null;
  const found: WordChange[] = [];
  let removed = '';
  let added = '';
  const settle = () => {
    if (removed !== '') found.push({ text: removed, change: 'removed' });
    if (added !== '') found.push({ text: added, change: 'added' });
    removed = '';
    added = '';
  };
  for (const [i, change] of changes.entries()) {
    const text = change.value.join('');
    if (change.removed) removed += text;
    else if (change.added) added += text;
    else if (removed + added !== '' && i < changes.length - 1 && text.trim() === '') {
      // Words that changed one after the other read as one change.
      removed += text;
      added += text;
    } else {
      settle();
      found.push({ text, change: 'same' });
    }
  }
  settle();
  return found;
}
