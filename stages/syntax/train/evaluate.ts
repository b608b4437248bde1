import type { Analyzer } from '../analyzer.ts';
import type { TreebankWord } from './conllu.ts';

/** Per cent of tokens, punctuation counted; relations with their subtypes. */
export interface SyntaxScores {
  tokens: number;
  upos: number;
  xpos: number;
  uas: number;
  las: number;
}

/** How often a relation stands in the gold trees, in the predicted ones, and with the same head in both. */
export interface RelationCounts {
  gold: number;
  predicted: number;
  right: number;
}

export interface Evaluation {
  scores: SyntaxScores;
  relations: Map<string, RelationCounts>;
}

/** Compares tags and trees with gold ones on gold tokens; the parser sees predicted tags. */
export function evaluate(analyzer: Analyzer, gold: TreebankWord[][]): Evaluation {
  const relations = new Map<string, RelationCounts>();
  const counts = (relation: string) => {
    let entry = relations.get(relation);
    if (entry === undefined) {
      entry = { gold: 0, predicted: 0, right: 0 };
      relations.set(relation, entry);
    }
    return entry;
  };
  let tokens = 0;
  let upos = 0;
  let xpos = 0;
  let heads = 0;
  let arcs = 0;
  for (const words of gold) {
    const tree = analyzer.parse(words);
    tokens += words.length;
    words.forEach((word, i) => {
      if (tree.upos[i] === word.upos) upos += 1;
      if (tree.xpos[i] === word.xpos) xpos += 1;
      counts(word.relation).gold += 1;
      counts(tree.relation[i]).predicted += 1;
      if (tree.head[i] !== word.head) return;
      heads += 1;
      if (tree.relation[i] !== word.relation) return;
      arcs += 1;
      counts(word.relation).right += 1;
    });
  }
  const percent = (count: number) => Math.round((10_000 * count) / Math.max(1, tokens)) / 100;
  return {
    scores: { tokens, upos: percent(upos), xpos: percent(xpos), uas: percent(heads), las: percent(arcs) },
    relations,
  };
}
