import type { Span } from '../text/span.ts';
import { hullOf, type Placed } from './placed.ts';
import type { Credit } from './types.ts';

const DEEPEST = 12;

/** Cuts out white space at the edges and joins what touches, so that spans are in order and apart. */
export function tidySpans(spans: readonly Span[], text: string): Span[] {
  const sorted = spans
    .map(({ start, end }) => {
      let [from, to] = [start, end];
      while (from < to && /\s/u.test(text[from])) from += 1;
      while (to > from && /\s/u.test(text[to - 1])) to -= 1;
      return { start: from, end: to };
    })
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const apart: Span[] = [];
  for (const span of sorted) {
    const last = apart.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else apart.push(span);
  }
  return apart;
}

/** Orders attributions, drops those that say the same and those that a credit says already. */
export function tidy(found: readonly Placed[], text: string, credits: readonly Credit[]): Placed[] {
  const seen = new Set<string>();
  const credited = [...credits].sort((a, b) => a.start - b.start);
  return found
    .map((attribution) => ({
      ...attribution,
      source: tidySpans(attribution.source, text),
      cue: tidySpans(attribution.cue, text),
      content: tidySpans(attribution.content, text),
    }))
    .filter((attribution) => {
      if (attribution.content.length === 0) return false;
      const key = [attribution.source, attribution.content]
        .map((spans) => spans.map((s) => `${s.start}-${s.end}`).join())
        .join('|');
      if (seen.has(key)) return false;
      seen.add(key);
      return !attribution.source.some((span) => isCredited(span, credited));
    })
    .map((attribution) => ({ attribution, ...hullOf(attribution) }))
    .sort(
      (a, b) => a.start - b.start || a.attribution.content[0].start - b.attribution.content[0].start || b.end - a.end,
    )
    .map(({ attribution }) => attribution);
}

/** A byline or an interviewee's naming is no source. */
function isCredited(span: Span, credits: readonly Credit[]): boolean {
  let low = 0;
  let high = credits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (credits[middle].start < span.start) low = middle + 1;
    else high = middle;
  }
  const near = [credits[low], credits[low - 1]];
  return near.some(
    (credit) =>
      credit &&
      credit.kind !== 'outlet' &&
      credit.kind !== 'agency' &&
      credit.start < span.end &&
      span.start < credit.end,
  );
}

/** Where an attribution stands among the others. */
export interface Place {
  /** How many other contents it lies in whole. */
  level: number;
  /** Index of the innermost of those attributions, -1 for none. */
  parent: number;
}

/** Tells which attributions lie in another one's content. They are ordered by their first span. */
export function placesOf(placed: readonly Placed[]): Place[] {
  const hulls = placed.map((attribution, index) => ({ ...hullOf(attribution), index }));
  const events = placed
    .flatMap((attribution, index) =>
      attribution.content
        .map((span) => ({ ...span, index, content: true }))
        .concat({ ...hulls[index], content: false }),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end || Number(b.content) - Number(a.content));
  const places = placed.map((): Place => ({ level: 0, parent: -1 }));
  const open: { end: number; index: number }[] = [];
  for (const event of events) {
    while (open.length > 0 && open[open.length - 1].end <= event.start) open.pop();
    if (event.content) {
      open.push(event);
      continue;
    }
    const around = new Set<number>();
    // contents nest a few deep; more are not looked at, so that the time stays linear
    for (const content of open.slice(-DEEPEST))
      if (content.end >= event.end && content.index !== event.index) around.add(content.index);
    places[event.index] = { level: around.size, parent: [...around].at(-1) ?? -1 };
  }
  return places;
}
