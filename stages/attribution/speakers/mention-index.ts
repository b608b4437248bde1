import type { Mention } from '../../entities/types.ts';
import type { Span } from '../../text/span.ts';

/** Mentions by place; they come ordered by start, the longer first. */
export class MentionIndex {
  readonly #mentions: readonly Mention[];

  constructor(mentions: readonly Mention[]) {
    this.#mentions = mentions;
  }

  /** Index of the first mention that starts at or after an offset. */
  #from(offset: number): number {
    let low = 0;
    let high = this.#mentions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#mentions[middle].start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Mentions that lie in a span whole. */
  within({ start, end }: Span): Mention[] {
    const found: Mention[] = [];
    for (let i = this.#from(start); i < this.#mentions.length && this.#mentions[i].start < end; i += 1)
      if (this.#mentions[i].end <= end) found.push(this.#mentions[i]);
    return found;
  }

  /** The last few mentions that end at or before an offset, the nearest first, no further back than `floor`. */
  before(offset: number, floor: number, most: number): Mention[] {
    const found: Mention[] = [];
    for (let i = this.#from(offset) - 1; i >= 0 && found.length < most; i -= 1) {
      if (this.#mentions[i].start < floor) break;
      if (this.#mentions[i].end <= offset) found.push(this.#mentions[i]);
    }
    return found;
  }
}
