import type { LexicalSentence } from './lexical.ts';
import type { TagNumbers } from './tagger.ts';

/** A sentence as the parser's features see it: its tokens, and behind them the artificial root. */
export interface ParserInput {
  /** Number of tokens, which is also the position of the root. */
  length: number;
  word: Int32Array;
  /** Penn Treebank tag plus one. */
  xpos: Int32Array;
  /** Universal tag plus one. */
  upos: Int32Array;
  medium: Int32Array;
  large: Int32Array;
}

/** Value of each feature of the root; no token has it. */
const ROOT = 0x700b;

export function parserInput(sentence: LexicalSentence, tags: TagNumbers): ParserInput {
  const { length } = sentence;
  const withRoot = (values: Int32Array, add: number) => {
    const column = new Int32Array(length + 1);
    for (let i = 0; i < length; i += 1) column[i] = values[i] + add;
    column[length] = ROOT;
    return column;
  };
  return {
    length,
    word: withRoot(sentence.lower, 0),
    xpos: withRoot(tags.xpos, 1),
    upos: withRoot(tags.upos, 1),
    medium: withRoot(sentence.medium, 0),
    large: withRoot(sentence.large, 0),
  };
}
