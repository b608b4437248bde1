import { applyDocumentRules } from '../tagger/document-rules.ts';
import { namesOf, TAGGED_TYPES } from '../tagger/labels.ts';
import type { Tagger } from '../tagger/tagger.ts';
import type { Example } from './examples.ts';

/** Strict span F1 in percent over persons, places and organisations, with and without document rules; dates by type only. */
export interface TaggerScores {
  f1: number;
  f1WithRules: number;
  byType: Record<string, number>;
}

/** Types that the totals hold, and those that are scored by themselves. */
const SCORED = 3;
const REPORTED = 4;

class Counts {
  gold = 0;
  found = 0;
  right = 0;

  get f1(): number {
    return Math.round((20_000 * this.right) / Math.max(1, this.gold + this.found)) / 100;
  }
}

/** Scores on tokens; `npm run eval:entities` scores on text. */
export function evaluate(tagger: Tagger, documents: readonly Example[][]): TaggerScores {
  const plain = new Counts();
  const withRules = new Counts();
  const types = TAGGED_TYPES.slice(0, REPORTED).map(() => new Counts());
  for (const examples of documents) {
    const sentences = examples.map((example) => tagger.tag(example.tokens));
    const gold = examples.map((example) => namesOf(example.labels).filter(({ type }) => type < REPORTED));
    const count = (total: Counts, byType: Counts[] | null) => {
      const sumsOf = (type: number): Counts[] => [...(type < SCORED ? [total] : []), ...(byType ? [byType[type]] : [])];
      sentences.forEach(({ names }, i) => {
        for (const name of gold[i]) for (const sums of sumsOf(name.type)) sums.gold += 1;
        for (const name of names) {
          if (name.type >= REPORTED) continue;
          const right = gold[i].some((g) => g.first === name.first && g.last === name.last && g.type === name.type);
          for (const sums of sumsOf(name.type)) {
            sums.found += 1;
            if (right) sums.right += 1;
          }
        }
      });
    };
    count(plain, null);
    applyDocumentRules(sentences);
    count(withRules, types);
  }
  return {
    f1: plain.f1,
    f1WithRules: withRules.f1,
    byType: Object.fromEntries(types.map((sum, type) => [TAGGED_TYPES[type], sum.f1])),
  };
}
