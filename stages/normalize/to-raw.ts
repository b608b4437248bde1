import type { Span } from '../text/span.ts';
import type { OffsetRun } from './types.ts';

function runAt(map: readonly OffsetRun[], position: number): OffsetRun {
  let low = 0;
  let high = map.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (map[middle].start <= position) low = middle;
    else high = middle - 1;
  }
  return map[low];
}

/**
 * Where a span of the normalised text lies in the decoded raw text; both in code points. The raw span reaches from where
 * the first code point comes from to where the last one does, and holds all that was taken out in between. Throws RangeError
 * on a span that is empty or outside the map.
 */
export function toRaw(map: readonly OffsetRun[], span: Span): Span {
  const last = map.at(-1);
  if (last === undefined || span.start < 0 || span.end <= span.start || span.end > last.start + last.length) {
    const length = last === undefined ? 0 : last.start + last.length;
    throw new RangeError(`the span [${span.start}, ${span.end}) must be a part of the text's ${length} code points`);
  }
  const first = runAt(map, span.start);
  const final = runAt(map, span.end - 1);
  return {
    start: first.length === first.rawLength ? first.rawStart + span.start - first.start : first.rawStart,
    end: final.length === final.rawLength ? final.rawStart + span.end - final.start : final.rawStart + final.rawLength,
  };
}
