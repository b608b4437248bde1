import type { ParserInput } from './parser-input.ts';
import { Templates } from './templates.ts';
import type { Configuration } from './transitions.ts';

/** Value of a feature of a token that is not there. */
const NONE = 0x0dd;

/** Distances above five tokens are put into three classes; the sign is kept out. */
export function distanceClass(distance: number): number {
  if (distance < 5) return distance;
  return distance < 8 ? 6 : distance < 12 ? 7 : 8;
}

// s0, s1, s2: the stack from its top; b0 … b3: the buffer. l, r: outermost child to the left, right; l2, r2: the next one.
// The order is that in which `actionRows` writes them.
const ATOMS = [
  ...['s0.word', 's0.xpos', 's0.medium', 's1.word', 's1.xpos', 's1.medium', 's2.xpos'],
  ...['b0.word', 'b0.xpos', 'b0.medium', 'b1.word', 'b1.xpos', 'b1.medium', 'b2.word', 'b2.xpos', 'b3.xpos'],
  ...['s0l.word', 's0l.xpos', 's0l.rel', 's0r.word', 's0r.xpos', 's0r.rel', 's0l2.rel', 's0r2.xpos'],
  ...['s1l.xpos', 's1r.xpos', 's1r.rel', 'b0l.word', 'b0l.xpos', 'b0l.rel', 'b0l2.xpos', 'b0l2.rel'],
  ...['s0-b0', 's1-s0', 's0.lefts', 's0.rights', 'b0.lefts', 's1.rights'],
  ...['s0.leftRels', 's0.rightRels', 'b0.leftRels', 's1.rightRels'],
];

/** Features of the next action: after Zhang and Nivre (2011), with word clusters. */
export const ACTION_TEMPLATES = new Templates(ATOMS, [
  ...['s0.word s0.xpos', 's0.word', 's0.xpos', 'b0.word b0.xpos', 'b0.word', 'b0.xpos', 'b1.word b1.xpos', 'b1.word'],
  ...['b1.xpos', 'b2.word b2.xpos', 'b2.xpos', 's1.word s1.xpos', 's1.word', 's1.xpos', 's2.xpos'],
  // pairs
  ...['s0.word s0.xpos b0.word b0.xpos', 's0.word s0.xpos b0.word', 's0.word b0.word b0.xpos'],
  ...['s0.word s0.xpos b0.xpos', 's0.xpos b0.word b0.xpos', 's0.word b0.word', 's0.xpos b0.xpos', 'b0.xpos b1.xpos'],
  ...['s0.xpos s1.xpos', 's0.word s1.word', 's0.word s0.xpos s1.xpos', 's0.xpos s1.word s1.xpos', 's1.xpos b0.xpos'],
  ...['s1.word b0.word', 's1.word b0.xpos'],
  // three and four tokens
  ...['b0.xpos b1.xpos b2.xpos', 's0.xpos b0.xpos b1.xpos', 's1.xpos s0.xpos b0.xpos', 's0.xpos s0l.xpos b0.xpos'],
  ...['s0.xpos s0r.xpos b0.xpos', 's0.xpos b0.xpos b0l.xpos', 's1.xpos s1r.xpos s0.xpos', 's1.xpos s1l.xpos s0.xpos'],
  ...['s2.xpos s1.xpos s0.xpos', 's1.xpos s0.xpos b0.xpos b1.xpos', 's0.xpos b0.xpos b1.xpos b2.xpos'],
  ...['b3.xpos b2.xpos b1.xpos b0.xpos', 's0.word b1.word b0.xpos', 's0.word s0.xpos b0.xpos b1.xpos'],
  ...['s0.xpos b0.word b0.xpos b1.xpos', 's1.word s0.word b0.xpos', 's1.word s0.xpos b0.word'],
  // distance
  ...['s0.word s0-b0', 's0.xpos s0-b0', 'b0.word s0-b0', 'b0.xpos s0-b0', 's0.xpos b0.xpos s0-b0'],
  ...['s1.xpos s0.xpos s1-s0', 's1.word s1-s0'],
  // valency
  ...['s0.word s0.rights', 's0.xpos s0.rights', 's0.word s0.lefts', 's0.xpos s0.lefts', 'b0.word b0.lefts'],
  ...['b0.xpos b0.lefts', 's1.word s1.rights', 's1.xpos s1.rights'],
  // children and their relations
  ...['s0l.word', 's0.xpos s0l.rel', 's0r.word s0.xpos', 's0.xpos s0r.rel', 's0.word s0r.rel', 'b0l.word b0.xpos'],
  ...['b0.xpos b0l.rel', 'b0.word b0l.rel', 's1.xpos s1r.rel', 's1.word s1r.rel s0.xpos', 's0.xpos s0l.rel b0.xpos'],
  ...['s0.xpos s0r.rel b0.xpos b1.xpos', 's0.xpos s0l2.rel', 'b0.xpos b0l2.rel', 's0.xpos s0r2.xpos s0r.xpos'],
  ...['b0.xpos b0l.xpos b0l2.xpos s0.xpos', 's0l.word s0.xpos b0.xpos', 's1.word s0l.word s0.xpos'],
  ...['s1.xpos s0l.word s0.xpos b0.word'],
  ...['s0.xpos s0.leftRels', 's0.xpos s0.rightRels b0.xpos', 'b0.xpos b0.leftRels s0.xpos'],
  ...['s1.xpos s1.rightRels s0.xpos'],
  // clusters
  ...['s0.medium b0.medium', 's0.medium b0.xpos', 's0.xpos b0.medium', 's1.medium s0.medium', 's1.medium b0.xpos'],
  ...['s0.medium s0.xpos b0.xpos b0.medium', 's1.medium s0.xpos b0.medium', 's0.medium b1.medium'],
  ...['b0.medium b1.medium s0.xpos'],
]);

