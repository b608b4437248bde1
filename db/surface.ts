import { CodePoints } from '../stages/text/code-points.ts';
import type { Span } from '../stages/text/span.ts';

/** Cuts surface forms out of a text by code point offsets, each in the time that its own length takes. */
export class Surface {
  readonly #text: string;
  readonly #points: CodePoints;

  constructor(text: string) {
    this.#text = text;
    this.#points = new CodePoints(text);
  }

  /** @throws when the span is empty or leads out of the text. */
  at({ start, end }: Span, what: string): string {
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start || end > this.#points.length) {
      throw new RangeError(
        `${what} [${start}, ${end}) is no stretch of a text of ${this.#points.length} code points: the stage that gave it is wrong.`,
      );
    }
    return this.#text.slice(this.#points.toUtf16(start), this.#points.toUtf16(end));
  }
}

/**
 * For each position, in any order, the ordinal of the span that it lies in (the last that starts at or before it), null
 * where it lies in none. Spans are in order and do not overlap.
 */
export function containing(spans: Span[]): (position: number) => number | null {
  return (position) => {
    let low = 0;
    let high = spans.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (spans[middle].start > position) high = middle - 1;
      else if (spans[middle].end <= position) low = middle + 1;
      else return middle;
    }
    return null;
  };
}
