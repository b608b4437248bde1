import { tokenize } from '../../text/tokens.ts';
import type { TAGGED_TYPES } from '../tagger/labels.ts';
import type { TaggedDocument, TaggedTokens } from './read-data.ts';

/** Letters of the types in marked-up text. */
const LETTERS: Readonly<Record<string, (typeof TAGGED_TYPES)[number]>> = {
  P: 'PER',
  L: 'LOC',
  O: 'ORG',
  D: 'DATE',
  M: 'MISC',
};
const MARK = /\[([PLODM]) ([^\]]+)\]/gu;

function readSentence(line: string, number: number): TaggedTokens {
  let text = '';
  let from = 0;
  const names: { start: number; end: number; type: string }[] = [];
  for (const match of line.matchAll(MARK)) {
    text += line.slice(from, match.index);
    names.push({ start: text.length, end: text.length + match[2].length, type: LETTERS[match[1]] });
    text += match[2];
    from = match.index + match[0].length;
  }
  text += line.slice(from);
  if (/[[\]]/u.test(text)) throw new Error(`Own texts, line ${number}: a mark is not "[P name]": ${line}`);
  const tokens = tokenize(text);
  const tags = tokens.map(({ start, end }) => {
    const name = names.find((name) => name.start < end && start < name.end);
    return name === undefined ? 'O' : `${start <= name.start ? 'B' : 'I'}-${name.type}`;
  });
  const spaces = tokens.map(({ end }, i) => (i + 1 < tokens.length && tokens[i + 1].start > end ? '1' : '0')).join('');
  return { tokens: tokens.map((token) => token.text), tags, spaces };
}

/** Reads texts with marked names: a line `= ID` begins a document, then comes a sentence a line with `[P Jane Roe]` marks. */
export function parseOwnTexts(text: string): TaggedDocument[] {
  const documents: TaggedDocument[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    if (line.startsWith('= ')) documents.push({ id: line.slice(2), sentences: [] });
    else if (documents.length === 0) throw new Error(`Own texts, line ${i + 1}: no "= ID" line before it.`);
    else documents[documents.length - 1].sentences.push(readSentence(line, i + 1));
  });
  return documents;
}
