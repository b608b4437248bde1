import { isUtf8 } from 'node:buffer';
import { fix_encoding, is_bad } from 'ftfy-js';
import { fix_c1_controls, unescape_html } from 'ftfy-js/fixes';

/** Whether a stretch could need repair at all; a cheap test that keeps clean text fast. */
const SUSPICIOUS =
  /[\u0080-\u009f\ufffd]|[\u00a1-\u{10ffff}][^\u0000-\u001f!-\u007e]|[\u00c3\u00c2\u00e2\u0102\u0413\u0420]|[\u00c2-\u00f4]&/u;
const C1_CONTROL = /[\u0080-\u009f]/u;

export const mayBeWronglyDecoded = (text: string): boolean => SUSPICIOUS.test(text);

/**
 * Undoes wrong decodings of a line or a part of one, however often they happened, as ftfy does; and, where ftfy holds back, those of
 * words that can be nothing else. Everything else about characters is decided in `clean.ts`.
 */
export function undoWrongDecoding(damaged: string): string {
  let text = damaged;
  for (let before = ''; before !== text; ) {
    before = text;
    text = fixEncoding(text);
    if (C1_CONTROL.test(text)) text = fix_c1_controls(text);
    text = undoInWords(undoBesideEntities(text));
  }
  return text;
}

/** As ftfy's `fix_encoding`, which begins with the same two tables but takes much longer for them. */
function fixEncoding(damaged: string): string {
  let text = damaged;
  while (is_bad(text)) {
    const step = readAsUtf8(text, LATIN_1) ?? readAsUtf8(text, WINDOWS_1252);
    if (step === null) return fix_encoding(text);
    text = step;
  }
  return text;
}

/** Two or more characters beyond ASCII that windows-1252 has, the first of them a lead byte of UTF-8. */
const RUN =
  /(?<![^\u0000-\u007f])[\u00c2-\u00f4][\u00a0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2026\u2030\u2039\u203a\u20ac\u2122]{3,}(?![^\u0000-\u007f])/gu;

/** For each UTF-16 unit the byte that an encoding writes it as, 0 where it has none. */
function byteTable(characterOf: (byte: number) => string): Uint8Array {
  const table = new Uint8Array(65_536);
  for (let byte = 1; byte < 256; byte += 1) table[characterOf(byte).charCodeAt(0)] = byte;
  return table;
}

const LATIN_1 = byteTable((byte) => String.fromCharCode(byte));
/** The platform's, which reads bytes that windows-1252 leaves undefined as C1 controls. */
const WINDOWS_1252 = byteTable((byte) => new TextDecoder('windows-1252').decode(Uint8Array.of(byte)));

/** A text that was UTF-8 before its bytes were read by a table, as it was; null where they were not UTF-8. */
function readAsUtf8(text: string, table: Uint8Array): string | null {
  const bytes = Buffer.allocUnsafe(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const byte = table[text.charCodeAt(i)];
    if (byte === 0) return null;
    bytes[i] = byte;
  }
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}

/**
 * A run of characters that as windows-1252 bytes is wholly UTF-8, several characters, one of three bytes or more: chance does not
 * write that (`Ã…â„¢` → `Å™`).
 */
function undoInWords(text: string): string {
  return text.replace(RUN, (run) => {
    const decoded = readAsUtf8(run, WINDOWS_1252);
    return decoded !== null && decoded.length > 1 && /[\u0800-\u{10ffff}]/u.test(decoded) ? decoded : run;
  });
}

const ENTITY_BEHIND = /([\u0080-\u{10ffff}]{1,6})((?:&(?:[a-z]{2,8}\d{0,2}|#\d{2,5}|#x[\da-f]{2,4});){1,3})/giu;

/** An entity that is the second half of a character decoded wrongly, once or more: `10Î&frac14;s` → `10μs`. */
function undoBesideEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY_BEHIND, (whole, before: string, entities: string) => {
    for (const start of [before, readAsUtf8(before, WINDOWS_1252)]) {
      if (start === null) continue;
      const joined = start + unescape_html(entities);
      const repaired = fix_encoding(joined);
      if (repaired.length < joined.length) return repaired;
    }
    return whole;
  });
}
