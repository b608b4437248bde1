import { lineSpans } from '../lines.ts';
import type { Edit, MappedText } from '../mapped-text.ts';
import { TEXT_RULES } from '../rules.ts';
import { mayBeWronglyDecoded, undoWrongDecoding } from './wrong-decoding.ts';

/** A line longer than this is repaired in pieces, cut at spaces: repair time must not grow with the line. */
const PIECE = 4096;
const NOT_ASCII = /[^\u0000-\u007f]/u;

/** Colours and the like of a terminal, which are no text. */
const TERMINAL_ESCAPE = /\u001b\[[\d;]{0,100}[a-zA-Z]/gu;

/** Characters that must agree before two texts count as back in step. */
const IN_STEP = 3;
/** How far apart two texts are looked for to be back in step. */
const REACH = 96;

/** The smallest stretches that differ between a damaged text and its repair, as edits of the damaged one. */
export function alignRepair(damaged: string, repaired: string, base: number): Edit[] {
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  while (i < damaged.length || j < repaired.length) {
    if (damaged[i] === repaired[j] && i < damaged.length) {
      i += 1;
      j += 1;
      continue;
    }
    const [a, b] = backInStep(damaged, repaired, i, j);
    pushEdits(edits, damaged.slice(i, a), repaired.slice(j, b), base + i);
    i = a;
    j = b;
  }
  return edits;
}

function backInStep(damaged: string, repaired: string, i: number, j: number): [number, number] {
  for (let sum = 1; sum <= REACH; sum += 1) {
    // Repair shortens: most of the distance lies in the damaged text.
    for (let b = 0; b <= sum; b += 1) {
      const a = sum - b;
      if (a < b) break;
      const x = i + a;
      const y = j + b;
      if (x > damaged.length || y > repaired.length) continue;
      if (x === damaged.length && y === repaired.length) return [x, y];
      const key = repaired.slice(y, y + IN_STEP);
      const full = key.length === IN_STEP || (y + key.length === repaired.length && x + key.length === damaged.length);
      if (key !== '' && full && damaged.startsWith(key, x)) return [x, y];
    }
  }
  return [damaged.length, repaired.length];
}

/** Bytes that a character takes in UTF-8, which is how many damaged characters it was made into by one wrong decoding. */
const utf8Length = (codePoint: number) => (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4);

function pushEdits(edits: Edit[], from: string, to: string, base: number): void {
  const characters = [...to];
  const lengths = characters.map((character) => utf8Length(character.codePointAt(0) as number));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (characters.length < 2 || total !== from.length) {
    edits.push({ start: base, end: base + from.length, text: to });
    return;
  }
  let at = base;
  for (const [k, character] of characters.entries()) {
    edits.push({ start: at, end: at + lengths[k], text: character });
    at += lengths[k];
  }
}

/**
 * Characters of damaged text that are repaired; a document with more of them keeps its damage from there on. Repair makes two runs
 * of the map for a character, and takes 0.3 µs.
 */
const MAX_REPAIRED = TEXT_RULES['wrong-decoding-undone'].settings.most;

/** Undoes wrong decodings (`Ã©` → `é`), line by line, keeping the places. Gives the same object where nothing is wrong. */
export function repairMojibake(whole: MappedText): MappedText {
  const text = whole.text.includes('\u001b') ? whole.replace(TERMINAL_ESCAPE, () => '') : whole;
  return NOT_ASCII.test(text.text) ? text.edit(repairs(text.text)) : text;
}

function* repairs(text: string): Generator<Edit> {
  let left = MAX_REPAIRED;
  for (const span of lineSpans(text)) {
    const line = text.slice(span.start, span.end);
    if (!mayBeWronglyDecoded(line)) continue;
    for (let start = 0; start < line.length && left > 0; ) {
      const end = pieceEnd(line, start);
      const piece = line.slice(start, end);
      const repaired = undoWrongDecoding(piece);
      if (repaired !== piece) {
        left -= piece.length;
        yield* alignRepair(piece, repaired, span.start + start);
      }
      start = end;
    }
  }
}

function pieceEnd(line: string, start: number): number {
  if (line.length - start <= PIECE) return line.length;
  const half = PIECE / 2;
  const space = line.slice(start + half, start + PIECE).lastIndexOf(' ');
  return space === -1 ? start + PIECE : start + half + space;
}

/** The same repair for a text whose places nobody asks for (a title in metadata). */
export function repairString(text: string): string {
  return mayBeWronglyDecoded(text) ? undoWrongDecoding(text) : text;
}
