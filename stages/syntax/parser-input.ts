import { columns } from './columns.ts';
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
  const column = columns(5, length + 1);
  const input = { length, word: column(), xpos: column(), upos: column(), medium: column(), large: column() };
  const { word, xpos, upos, medium, large } = input;
  for (let i = 0; i < length; i += 1) {
    word[i] = sentence.lower[i];
    xpos[i] = tags.xpos[i] + 1;
    upos[i] = tags.upos[i] + 1;
    medium[i] = sentence.medium[i];
    large[i] = sentence.large[i];
  }
  for (const values of [word, xpos, upos, medium, large]) values[length] = ROOT;
  return input;
}
