import type { LexicalSentence } from './lexical.ts';
import { Templates } from './templates.ts';

/** Stands for what lies before the first and behind the last token. */
const EDGE = 0x5eed;

// The order is that in which `fillXposAtoms` writes them. 0 is the token itself, -1 the one before it, +1 the one behind.
const XPOS_ATOMS = [
  ...['0.word', '0.lower', '0.suffix2', '0.suffix3', '0.suffix4', '0.prefix3', '0.shape', 'first'],
  ...['-1.tag', '-2.tag', '-1.lower', '-2.lower', '+1.lower', '+2.lower', '-1.suffix3', '+1.suffix3', '+1.shape'],
  ...['0.small', '0.medium', '0.large', '+1.medium', '-1.medium'],
];

/** Features of the Penn Treebank tag: after Ratnaparkhi (1996) and Collins (2002), with word clusters. */
export const XPOS_TEMPLATES = new Templates(XPOS_ATOMS, [
  ...[
    '',
    '0.word',
    '0.lower',
    '0.suffix2',
    '0.suffix3',
    '0.suffix4',
    '0.prefix3',
    '0.shape first',
    '0.suffix3 0.shape',
  ],
  ...['-1.tag', '-1.tag -2.tag', '-1.tag 0.lower', '-1.lower', '+1.lower', '-1.lower 0.lower', '0.lower +1.lower'],
  ...['-2.lower', '+2.lower', '+1.suffix3', '+1.shape 0.shape first', '-1.suffix3', '-1.tag +1.lower'],
  ...['-1.tag +1.suffix3 0.suffix3', '0.small', '0.medium', '0.large', '+1.medium', '-1.medium 0.medium'],
  ...['0.medium +1.medium', '-1.tag +1.medium'],
]);

/** @param before tag of the token before, `beforeLast` of the one before that; -1 at the start. */
export function xposRows(
  sentence: LexicalSentence,
  i: number,
  before: number,
  beforeLast: number,
  mask: number,
  rows: Int32Array,
): void {
  const { lower, suffix3, medium, length } = sentence;
  const atoms = xposAtoms;
  const next = i + 1 < length;
  atoms[0] = sentence.word[i];
  atoms[1] = lower[i];
  atoms[2] = sentence.suffix2[i];
  atoms[3] = suffix3[i];
  atoms[4] = sentence.suffix4[i];
  atoms[5] = sentence.prefix3[i];
  atoms[6] = sentence.shape[i];
  atoms[7] = i === 0 ? 1 : 0;
  atoms[8] = before;
  atoms[9] = beforeLast;
  atoms[10] = i > 0 ? lower[i - 1] : EDGE;
  atoms[11] = i > 1 ? lower[i - 2] : EDGE;
  atoms[12] = next ? lower[i + 1] : EDGE;
  atoms[13] = i + 2 < length ? lower[i + 2] : EDGE;
  atoms[14] = i > 0 ? suffix3[i - 1] : EDGE;
  atoms[15] = next ? suffix3[i + 1] : EDGE;
  atoms[16] = next ? sentence.shape[i + 1] : EDGE;
  atoms[17] = sentence.small[i];
  atoms[18] = medium[i];
  atoms[19] = sentence.large[i];
  atoms[20] = next ? medium[i + 1] : EDGE;
  atoms[21] = i > 0 ? medium[i - 1] : EDGE;
  XPOS_TEMPLATES.rows(atoms, mask, rows);
}
const xposAtoms = new Int32Array(XPOS_ATOMS.length);

const UPOS_ATOMS = [
  ...['-1.xpos', '0.xpos', '+1.xpos', '+2.xpos', '+3.xpos', '0.lower', '+1.lower', '0.medium', '+1.medium'],
];

/** Features of the universal tag, given the Penn Treebank tags of the whole sentence. */
export const UPOS_TEMPLATES = new Templates(UPOS_ATOMS, [
  ...['0.xpos', '0.xpos 0.lower', '0.xpos +1.xpos', '-1.xpos 0.xpos', '0.xpos 0.lower +1.xpos'],
  ...['-1.xpos 0.xpos 0.lower', '0.xpos 0.lower +1.xpos +2.xpos', '0.xpos 0.lower +1.lower', '0.xpos +1.xpos +2.xpos'],
  ...['0.xpos 0.lower +2.xpos +3.xpos', '0.xpos 0.medium', '0.xpos 0.lower +1.medium'],
]);

export function uposRows(sentence: LexicalSentence, xpos: Int32Array, i: number, mask: number, rows: Int32Array): void {
  const { lower, medium, length } = sentence;
  const atoms = uposAtoms;
  const next = i + 1 < length;
  atoms[0] = i > 0 ? xpos[i - 1] : EDGE;
  atoms[1] = xpos[i];
  atoms[2] = next ? xpos[i + 1] : EDGE;
  atoms[3] = i + 2 < length ? xpos[i + 2] : EDGE;
  atoms[4] = i + 3 < length ? xpos[i + 3] : EDGE;
  atoms[5] = lower[i];
  atoms[6] = next ? lower[i + 1] : EDGE;
  atoms[7] = medium[i];
  atoms[8] = next ? medium[i + 1] : EDGE;
  UPOS_TEMPLATES.rows(atoms, mask, rows);
}
const uposAtoms = new Int32Array(UPOS_ATOMS.length);
