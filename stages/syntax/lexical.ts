import { columns } from './columns.ts';
import { hashText } from './hash.ts';
import type { WordTable } from './word-table.ts';

/** What the models read of a token; `stages/text` tokens have it. */
export interface LexicalToken {
  text: string;
  spaceBefore: boolean;
}

/** Distributional clusters of words, numbered from 1; three sizes of cluster for each word. */
export interface WordClusters {
  words: WordTable;
  small: Uint16Array;
  medium: Uint16Array;
  large: Uint16Array;
}

/** The words of a sentence as the models see them: hashes, shapes and clusters (0 for an unknown word). */
export interface LexicalSentence {
  length: number;
  word: Int32Array;
  lower: Int32Array;
  suffix2: Int32Array;
  suffix3: Int32Array;
  suffix4: Int32Array;
  prefix3: Int32Array;
  shape: Int32Array;
  small: Int32Array;
  medium: Int32Array;
  large: Int32Array;
}

const SHAPE_UPPER = 1;
const SHAPE_LOWER = 2;
const SHAPE_DIGIT = 4;
const SHAPE_HYPHEN = 8;
const SHAPE_MARK = 16;
const SHAPE_CAPITAL = 32;
const SHAPE_LONG = 64;

/** Letters of other scripts count as lower case unless they have a lower case of their own. */
function shapeOf(form: string, lower: string): number {
  let shape = form.length > 3 ? SHAPE_LONG : 0;
  for (let i = 0; i < form.length; i += 1) {
    const unit = form.charCodeAt(i);
    if (unit >= 97 && unit <= 122) shape |= SHAPE_LOWER;
    else if (unit >= 65 && unit <= 90) shape |= i === 0 ? SHAPE_UPPER | SHAPE_CAPITAL : SHAPE_UPPER;
    else if (unit >= 48 && unit <= 57) shape |= SHAPE_DIGIT;
    else if (unit === 45) shape |= SHAPE_HYPHEN;
    else if (unit < 128) shape |= SHAPE_MARK;
    else if (lower.charCodeAt(i) !== unit) shape |= i === 0 ? SHAPE_UPPER | SHAPE_CAPITAL : SHAPE_UPPER;
    else shape |= SHAPE_LOWER;
  }
  return shape;
}

/**
 * The form a word is looked up by. Typography differs between the training texts and the wild, so that all apostrophes
 * and dashes are one; a straight quotation mark is turned into an opening or closing one by the space around it.
 */
function lookupForm(text: string, spaceBefore: boolean, spaceAfter: boolean): string {
  if (text === '"' || text === '``' || text === "''" || text === '„' || text === '«' || text === '»') {
    if (text === '``' || text === '„' || text === '«') return '“';
    if (text === "''" || text === '»') return '”';
    if (spaceBefore !== spaceAfter) return spaceBefore ? '“' : '”';
    return text;
  }
  if (text === '‘') return '‘';
  if (text === "'" || text === '’' || text === '`') return spaceBefore && !spaceAfter ? '‘' : "'";
  if (text === '–' || text === '—' || text === '―') return '--';
  if (text === '…') return '...';
  return text.includes('’') ? text.replaceAll('’', "'") : text;
}

/** Reads the tokens of one sentence into what the models see. Linear in the characters of the tokens. */
export function readLexical(tokens: readonly LexicalToken[], clusters: WordClusters): LexicalSentence {
  const length = tokens.length;
  const column = columns(10, length);
  const sentence: LexicalSentence = {
    length,
    word: column(),
    lower: column(),
    suffix2: column(),
    suffix3: column(),
    suffix4: column(),
    prefix3: column(),
    shape: column(),
    small: column(),
    medium: column(),
    large: column(),
  };
  for (let i = 0; i < length; i += 1) {
    const token = tokens[i];
    const spaceAfter = i + 1 === length || tokens[i + 1].spaceBefore;
    const form = lookupForm(token.text, token.spaceBefore || i === 0, spaceAfter);
    const lower = form.toLowerCase();
    const end = lower.length;
    const word = hashText(form, 0, form.length);
    const lowerHash = hashText(lower, 0, end);
    sentence.word[i] = word;
    sentence.lower[i] = lowerHash;
    sentence.suffix2[i] = hashText(lower, Math.max(0, end - 2), end);
    sentence.suffix3[i] = hashText(lower, Math.max(0, end - 3), end);
    sentence.suffix4[i] = hashText(lower, Math.max(0, end - 4), end);
    sentence.prefix3[i] = hashText(lower, 0, Math.min(3, end));
    sentence.shape[i] = shapeOf(form, lower);
    let at = clusters.words.find(word);
    if (at < 0) at = clusters.words.find(lowerHash);
    if (at >= 0) {
      sentence.small[i] = clusters.small[at];
      sentence.medium[i] = clusters.medium[at];
      sentence.large[i] = clusters.large[at];
    }
  }
  return sentence;
}
