import { DocumentError } from '../../errors.ts';
import { lineSpans } from '../lines.ts';
import type { MappedText } from '../mapped-text.ts';

/** Marks kept on one character; what writes more (Unicode's stream-safe format allows 30) is not language. */
const MAX_MARKS = 30;

/** A stretch that normalises as a whole: a character with its marks, or syllable parts. */
const CLUSTER =
  /[\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff]+\p{M}*|\P{M}\p{M}+|^\p{M}+|\p{Changes_When_NFKC_Casefolded}/gu;

/** Places that composing may change: each costs memory, and a decomposed text with more of them is a book of many volumes. */
const MAX_PLACES = 2_000_000;

/** Composes to NFC. Throws DocumentError TooLarge. Piles of more than 30 combining marks are cut, for composing them takes quadratic time. */
export function composeNfc(text: MappedText, warnings: Set<string>): MappedText {
  let bounded = text;
  if (/\p{M}{31}/u.test(text.text)) {
    warnings.add('combining-marks-removed');
    bounded = cutMarks(text);
  }
  if (bounded.text.normalize('NFC') === bounded.text) return bounded;
  let places = 0;
  const composed = bounded.replace(CLUSTER, (match) => {
    const result = match[0].normalize('NFC');
    if (result !== match[0]) places += 1;
    if (places > MAX_PLACES) {
      throw new DocumentError('TooLarge', `the text has more than ${MAX_PLACES} decomposed characters; cut it up`);
    }
    return result;
  });
  if (composed.text.normalize('NFC') === composed.text) return composed;
  // Rare compositions over cluster borders: by line, whose place is then known as a whole only.
  const lines = [...lineSpans(composed.text)];
  return composed.edit(
    lines.map(({ start, end }) => ({ start, end, text: composed.text.slice(start, end).normalize('NFC') })),
  );
}

function cutMarks(text: MappedText): MappedText {
  let end = -1;
  // In bounded pieces, for the stack; a piece that goes on from the one before keeps nothing.
  return text.replace(/(?<=\p{M})\p{M}{1,1000}|\p{M}{31,1000}/gu, (match) => {
    const goesOn = match.index === end;
    end = match.index + match[0].length;
    return goesOn ? '' : [...match[0]].slice(0, MAX_MARKS).join('');
  });
}
