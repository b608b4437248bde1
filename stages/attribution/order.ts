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

/** What is left of a span without others, which are in order and apart, and without commas and dashes where it was cut. */
function cutOut(span: Span, others: readonly Span[], text: string): Span[] {
  const pieces: Span[] = [];
  let from = span.start;
  for (const other of others) {
    if (other.end <= from || other.start >= span.end) continue;
    pieces.push({ start: from, end: other.start });
    from = other.end;
  }
  if (from === span.start) return [span];
  pieces.push({ start: from, end: span.end });
  return pieces.flatMap(({ start, end }) => {
    const words = /[^\s,;:–—-](?:.*[^\s,;:–—-])?/su.exec(text.slice(start, end));
    if (!words || !/[\p{L}\p{N}]/u.test(words[0])) return [];
    return [{ start: start + words.index, end: start + words.index + words[0].length }];
  });
}

/**
 * Leaves every word in one role, where the parse gave it two. An auxiliary of the content is none of a cue that stands outside;
 * a cue or source that stands inside parts the content, and what else a source shares is not its own. Spans of a role are in
 * order and apart.
 */
function apart({ source, cue, content, ...rest }: Placed, text: string): Placed {
  const outside = cue.flatMap((span) => cutOut(span, content, text));
  const kept = outside.length > 0 ? outside : cue;
  const within = (inner: Span, outer: Span) => outer.start <= inner.start && inner.end <= outer.end;
  const inside = source.filter((span) => content.some((around) => within(span, around)));
  const said = [kept, inside].reduce((left, taken) => left.flatMap((span) => cutOut(span, taken, text)), content);
  const taken = [...kept, ...said].sort((a, b) => a.start - b.start);
  const longest = (pieces: Span[]) => pieces.sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, 1);
  return { ...rest, source: source.flatMap((span) => longest(cutOut(span, taken, text))), cue: kept, content: said };
}

/** Where the same words are source and content, they are a misreading. */
function saysItself({ source, content }: Pick<Placed, 'source' | 'content'>): boolean {
  return content.some(({ start, end }) => source.some((span) => span.start === start && span.end === end));
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
    .filter((attribution) => !saysItself(attribution))
    .map((attribution) => apart(attribution, text))
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
