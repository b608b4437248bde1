import { isUtf8 } from 'node:buffer';
import { guessEncoding } from './guess.ts';
import { declaredEncoding, encodingByMark } from './labels.ts';

/** What a document's bytes are read in. */
export interface Encoding {
  /** WHATWG name, or utf-32le, utf-32be. */
  name: string;
  warnings: string[];
}

/** Bytes that are looked at for zeros. */
const SAMPLE = 65_536;

/** Zero bytes that UTF-16 has at least, so that it can be told without a mark. */
const FEWEST_ZEROS = 4;

/** UTF-16 or UTF-32 without a mark shows in where its zero bytes stand: Latin letters have half or more of their bytes zero. */
function wideEncoding(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length, SAMPLE) & ~3;
  if (length < 4) return null;
  const zeros = [0, 0, 0, 0];
  for (let i = 0; i < length; i += 1) if (bytes[i] === 0) zeros[i & 3] += 1;
  const share = zeros.map((count) => count / (length / 4));
  if (share[1] > 0.4 && share[2] > 0.9 && share[3] > 0.9 && share[0] < 0.1) return 'utf-32le';
  if (share[2] > 0.4 && share[1] > 0.9 && share[0] > 0.9 && share[3] < 0.1) return 'utf-32be';
  const odd = (share[1] + share[3]) / 2;
  const even = (share[0] + share[2]) / 2;
  // A stray zero byte in a few characters of other text shows nothing.
  if (Math.max(zeros[1] + zeros[3], zeros[0] + zeros[2]) < FEWEST_ZEROS) return null;
  // Text in other scripts still has its spaces, line ends and digits.
  if (odd > 0.15 && even < odd / 8) return 'utf-16le';
  if (even > 0.15 && odd < even / 8) return 'utf-16be';
  return null;
}

/** Share of non-ASCII bytes that belong to well-formed UTF-8 sequences. */
function utf8Share(bytes: Uint8Array): number {
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i];
    if (lead < 0x80) {
      i += 1;
      continue;
    }
    const length =
      lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    let whole = length > 0;
    for (let k = 1; k < length; k += 1) whole &&= (bytes[i + k] & 0xc0) === 0x80;
    if (whole) {
      good += length;
      i += length;
    } else {
      bad += 1;
      i += 1;
    }
  }
  return good + bad === 0 ? 1 : good / (good + bad);
}

/**
 * Decides what to read bytes in: by mark; as UTF-8 where they are valid UTF-8, whatever is declared; as declared; as
 * guessed; as windows-1252, which reads anything.
 */
export function sniffEncoding(bytes: Uint8Array, contentType: string | undefined): Encoding {
  const marked = encodingByMark(bytes);
  if (marked !== null) return { name: marked, warnings: [] };
  const declared = declaredEncoding(bytes, contentType);
  const wrong = (name: string) => ({
    name,
    warnings: declared === null || declared === name ? [] : ['declared-charset-wrong'],
  });
  const wide = wideEncoding(bytes);
  if (wide !== null) return wrong(wide);
  if (isUtf8(bytes)) {
    // Escape sequences are ASCII bytes, so ISO-2022 looks like UTF-8; bytes that are all ASCII contradict nothing.
    if (declared === 'iso-2022-jp' || (bytes.includes(0x1b) && guessEncoding(bytes) === 'iso-2022-jp'))
      return wrong('iso-2022-jp');
    const ascii = !bytes.some((byte) => byte >= 0x80);
    return ascii ? { name: 'utf-8', warnings: [] } : wrong('utf-8');
  }
  const unclean = (name: string): Encoding => ({ name, warnings: [...wrong(name).warnings, 'invalid-bytes'] });
  if (utf8Share(bytes) > 0.9) return unclean('utf-8');
  if (declared !== null && declared !== 'utf-8' && !declared.startsWith('utf-16')) return wrong(declared);
  return wrong(guessEncoding(bytes));
}
