import { createHash } from 'node:crypto';
import { TAGGED_TYPES } from '../tagger/labels.ts';
import type { TaggedDocument, TaggedTokens } from './read-data.ts';

/** A name by the tokens of its sentence as the data file has them, `[first, last]`. */
interface CorrectedName {
  first: number;
  last: number;
  type: string;
}

/**
 * What reading a file of machine labels put right: for each document that was read, the names of the sentences
 * that were wrong, by the sentence's number. All other sentences of these documents were found right.
 */
export type Corrections = Map<string, Map<number, CorrectedName[]>>;

const NAME = /^(\d+)(?:-(\d+))?([A-Z]+)$/u;

function parseName(word: string, line: number): CorrectedName {
  const match = NAME.exec(word);
  if (match === null || !(TAGGED_TYPES as readonly string[]).includes(match[3]))
    throw new Error(
      `Corrections, line ${line}: "${word}" is not "FIRST-LASTTYPE" with one of ${TAGGED_TYPES.join(', ')}.`,
    );
  const name = { first: Number(match[1]), last: Number(match[2] ?? match[1]), type: match[3] };
  if (name.last < name.first) throw new Error(`Corrections, line ${line}: "${word}" ends before it begins.`);
  return name;
}

/**
 * Reads corrections: a line `= ID` for each document that was read, and below it a line for each sentence that was put
 * right: its number from 0, then all its names by their tokens (`12 0-1PER 5LOC`). `#` begins a comment.
 */
export function parseCorrections(text: string): Corrections {
  const corrections: Corrections = new Map();
  let sentences: Map<number, CorrectedName[]> | null = null;
  text.split('\n').forEach((line, i) => {
    if (line === '' || line.startsWith('#')) return;
    if (line.startsWith('= ')) {
      if (corrections.has(line.slice(2))) throw new Error(`Corrections, line ${i + 1}: "${line}" is there twice.`);
      sentences = new Map();
      corrections.set(line.slice(2), sentences);
      return;
    }
    const [number, ...names] = line.split(' ');
    if (sentences === null || !/^\d+$/u.test(number))
      throw new Error(`Corrections, line ${i + 1}: "${line}" is not "= DOCUMENT" or "SENTENCE NAMES" below one.`);
    sentences.set(
      Number(number),
      names.map((name) => parseName(name, i + 1)),
    );
  });
  return corrections;
}

function tagsOf(names: readonly CorrectedName[], length: number): string[] {
  const tags = new Array<string>(length).fill('O');
  for (const { first, last, type } of names)
    for (let token = first; token <= last; token += 1) {
      if (tags[token] !== 'O')
        throw new Error(`Corrections: token ${token} of ${length} is in two names, or beyond the end.`);
      tags[token] = `${token === first ? 'B' : 'I'}-${type}`;
    }
  return tags;
}

/** The sentences of a document with their names put right. */
export function correct({ id, sentences }: TaggedDocument, corrections: Corrections): TaggedTokens[] {
  const corrected = corrections.get(id);
  if (corrected === undefined) return sentences;
  for (const number of corrected.keys())
    if (number >= sentences.length) throw new Error(`Corrections: ${id} has no sentence ${number}.`);
  return sentences.map((sentence, i) => {
    const names = corrected.get(i);
    return names ? { ...sentence, tags: tagsOf(names, sentence.tokens.length) } : sentence;
  });
}

/** An eighth of the documents that were read, by a hash of their ids: they are scored, never trained on. */
export function isHeldOut(id: string): boolean {
  return createHash('sha1').update(id).digest()[0] < 0x20;
}
