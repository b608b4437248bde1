import { distanceClass, relationSet } from './action-features.ts';
import type { ParserInput } from './parser-input.ts';
import { Templates } from './templates.ts';
import type { Configuration } from './transitions.ts';

const NONE = 0x0dd;

// h: head, d: dependent, with their neighbours (-1, +1) and outermost children (l, r, l2). side: which of both comes first.
// The order is that in which `relationRows` writes them.
const ATOMS = [
  ...['side', 'distance', 'h.word', 'h.xpos', 'h.upos', 'h.medium', 'h.large'],
  ...['d.word', 'd.xpos', 'd.upos', 'd.medium', 'd.large', 'd-1.word', 'd-1.xpos', 'd+1.word', 'd+1.xpos'],
  ...['h-1.xpos', 'h+1.xpos', 'dl.word', 'dl.xpos', 'dl.rel', 'dl2.word', 'dl2.xpos', 'dr.word', 'dr.xpos', 'dr.rel'],
  ...['hl.word', 'hl.rel', 'hr.word', 'hr.rel', 'h.leftRels', 'h.rightRels', 'd.leftRels', 'd.rightRels'],
];

/** Features of the relation of a new arc. */
export const RELATION_TEMPLATES = new Templates(ATOMS, [
  ...['side h.word h.xpos', 'side d.word d.xpos', 'side h.word d.word', 'side h.xpos d.xpos', 'side h.word d.xpos'],
  ...['side h.xpos d.word', 'distance h.xpos d.xpos', 'distance d.word', 'side d.xpos', 'h.word d.word h.xpos d.xpos'],
  ...['side d.upos h.upos', 'side d.upos h.word', 'side h.upos d.word'],
  // neighbours
  ...['side d.xpos d-1.xpos d+1.xpos', 'side h.xpos h-1.xpos h+1.xpos', 'side d.xpos h.xpos d+1.xpos'],
  ...['side d.xpos h.xpos d-1.xpos', 'side d.word d+1.word', 'side d.word d-1.word'],
  // children of the dependent
  ...['side dl.word d.xpos h.xpos', 'dl.word d.xpos h.word', 'side dl.word d.word', 'side dl.xpos d.xpos h.xpos'],
  ...['side dr.xpos d.xpos h.xpos', 'side dl.rel d.xpos h.xpos', 'side dr.rel d.xpos', 'side dl2.word dl.word d.xpos'],
  ...['dl2.xpos dl.xpos d.xpos h.xpos', 'side dr.word d.xpos h.xpos', 'side d.xpos h.xpos d.leftRels'],
  ...['side d.xpos h.xpos d.rightRels'],
  // children of the head
  ...['h.xpos d.xpos h.leftRels', 'side h.xpos d.xpos h.rightRels', 'side hl.word h.xpos d.xpos'],
  ...['hl.rel hr.rel h.xpos d.xpos', 'side hr.word h.xpos d.xpos', 'side h.word hl.rel d.xpos'],
  ...['side h.word hr.rel d.xpos'],
  // clusters
  ...['side h.medium d.medium', 'side h.medium d.xpos', 'side h.xpos d.medium', 'side h.large d.large'],
  ...['side d.medium dl.word', 'side h.medium dl.word d.xpos', 'side d.xpos h.xpos d.large'],
]);

const atoms = new Int32Array(ATOMS.length);

/** Rows of the features of the relation between `head` and `dependent` in a table of `mask + 1` rows. */
export function relationRows(
  state: Configuration,
  input: ParserInput,
  head: number,
  dependent: number,
  mask: number,
  rows: Int32Array,
): void {
  const { word, xpos, upos, medium, large, length } = input;
  const { relation } = state;
  const side = head > dependent ? 1 : 2;
  const dl = state.left1[dependent];
  const dl2 = state.left2[dependent];
  const dr = state.right1[dependent];
  const hl = state.left1[head];
  const hr = state.right1[head];
  atoms[0] = side;
  atoms[1] = side * 16 + distanceClass(Math.abs(head - dependent));
  atoms[2] = word[head];
  atoms[3] = xpos[head];
  atoms[4] = upos[head];
  atoms[5] = medium[head];
  atoms[6] = large[head];
  atoms[7] = word[dependent];
  atoms[8] = xpos[dependent];
  atoms[9] = upos[dependent];
  atoms[10] = medium[dependent];
  atoms[11] = large[dependent];
  atoms[12] = dependent > 0 ? word[dependent - 1] : NONE;
  atoms[13] = dependent > 0 ? xpos[dependent - 1] : NONE;
  atoms[14] = word[dependent + 1];
  atoms[15] = xpos[dependent + 1];
  atoms[16] = head > 0 ? xpos[head - 1] : NONE;
  atoms[17] = head < length ? xpos[head + 1] : NONE;
  atoms[18] = dl < 0 ? NONE : word[dl];
  atoms[19] = dl < 0 ? NONE : xpos[dl];
  atoms[20] = dl < 0 ? NONE : relation[dl];
  atoms[21] = dl2 < 0 ? NONE : word[dl2];
  atoms[22] = dl2 < 0 ? NONE : xpos[dl2];
  atoms[23] = dr < 0 ? NONE : word[dr];
  atoms[24] = dr < 0 ? NONE : xpos[dr];
  atoms[25] = dr < 0 ? NONE : relation[dr];
  atoms[26] = hl < 0 ? NONE : word[hl];
  atoms[27] = hl < 0 ? NONE : relation[hl];
  atoms[28] = hr < 0 ? NONE : word[hr];
  atoms[29] = hr < 0 ? NONE : relation[hr];
  atoms[30] = relationSet(state.leftLow[head], state.leftHigh[head]);
  atoms[31] = relationSet(state.rightLow[head], state.rightHigh[head]);
  atoms[32] = relationSet(state.leftLow[dependent], state.leftHigh[dependent]);
  atoms[33] = relationSet(state.rightLow[dependent], state.rightHigh[dependent]);
  RELATION_TEMPLATES.rows(atoms, mask, rows);
}
