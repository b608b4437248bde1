import type { Span } from '../../text/span.ts';
import { UTF_32 } from './labels.ts';

const REPLACEMENT = 0xfffd;

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  let batch: number[] = [];
  for (let i = 0; i < bytes.length; i += 4) {
    const value = i + 4 <= bytes.length ? view.getUint32(i, littleEndian) : REPLACEMENT;
    batch.push(value > 0x10ffff || (value >= 0xd800 && value < 0xe000) ? REPLACEMENT : value);
    if (batch.length === 8192) {
      parts.push(String.fromCodePoint(...batch));
      batch = [];
    }
  }
  parts.push(String.fromCodePoint(...batch));
  return parts.join('');
}

/**
 * The raw text that offsets refer to, before any repair: `bytes` read in `encoding` (a WHATWG name as `normalize` gives
 * it in `NormalizedText.encoding`, or utf-32le, utf-32be). A byte order mark stays as U+FEFF, so that offsets count it; what
 * cannot be read becomes U+FFFD. Throws RangeError on an encoding of another name.
 */
export function decodeRaw(bytes: Uint8Array, encoding: string): string {
  if (UTF_32.has(encoding)) return decodeUtf32(bytes, encoding === 'utf-32le');
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

/** Bytes that a decoder is given at once while the place of a code point is looked for. */
const STEP = 4096;

/**
 * Where a span of the decoded raw text (code points) lies in the bytes. Works for every encoding and for damaged bytes,
 * by decoding again and counting. Linear in the bytes up to the span's end; throws RangeError on an unknown encoding.
 */
export function toBytes(bytes: Uint8Array, encoding: string, rawSpan: Span): Span {
  if (UTF_32.has(encoding)) return { start: rawSpan.start * 4, end: Math.min(rawSpan.end * 4, bytes.length) };
  return {
    start: byteOffset(bytes, encoding, rawSpan.start, 'start'),
    end: byteOffset(bytes, encoding, rawSpan.end, 'end'),
  };
}

function countCodePoints(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) count += 1;
  return count;
}

/**
 * The byte at which code point number `wanted` begins, or the one before it ends. Decodes in steps; the step in which it lies
 * is decoded again up to every byte, for a decoder does not say what it holds back.
 */
function byteOffset(bytes: Uint8Array, encoding: string, wanted: number, edge: 'start' | 'end'): number {
  if (wanted === 0) return 0;
  let base = 0;
  let before = 0;
  // A decoder for each step's beginning cannot be copied, so steps begin where no character is cut: after an ASCII byte
  // pair in multi-byte encodings, anywhere even in UTF-16.
  while (base < bytes.length) {
    const end = stepEnd(bytes, encoding, base + STEP);
    const inStep = countCodePoints(decodePart(bytes, encoding, base, end));
    if (before + inStep >= wanted) break;
    before += inStep;
    base = end;
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  let count = before;
  let cleanEnd = base;
  for (let i = base; i < bytes.length; i += 1) {
    const made = countCodePoints(decoder.decode(bytes.subarray(i, i + 1), { stream: true }));
    count += made;
    if (made > 0) cleanEnd = i + 1;
    if (count >= wanted && made > 0) return edge === 'end' || count === wanted ? cleanEnd : i;
  }
  return bytes.length;
}

function decodePart(bytes: Uint8Array, encoding: string, start: number, end: number): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(start, end));
}

/** The next place from `from` on where no encoding has a character cut in two: behind a line feed or a space. */
function stepEnd(bytes: Uint8Array, encoding: string, from: number): number {
  if (encoding.startsWith('utf-16')) {
    let at = Math.min(bytes.length, from + (from % 2));
    const high = encoding === 'utf-16le' ? 1 : 0;
    while (at < bytes.length && (bytes[at + high] & 0xfc) === 0xdc) at += 2;
    return Math.min(at, bytes.length);
  }
  let at = from;
  while (at < bytes.length && bytes[at - 1] !== 0x0a && bytes[at - 1] !== 0x20) at += 1;
  return Math.min(at, bytes.length);
}
