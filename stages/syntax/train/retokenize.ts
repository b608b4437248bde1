import { type Token, tokenize } from '../../text/tokens.ts';
import type { TreebankWord } from './conllu.ts';

const WORD = /[\p{L}\p{N}]/u;

/** The text of a treebank sentence, and where in it each word stands (UTF-16 offsets). */
export function plainText(words: readonly TreebankWord[]): { text: string; starts: number[]; ends: number[] } {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const word of words) {
    if (word.spaceBefore && text !== '') text += ' ';
    starts.push(text.length);
    text += word.text;
    ends.push(text.length);
  }
  return { text, starts, ends };
}

/**
 * Cuts a treebank sentence into the tokens that `stages/text` would give for its text, so that the models learn what
 * they will meet. A word that is cut (`co-sponsored`) keeps its tag, head and dependents on its main piece: the last
 * one of a hyphenated word, else the first; other pieces depend on that. Words that are one token at run time (`can` +
 * `not`) keep the one whose head lies outside.
 */
export function retokenize(words: TreebankWord[]): TreebankWord[] {
  const { text, starts, ends } = plainText(words);
  const tokens = tokenize(text);
  // Groups of words and tokens that cover the same stretch of text.
  const pieces: { first: number; last: number; tokens: Token[] }[] = [];
  for (let word = 0, token = 0; word < words.length; ) {
    const group = { first: word, last: word, tokens: [] as Token[] };
    let end = ends[word];
    for (;;) {
      if (token < tokens.length && tokens[token].start < end) {
        end = Math.max(end, tokens[token].end);
        group.tokens.push(tokens[token]);
        token += 1;
      } else if (group.last + 1 < words.length && starts[group.last + 1] < end) {
        group.last += 1;
        end = Math.max(end, ends[group.last]);
      } else break;
    }
    // A word of white space only has no token; the treebank's word stands.
    if (group.tokens.length === 0)
      group.tokens.push({ text: words[word].text, start: starts[word], end, spaceBefore: words[word].spaceBefore });
    pieces.push(group);
    word = group.last + 1;
  }
  if (pieces.every((group) => group.first === group.last && group.tokens.length === 1)) return words;
  return regroup(words, pieces);
}

function regroup(words: TreebankWord[], groups: { first: number; last: number; tokens: Token[] }[]): TreebankWord[] {
  /** Position in the result that stands for each word. */
  const position = new Int32Array(words.length);
  const result: (TreebankWord & { main: number })[] = [];
  for (const { first, last, tokens } of groups) {
    const base = result.length;
    if (tokens.length === last - first + 1) {
      // As many tokens as words: only the cut between them differs.
      for (let i = 0; i < tokens.length; i += 1) {
        position[first + i] = base + i;
        const { text, spaceBefore } = tokens[i];
        result.push({ ...words[first + i], text, spaceBefore, main: -1 });
      }
      continue;
    }
    let kept = first;
    for (let i = first; i <= last; i += 1)
      if (words[i].head < first || words[i].head > last) {
        kept = i;
        break;
      }
    const isWord = tokens.map((token) => WORD.test(token.text));
    const hyphenated = tokens.some((token) => token.text === '-');
    const main = base + Math.max(0, hyphenated ? isWord.lastIndexOf(true) : isWord.indexOf(true));
    for (let i = first; i <= last; i += 1) position[i] = main;
    tokens.forEach(({ text, spaceBefore }, i) => {
      const at = base + i;
      if (at === main) result.push({ ...words[kept], text, spaceBefore, main: -1 });
      else result.push({ ...piece(text, isWord[i], hyphenated, words[kept]), text, spaceBefore, head: -1, main });
    });
  }
  return result.map(({ main, ...word }) => ({
    ...word,
    head: main >= 0 ? main : word.head < 0 ? -1 : position[word.head],
  }));
}

/** Tags and relation of a piece that is not its word's main one. */
function piece(
  text: string,
  isWord: boolean,
  hyphenated: boolean,
  whole: TreebankWord,
): Pick<TreebankWord, 'upos' | 'xpos' | 'relation'> {
  if (text === '-') return { upos: 'PUNCT', xpos: 'HYPH', relation: 'punct' };
  if (text === '$') return { upos: 'SYM', xpos: '$', relation: 'compound' };
  if (text === '(' || text === '[') return { upos: 'PUNCT', xpos: '-LRB-', relation: 'punct' };
  if (text === ')' || text === ']') return { upos: 'PUNCT', xpos: '-RRB-', relation: 'punct' };
  if (/^[.!?]$/u.test(text)) return { upos: 'PUNCT', xpos: '.', relation: 'punct' };
  if (!isWord) return { upos: 'PUNCT', xpos: ':', relation: 'punct' };
  // The treebank cuts `self-made` itself, and gives its first part these labels; other prefixes it does not cut.
  if (hyphenated && whole.upos !== 'PROPN') return { upos: 'NOUN', xpos: 'NN', relation: 'compound' };
  return { upos: whole.upos, xpos: whole.xpos, relation: 'compound' };
}
