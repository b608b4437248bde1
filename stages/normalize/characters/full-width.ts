import { lineSpans } from '../lines.ts';
import type { Edit, MappedText } from '../mapped-text.ts';

const FULL_WIDTH = /[\uff01-\uff5e]/gu;
/** Letters and marks of the scripts that are set in full width. */
const EAST_ASIAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3001-\u3003\u3008-\u3011]/u;

/** From a full-width form to the ASCII character that it is a form of. */
const TO_ASCII = 0xfee0;

/**
 * Makes full-width forms narrow (`Ningbo，China`, `ＮＡＴＯ`) on lines without an East Asian letter, where they are damage or
 * decoration; among such letters they are how the text is set.
 */
export function narrowForms(text: MappedText): MappedText {
  return text.text.search(FULL_WIDTH) === -1 ? text : text.edit(narrowed(text.text));
}

function* narrowed(text: string): Generator<Edit> {
  for (const { start, end } of lineSpans(text)) {
    const line = text.slice(start, end);
    if (EAST_ASIAN.test(line)) continue;
    for (const { index, 0: form } of line.matchAll(FULL_WIDTH)) {
      const narrow = String.fromCharCode(form.charCodeAt(0) - TO_ASCII);
      yield { start: start + index, end: start + index + 1, text: narrow };
    }
  }
}
