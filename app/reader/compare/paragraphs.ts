import { diffArrays } from 'diff';
import { diffWordsOf, type WordChange } from './words.ts';

/** How a paragraph of one version stands to one of the other. */
export type ParagraphPair =
  | { kind: 'same'; text: string }
  | { kind: 'removed'; old: string }
  | { kind: 'added'; new: string }
  /** The same paragraph, with other words. */
  | { kind: 'changed'; old: string; new: string; words: WordChange[] }
  /** As before, but too different or too long to compare word by word. */
  | { kind: 'replaced'; old: string; new: string };

/** Most differences between the two lists of paragraphs that are looked for; beyond that all of it counts as another text. */
const MOST_EDITS = 2_000;
/** Most pairs of paragraphs between two unchanged ones that are weighed against one another. */
const MOST_WEIGHED = 10_000;
/** Part of the words that two paragraphs must share to count as one that was changed. */
const LEAST_SHARED = 0.3;

/**
 * Compares two texts by their paragraphs, and those that were changed by their words. Each paragraph of either side stands
 * in just one pair, in order. Bounded: what is too different is told as replaced, never looked at for longer.
 */
export function compareParagraphs(before: readonly string[], after: readonly string[]): ParagraphPair[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS }) ?? [
    { value: [...before], added: false, removed: true, count: before.length },
    { value: [...after], added: true, removed: false, count: after.length },
  ];
  const pairs: ParagraphPair[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const settle = () => {
    pairs.push(...align(gone, come));
    gone = [];
    come = [];
  };
  for (const { value, added, removed } of changes) {
    if (removed) gone.push(...value);
    else if (added) come.push(...value);
    else {
      settle();
      for (const text of value) pairs.push({ kind: 'same', text });
    }
  }
  settle();
  return pairs;
}

/**
 * Pairs paragraphs that went with those that came, in order, so that as many words as possible are shared: the alignment
 * of Needleman and Wunsch (1970) with the Dice coefficient of the words as the score.
 */
function align(gone: string[], come: string[]): ParagraphPair[] {
  if (gone.length * come.length > MOST_WEIGHED) {
    return [...gone.map((old) => removed(old)), ...come.map((text) => added(text))];
  }
  const [left, right] = [gone, come].map((side) => side.map(wordsOf));
  const scores = left.map((a) => right.map((b) => shared(a, b)));
  const best = Array.from({ length: gone.length + 1 }, () => new Float64Array(come.length + 1));
  for (let i = gone.length - 1; i >= 0; i -= 1) {
    for (let j = come.length - 1; j >= 0; j -= 1) {
      best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], gain(scores[i][j]) + best[i + 1][j + 1]);
    }
  }
  const pairs: ParagraphPair[] = [];
  let i = 0;
  let j = 0;
  while (i < gone.length || j < come.length) {
    const together = i < gone.length && j < come.length ? gain(scores[i][j]) : 0;
    if (together > 0 && best[i][j] === together + best[i + 1][j + 1]) {
      pairs.push(changed(gone[i], come[j]));
      i += 1;
      j += 1;
    } else if (i < gone.length && best[i][j] === best[i + 1][j]) {
      pairs.push(removed(gone[i]));
      i += 1;
    } else {
      pairs.push(added(come[j]));
      j += 1;
    }
  }
  return pairs;
}

function gain(score: number): number {
  return score < LEAST_SHARED ? 0 : score;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}

/** Dice coefficient, 0 to 1. */
function shared(a: Set<string>, b: Set<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}

function changed(old: string, text: string): ParagraphPair {
  const words = diffWordsOf(old, text);
  return words === null ? { kind: 'replaced', old, new: text } : { kind: 'changed', old, new: text, words };
}

function removed(old: string): ParagraphPair {
  return { kind: 'removed', old };
}

function added(text: string): ParagraphPair {
  return { kind: 'added', new: text };
}
