import { addUnit, finish, NO_UNITS } from './hash.ts';

/** How a word is written. */
export interface WordShape {
  hasLetter: boolean;
  startsUpper: boolean;
  allUpper: boolean;
  /** Hashes of the shape (`Xxxxx`) and of the shape without repeats (`Xx`). */
  shape: number;
  shortShape: number;
}

/** Kinds of character. */
const MARK = 0;
const UPPER = 1;
const LOWER = 2;
const OTHER_LETTER = 3;
const DIGIT = 4;
/** What stands for each kind in a shape; a mark stands for itself. */
const SIGNS = Uint8Array.from([0, ...['X', 'x', 'x', 'd'].map((sign) => sign.charCodeAt(0))]);

function kindOfCharacter(character: string): number {
  if (/[\p{Lu}\p{Lt}]/u.test(character)) return UPPER;
  if (/\p{Ll}/u.test(character)) return LOWER;
  if (/\p{L}/u.test(character)) return OTHER_LETTER;
  return /\p{Nd}/u.test(character) ? DIGIT : MARK;
}

const ASCII = Uint8Array.from({ length: 128 }, (_, code) => kindOfCharacter(String.fromCharCode(code)));

/** A longer run of one kind counts as one of four. */
const LONGEST_RUN = 4;

/** Adds a code point to the hash of a text. */
function addPoint(hash: number, point: number): number {
  if (point <= 0xffff) return addUnit(hash, point);
  return addUnit(addUnit(hash, 0xd800 | ((point - 0x10000) >> 10)), 0xdc00 | (point & 0x3ff));
}

export function shapeOf(text: string): WordShape {
  let shape = NO_UNITS;
  let short = NO_UNITS;
  /** One bit for each kind of character that the word has. */
  let kinds = 0;
  let first = MARK;
  let last = -1;
  let run = 0;
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at)!;
    const kind = point < ASCII.length ? ASCII[point] : kindOfCharacter(String.fromCodePoint(point));
    const sign = kind === MARK ? point : SIGNS[kind];
    if (at === 0) first = kind;
    if (point > 0xffff) at += 1;
    kinds |= 1 << kind;
    run = sign === last ? run + 1 : 1;
    last = sign;
    if (run === 1) short = addPoint(short, sign);
    if (run <= LONGEST_RUN) shape = addPoint(shape, sign);
  }
  const has = (kind: number): boolean => ((kinds >> kind) & 1) === 1;
  return {
    hasLetter: has(UPPER) || has(LOWER) || has(OTHER_LETTER),
    startsUpper: first === UPPER,
    allUpper: has(UPPER) && !has(LOWER),
    shape: finish(shape),
    shortShape: finish(short),
  };
}
