import { tokenize } from '../../text/tokens.ts';
import { LABELS, labelsOf, TAGGED_TYPES, type TaggedName, typeOf } from '../tagger/labels.ts';
import type { TaggedTokens } from './read-data.ts';
import { guessSpaces } from './spacing.ts';

/** A sentence to learn from, in the tokens that `stages/text` cuts. */
export interface Example {
  tokens: string[];
  /** For each token one bit a label: those that the data allow. */
  allowed: Uint32Array;
  /** The labels where the data allow one a token only. */
  labels: Uint8Array;
  weight: number;
}

interface CharacterSpan {
  start: number;
  end: number;
  type: number;
}

function spansOf({ tags }: TaggedTokens, starts: number[], ends: number[]): CharacterSpan[] {
  const spans: CharacterSpan[] = [];
  tags.forEach((tag, i) => {
    if (tag === 'O') return;
    const type = TAGGED_TYPES.indexOf(tag.slice(2) as (typeof TAGGED_TYPES)[number]);
    if (type < 0) throw new Error(`Tag "${tag}" is none of ${TAGGED_TYPES.join(', ')}.`);
    if (tag[0] === 'B') spans.push({ start: starts[i], end: ends[i], type });
    else spans[spans.length - 1].end = ends[i];
  });
  return spans;
}

/** Tokens that lie in a span by half or more. */
function namesIn(tokens: readonly { start: number; end: number }[], spans: readonly CharacterSpan[]): TaggedName[] {
  const names: TaggedName[] = [];
  let token = 0;
  for (const { start, end, type } of spans) {
    while (token < tokens.length && tokens[token].start + tokens[token].end < 2 * start) token += 1;
    const first = token;
    while (token < tokens.length && tokens[token].start + tokens[token].end <= 2 * end) token += 1;
    if (token > first) names.push({ first, last: token - 1, type });
  }
  return names;
}

const DATE = TAGGED_TYPES.indexOf('DATE');
const MISC = TAGGED_TYPES.indexOf('MISC');
const EVERY_LABEL = Array.from({ length: LABELS }, (_, label) => label);
/** `O` or part of a date or miscellaneous name. */
const OPEN = EVERY_LABEL.filter((label) => label === 0 || typeOf(label) === DATE || typeOf(label) === MISC).reduce(
  (bits, label) => bits | (1 << label),
  0,
);

/** Hyphens stand alone without their spaces lost only where the data cut them off. */
const cutsHyphens = (tokens: readonly string[]): boolean => tokens.includes('-');

/** Whether a space follows each token. Machine labels stand on tokens that hyphens were cut off from. */
export function spacesOf({ tokens, spaces }: TaggedTokens, gold: boolean): boolean[] {
  if (spaces) return [...spaces].map((flag) => flag === '1');
  const guessed = guessSpaces(tokens);
  if (gold || !cutsHyphens(tokens)) return guessed;
  return guessed.map((space, i) => space && tokens[i] !== '-' && tokens[i + 1] !== '-');
}

/**
 * Cuts a sentence as the text would be cut at run time and gives its labels.
 * @param gold Gold sources mark dates and miscellaneous names each in their own way, or not at all: what is no person,
 * place or organisation there may be any of these, and only marked dates are certain.
 */
export function toExample(sentence: TaggedTokens, gold: boolean, weight: number): Example {
  const { tokens: words } = sentence;
  const spaced = spacesOf(sentence, gold);
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  words.forEach((word, i) => {
    starts.push(text.length);
    text += word;
    ends.push(text.length);
    if (spaced[i]) text += ' ';
  });
  const tokens = tokenize(text);
  const names = namesIn(tokens, spansOf(sentence, starts, ends)).filter(({ type }) => !(gold && type === MISC));
  const labels = labelsOf(names, tokens.length);
  const allowed = Uint32Array.from(labels, (label) => (gold && label === 0 ? OPEN : 1 << label));
  return { tokens: tokens.map((token) => token.text), allowed, labels, weight };
}