const atoms = new Int32Array(ATOMS.length);

/** Rows of the features of the next action in a table of `mask + 1` rows. */
export function actionRows(state: Configuration, input: ParserInput, mask: number, rows: Int32Array): void {
  const { word, xpos, medium, length } = input;
  const { left1, left2, right1, right2, relation, leftCount, rightCount } = state;
  const s0 = state.onStack(0);
  const s1 = state.onStack(1);
  const s2 = state.onStack(2);
  const b0 = state.buffer;
  const b1 = b0 + 1 <= length ? b0 + 1 : -1;
  const b2 = b0 + 2 <= length ? b0 + 2 : -1;
  const b3 = b0 + 3 <= length ? b0 + 3 : -1;
  const s0l = s0 < 0 ? -1 : left1[s0];
  const s0r = s0 < 0 ? -1 : right1[s0];
  const s0l2 = s0 < 0 ? -1 : left2[s0];
  const s0r2 = s0 < 0 ? -1 : right2[s0];
  const s1l = s1 < 0 ? -1 : left1[s1];
  const s1r = s1 < 0 ? -1 : right1[s1];
  const b0l = left1[b0];
  const b0l2 = left2[b0];
  atoms[0] = s0 < 0 ? NONE : word[s0];
  atoms[1] = s0 < 0 ? NONE : xpos[s0];
  atoms[2] = s0 < 0 ? NONE : medium[s0];
  atoms[3] = s1 < 0 ? NONE : word[s1];
  atoms[4] = s1 < 0 ? NONE : xpos[s1];
  atoms[5] = s1 < 0 ? NONE : medium[s1];
  atoms[6] = s2 < 0 ? NONE : xpos[s2];
  atoms[7] = word[b0];
  atoms[8] = xpos[b0];
  atoms[9] = medium[b0];
  atoms[10] = b1 < 0 ? NONE : word[b1];
  atoms[11] = b1 < 0 ? NONE : xpos[b1];
  atoms[12] = b1 < 0 ? NONE : medium[b1];
  atoms[13] = b2 < 0 ? NONE : word[b2];
  atoms[14] = b2 < 0 ? NONE : xpos[b2];
  atoms[15] = b3 < 0 ? NONE : xpos[b3];
  atoms[16] = s0l < 0 ? NONE : word[s0l];
  atoms[17] = s0l < 0 ? NONE : xpos[s0l];
  atoms[18] = s0l < 0 ? NONE : relation[s0l];
  atoms[19] = s0r < 0 ? NONE : word[s0r];
  atoms[20] = s0r < 0 ? NONE : xpos[s0r];
  atoms[21] = s0r < 0 ? NONE : relation[s0r];
  atoms[22] = s0l2 < 0 ? NONE : relation[s0l2];
  atoms[23] = s0r2 < 0 ? NONE : xpos[s0r2];
  atoms[24] = s1l < 0 ? NONE : xpos[s1l];
  atoms[25] = s1r < 0 ? NONE : xpos[s1r];
  atoms[26] = s1r < 0 ? NONE : relation[s1r];
  atoms[27] = b0l < 0 ? NONE : word[b0l];
  atoms[28] = b0l < 0 ? NONE : xpos[b0l];
  atoms[29] = b0l < 0 ? NONE : relation[b0l];
  atoms[30] = b0l2 < 0 ? NONE : xpos[b0l2];
  atoms[31] = b0l2 < 0 ? NONE : relation[b0l2];
  atoms[32] = s0 < 0 ? NONE : distanceClass(b0 - s0);
  atoms[33] = s1 < 0 ? NONE : distanceClass(s0 - s1);
  atoms[34] = s0 < 0 ? NONE : Math.min(3, leftCount[s0]);
  atoms[35] = s0 < 0 ? NONE : Math.min(3, rightCount[s0]);
  atoms[36] = Math.min(3, leftCount[b0]);
  atoms[37] = s1 < 0 ? NONE : Math.min(3, rightCount[s1]);
  atoms[38] = s0 < 0 ? 0 : relationSet(state.leftLow[s0], state.leftHigh[s0]);
  atoms[39] = s0 < 0 ? 0 : relationSet(state.rightLow[s0], state.rightHigh[s0]);
  atoms[40] = relationSet(state.leftLow[b0], state.leftHigh[b0]);
  atoms[41] = s1 < 0 ? 0 : relationSet(state.rightLow[s1], state.rightHigh[s1]);
  ACTION_TEMPLATES.rows(atoms, mask, rows);
}

/** One number for a set of relations. */
export function relationSet(low: number, high: number): number {
  return low ^ Math.imul(high, 0x9e3779b1);
}
