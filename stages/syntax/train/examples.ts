import { type LexicalSentence, readLexical, type WordClusters } from '../lexical.ts';
import type { TreebankWord } from './conllu.ts';

/** Names of a model's tags and relations; their positions are the classes. */
export interface Labels {
  xpos: string[];
  upos: string[];
  /** `root` comes first. */
  relations: string[];
}

/** A sentence ready for training. */
export interface Example {
  sentence: LexicalSentence;
  xpos: Int32Array;
  upos: Int32Array;
  /** Head of each token, the sentence's length for the root's dependent. */
  head: Int32Array;
  relation: Int32Array;
  /** How often it is seen in an epoch. */
  weight: number;
}

/** All tags and relations of the sentences, in alphabetical order. */
export function collectLabels(sentences: Iterable<TreebankWord[]>): Labels {
  const xpos = new Set<string>();
  const upos = new Set<string>();
  const relations = new Set<string>();
  for (const words of sentences)
    for (const word of words) {
      xpos.add(word.xpos);
      upos.add(word.upos);
      relations.add(word.relation);
    }
  relations.delete('root');
  return { xpos: [...xpos].sort(), upos: [...upos].sort(), relations: ['root', ...[...relations].sort()] };
}

/** @param labels must hold all tags and relations of the sentence. */
export function toExample(words: TreebankWord[], labels: Labels, clusters: WordClusters, weight: number): Example {
  return {
    sentence: readLexical(words, clusters),
    xpos: Int32Array.from(words, (word) => labels.xpos.indexOf(word.xpos)),
    upos: Int32Array.from(words, (word) => labels.upos.indexOf(word.upos)),
    head: Int32Array.from(words, (word) => (word.head < 0 ? words.length : word.head)),
    relation: Int32Array.from(words, (word) => labels.relations.indexOf(word.relation)),
    weight,
  };
}
