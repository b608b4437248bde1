import type { Span } from './span.ts';

/** A text with no character outside the basic plane needs no table: both kinds of offset are equal. */
const ASTRAL = /[\u{10000}-\u{10ffff}]/u;

/**
 * Converts between UTF-16 offsets (what JavaScript strings count) and code point offsets (what Copydesk stores).
 * Inside a stage everything counts UTF-16; a stage converts once, where its result leaves it.
 */
export class CodePoints {
  /** UTF-16 offset of each code point, with the text's length as the last entry; null where both counts agree. */
  readonly #utf16: Uint32Array | null;
  /** The text's length in code points. */
  readonly length: number;

  constructor(text: string) {
    if (!ASTRAL.test(text)) {
      this.#utf16 = null;
      this.length = text.length;
      return;
    }
    const offsets = new Uint32Array(text.length + 1);
    let count = 0;
    for (let i = 0; i < text.length; count += 1) {
      offsets[count] = i;
      i += (text.codePointAt(i) as number) > 0xffff ? 2 : 1;
    }
    offsets[count] = text.length;
    this.#utf16 = offsets.subarray(0, count + 1);
    this.length = count;
  }

  /** Code point offset of a UTF-16 offset; one in the middle of a surrogate pair counts as the pair's start. */
  fromUtf16(offset: number): number {
    const table = this.#utf16;
    if (table === null) return offset;
    let low = 0;
    let high = table.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (table[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** UTF-16 offset of a code point offset. */
  toUtf16(offset: number): number {
    return this.#utf16 === null ? offset : this.#utf16[offset];
  }

  /** A code point span from UTF-16 offsets. */
  span(start: number, end: number): Span {
    return { start: this.fromUtf16(start), end: this.fromUtf16(end) };
  }
}
