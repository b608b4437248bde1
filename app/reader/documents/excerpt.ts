/** A stretch of text; marked where a search found it. */
export interface Piece {
  text: string;
  isFound: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Characters of an excerpt: before the first word that was found, and of each part. */
const LEAD = 60;
const PART = 180;
/** Parts of an excerpt. */
const PARTS = 2;

/** Cuts a text into pieces. @param found words in lower case. */
export function markWords(text: string, found: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!found.has(word.toLowerCase())) continue;
    if (index > end) pieces.push({ text: text.slice(end, index), isFound: false });
    pieces.push({ text: word, isFound: true });
    end = index + word.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isFound: false });
  return pieces;
}

/**
 * What to show of a text: the surroundings of the first places that a search found, or else its beginning.
 * @param found words in lower case.
 */
export function excerpt(text: string, found: ReadonlySet<string>): Piece[] {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  const starts: number[] = [];
  for (const { 0: word, index } of line.matchAll(WORD)) {
    const last = starts.at(-1);
    if (!found.has(word.toLowerCase()) || (last !== undefined && index < last + PART)) continue;
    starts.push(index < LEAD + 20 ? 0 : toWord(line, index - LEAD));
    if (starts.length === PARTS) break;
  }
  if (starts.length === 0) starts.push(0);
  const pieces: Piece[] = [];
  for (const start of starts) {
    const end = start + PART >= line.length ? line.length : toWord(line, start + PART);
    if (start > 0) pieces.push({ text: ' … ', isFound: false });
    pieces.push(...markWords(line.slice(start, end), found));
    if (end < line.length && start === starts.at(-1)) pieces.push({ text: ' …', isFound: false });
  }
  return pieces;
}

/** Where a word begins, from a place on; the place itself where there is none near, but never within a character. */
function toWord(line: string, place: number): number {
  const space = line.indexOf(' ', place);
  if (space >= 0 && space < place + LEAD / 2) return space + 1;
  const unit = line.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff ? place + 1 : place;
}
