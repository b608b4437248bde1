/** Part-of-speech tags of one sentence, one of each for every token. */
export interface TaggedSentence {
  /** Universal tags: `NOUN`, `PROPN`, `VERB`, `AUX`, … */
  upos: string[];
  /** Penn Treebank tags as GUM uses them: `NNP`, `VBD`, `HYPH`, … */
  xpos: string[];
}

/** Dependency tree of one sentence: parallel to its tokens, exactly one root unless the sentence is empty, no cycles. */
export interface Dependencies {
  /** Index of each token's head in the same sentence, -1 for the root. */
  head: Int32Array;
  /** Universal Dependencies v2 relation to the head, with GUM's subtypes: `nsubj:pass`, `ccomp`, `root`, … */
  relation: string[];
}

/** A sentence's tags and its dependency tree. */
export interface Tree extends TaggedSentence, Dependencies {}

/** A sentence with its Penn Treebank tags, which can be parsed. */
export interface Analysis {
  xpos: string[];
  /** Parses anew each time. */
  parse(): Dependencies;
}
