import type { MappedText } from '../mapped-text.ts';
import { composeNfc } from './compose.ts';
import { narrowForms } from './full-width.ts';
import { repairMojibake } from './mojibake.ts';

/** Latin presentation forms; NFC leaves them, searches and taggers do not know them. */
const LIGATURES: Record<string, string> = {
  ŉ: '’n',
  Ĳ: 'IJ',
  ĳ: 'ij',
  Ǆ: 'DŽ',
  ǅ: 'Dž',
  ǆ: 'dž',
  Ǉ: 'LJ',
  ǈ: 'Lj',
  ǉ: 'lj',
  Ǌ: 'NJ',
  ǋ: 'Nj',
  ǌ: 'nj',
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
};

const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Everything that `cleanCharacters` may change, so that clean text is recognised in one pass. */
const UNCLEAN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ud800-\udfff\u0132\u0133\u0149\u01c4-\u01cc\ufb00-\ufb06\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff]|\u034f|[\u{1fffe}\u{1ffff}\u{e0000}-\u{e0fff}]/gu;

const LINE_BREAK = /^[\u000b\u000c\u0085\u2028\u2029]$/u;
const SPACE = /^[\u001c-\u001f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]$/u;

/** Scripts whose spelling needs zero-width joiners, and pictures that are joined by them. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?$/u;

function cleaned(character: string, text: string, index: number): string {
  if (character === '\r') return text[index + 1] === '\n' ? '' : '\n';
  if (LINE_BREAK.test(character)) return '\n';
  if (SPACE.test(character)) return ' ';
  if (LIGATURES[character] !== undefined) return LIGATURES[character];
  if (character === '\u200c' || character === '\u200d') {
    const before = text.slice(Math.max(0, index - 2), index);
    const next = text.codePointAt(index + 1);
    return JOINING.test(before) && next !== undefined && JOINING.test(String.fromCodePoint(next)) ? character : '';
  }
  const code = character.codePointAt(0) as number;
  if (code >= 0xd800 && code < 0xe000) return '\ufffd';
  return '';
}

/**
 * Puts a text's characters in order: mojibake repaired, line ends made `\n`, every kind of space a plain one, ligatures
 * written out, full-width forms in Latin text made narrow, soft hyphens, zero-width characters, bidi and other controls taken out, NFC. Quotation marks keep their kind.
 * What was found is added to `warnings`.
 */
export function cleanCharacters(text: MappedText, warnings: Set<string>): MappedText {
  const repaired = repairMojibake(text);
  if (repaired !== text) warnings.add('mojibake-repaired');
  if (BIDI_CONTROLS.test(repaired.text)) warnings.add('bidi-controls-removed');
  const controls = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u0084\u0086-\u009f]/u;
  if (controls.test(repaired.text)) warnings.add('control-characters-removed');
  if (/[\u200b\u2060\ufeff](?!^)/u.test(repaired.text.slice(1))) warnings.add('zero-width-characters-removed');
  const source = repaired.text;
  const plain = repaired.replace(UNCLEAN, (match) => cleaned(match[0], source, match.index));
  return composeNfc(narrowForms(plain), warnings);
}
