import { fix_and_explain, fix_encoding, TextFixerConfig } from 'ftfy-js';
import { lineSpans } from '../lines.ts';
import type { Edit, MappedText } from '../mapped-text.ts';

/** Only what undoes a wrong decoding; everything else about characters is decided in `clean.ts`, with offsets. */
const REPAIR = new TextFixerConfig({
  unescape_html: false,
  remove_terminal_escapes: true,
  fix_encoding: true,
  restore_byte_a0: true,
  replace_lossy_sequences: true,
  decode_inconsistent_utf8: true,
  fix_c1_controls: true,
  fix_latin_ligatures: false,
  fix_character_width: false,
  uncurl_quotes: false,
  fix_line_breaks: false,
  fix_surrogates: false,
  remove_control_chars: false,
  normalization: null,
  explain: false,
});

/** A line longer than this is repaired in pieces, cut at spaces: repair time must not grow with the line. */
const PIECE = 4096;
const NOT_ASCII = /[^\u0000-\u007f]/u;

/** Whether a stretch could need repair at all; a cheap test that keeps clean text fast. */
const SUSPICIOUS =
  /[\u0080-\u009f\ufffd\u001b]|[\u00a1-\u{10ffff}][^\u0000-\u001f!-\u007e]|[\u00c3\u00c2\u00e2\u0102\u0413\u0420]/u;

function repairedPiece(piece: string): string {
  return fix_and_explain(piece, REPAIR)[0];
}

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

/** Characters of suspicious text that are looked into; a longer document keeps its damage from there on, to keep its time. */
const MAX_EXAMINED = 2_000_000;

/** Undoes wrong decodings (`Ã©` → `é`), line by line, keeping the places. Gives the same object where nothing is wrong. */
export function repairMojibake(text: MappedText): MappedText {
  let budget = MAX_EXAMINED;
  if (!NOT_ASCII.test(text.text) && !text.text.includes('\u001b')) return text;
  const edits: Edit[] = [];
  for (const span of lineSpans(text.text)) {
    const line = text.text.slice(span.start, span.end);
    if (!SUSPICIOUS.test(line)) continue;
    for (let start = 0; start < line.length; ) {
      const end = pieceEnd(line, start);
      const piece = line.slice(start, end);
      if (budget > 0 && SUSPICIOUS.test(piece)) {
        budget -= piece.length;
        const repaired = repairedPiece(piece);
        if (repaired !== piece) edits.push(...alignRepair(piece, repaired, span.start + start));
      }
      start = end;
    }
  }
  return text.edit(edits);
}

function pieceEnd(line: string, start: number): number {
  if (line.length - start <= PIECE) return line.length;
  const half = PIECE / 2;
  const space = line.slice(start + half, start + PIECE).lastIndexOf(' ');
  return space === -1 ? start + PIECE : start + half + space;
}

/** The same repair for a text whose places nobody asks for (a title in metadata). */
export function repairString(text: string): string {
  return SUSPICIOUS.test(text) ? fix_encoding(text, REPAIR) : text;
}
