import { DocumentError } from '../../errors.ts';
import type { Edit, MappedText } from '../mapped-text.ts';
import { continues, endsSentence, goesOn, isRule } from './cues.ts';
import { type Line, readLines } from './lines.ts';
import { findLayout, joins, seam } from './unwrap.ts';

/** Words of a text in lower case, with their inner hyphens; what stands at a line's end is left out. */
function innerWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*(?![\p{L}\p{N}]|-?\s*\n)/gu))
    words.add(match[0].toLowerCase());
  return words;
}

/** A text broken off by a blank line in mid-sentence (a page break, a picture): both sides say so. */
const brokenByBlank = (line: Line, next: Line): boolean =>
  !endsSentence(line.text) && line.text.length > 60 && goesOn(line.text) && continues(next.text);

/** Lines above which a text is no article but a data set. */
const MAX_LINES = 1_500_000;

/**
 * Plain text as paragraphs, each on one line, joined by blank lines. Every word of the input stays; rules of dashes between parts go.
 * Throws DocumentError TooLarge.
 */
export function unwrapPlainText(text: MappedText): MappedText {
  const all = readLines(text.text);
  if (all.length > MAX_LINES) {
    throw new DocumentError('TooLarge', `the text has ${all.length} lines, the limit is ${MAX_LINES}; cut it up`);
  }
  const lines = all.filter((line) => !isRule(line.text) || /\p{L}/u.test(line.text));
  const layout = findLayout(lines);
  const needsWords = lines.some((line) => line.text.endsWith('-'));
  const words = needsWords ? innerWords(text.text) : new Set<string>();
  const edits: Edit[] = [];
  let at = 0;
  let inBody = false;
  for (const [i, line] of lines.entries()) {
    const previous = lines[i - 1];
    if (previous === undefined) edits.push({ start: 0, end: line.start, text: '' });
    else {
      const joined = line.afterBlank ? brokenByBlank(previous, line) : joins(previous, line, layout, inBody);
      const { cut, between } = joined ? seam(previous, line, words) : { cut: 0, between: '\n\n' };
      edits.push({ start: at - cut, end: line.start, text: between });
    }
    for (const gap of line.text.matchAll(/[ \t]{2,5000}|\t/gu)) {
      edits.push({ start: line.start + gap.index, end: line.start + gap.index + gap[0].length, text: ' ' });
    }
    at = line.end;
    inBody ||= endsSentence(line.text);
  }
  edits.push({ start: at, end: text.text.length, text: '' });
  return text.edit(edits).replace(/ {2,}/gu, () => ' ');
}
