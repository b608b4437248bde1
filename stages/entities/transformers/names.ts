import { NAME_TYPES } from '../tagger/labels.ts';
import type { ScoredName } from '../tagger/tagger.ts';
import type { Label } from './label-types.ts';

/** What a model says of one word. */
export interface WordVerdict {
  label: Label;
  /** Probability of the label's type, by all labels of that type. */
  probability: number;
}

/** The most probable label of a word, from one score a label. */
export function verdictOf(scores: Float32Array, labels: readonly Label[]): WordVerdict {
  const most = Math.max(...scores);
  const byType = new Float64Array(NAME_TYPES.length + 1);
  let sum = 0;
  scores.forEach((score, i) => {
    const weight = Math.exp(score - most);
    byType[labels[i].type + 1] += weight;
    sum += weight;
  });
  const label = labels[scores.indexOf(most)];
  return { label, probability: byType[label.type + 1] / sum };
}

/** Joins words to names. A name is as certain as all of its words are together. */
export function namesOf(words: readonly WordVerdict[]): ScoredName[] {
  const names: ScoredName[] = [];
  let open: ScoredName | null = null;
  for (const [i, { label, probability }] of words.entries()) {
    if (label.type < 0) open = null;
    else if (open !== null && open.type === label.type && !label.begins) {
      open.last = i;
      open.confidence *= probability;
    } else {
      open = { first: i, last: i, type: label.type, confidence: probability };
      names.push(open);
    }
  }
  return names;
}
