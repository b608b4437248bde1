import type { LexicalToken } from '../lexical.ts';

/** A word of a treebank. */
export interface TreebankWord extends LexicalToken {
  upos: string;
  xpos: string;
  /** Index of the head in the sentence, -1 for the root. */
  head: number;
  relation: string;
}

const FORM = 1;
const UPOS = 3;
const XPOS = 4;
const HEAD = 6;
const RELATION = 7;
const MISC = 9;

/**
 * Reads CoNLL-U. Empty nodes are left out; the words of a multiword token stand without space between them.
 * @throws Error naming the line, where it does not have ten columns or its head is not a number.
 */
export function readConllu(text: string): TreebankWord[][] {
  const sentences: TreebankWord[][] = [];
  let words: TreebankWord[] = [];
  let spaceBefore = true;
  let rangeEnd = 0;
  let spaceAfterRange = true;
  for (const line of text.split('\n')) {
    if (line === '') {
      if (words.length > 0) sentences.push(words);
      words = [];
      spaceBefore = true;
      rangeEnd = 0;
      continue;
    }
    if (line.startsWith('#')) continue;
    const columns = line.split('\t');
    if (columns.length !== 10)
      throw new Error(`A line of CoNLL-U has ${columns.length} columns instead of 10: ${line}`);
    const [id] = columns;
    if (id.includes('.')) continue;
    const spaceAfter = !columns[MISC].includes('SpaceAfter=No');
    if (id.includes('-')) {
      rangeEnd = Number(id.split('-')[1]);
      spaceAfterRange = spaceAfter;
      continue;
    }
    const head = Number(columns[HEAD]);
    if (!Number.isInteger(head)) throw new Error(`The head "${columns[HEAD]}" is not a number: ${line}`);
    words.push({
      text: columns[FORM],
      spaceBefore,
      upos: columns[UPOS],
      xpos: columns[XPOS],
      head: head - 1,
      relation: columns[RELATION],
    });
    const number = Number(id);
    if (number < rangeEnd) spaceBefore = false;
    else spaceBefore = number === rangeEnd ? spaceAfterRange : spaceAfter;
  }
  if (words.length > 0) sentences.push(words);
  return sentences;
}
