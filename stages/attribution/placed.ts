import type { Quotation } from '../normalize/types.ts';
import type { Span } from '../text/span.ts';
import type { Draft, Rule } from './clauses/draft.ts';
import type { Range, Unit } from './clauses/unit.ts';
import type { QuotationUse } from './quotations/use.ts';
import type { AttributionType, Polarity } from './types.ts';

/** An attribution in UTF-16 offsets, before its speakers are known. */
export interface Placed {
  rule: Rule;
  source: Span[];
  cue: Span[];
  content: Span[];
  polarity: Polarity;
  lemma: string;
  /** In tokens of its sentence; null for what the layout or an earlier cue gives. */
  draft: Draft | null;
  /** Where it was found. */
  unit: Unit | null;
  /** The quotation around it, -1 for none. */
  inside: number;
  /** Whole quotations in its content. */
  quotations: number[];
  paragraph: number;
  /** The source is a name in the layout (`NAME:`, a line under a block quotation), not part of a sentence. */
  layoutSpeaker: boolean;
  /** Full name of a layout's speaker, where a credit gives it (`A:` in an interview with one person). */
  speakerName?: string;
}

/** From an attribution's first offset to its last. */
export function hullOf({ source, cue, content }: Pick<Placed, 'source' | 'cue' | 'content'>): Span {
  const hull = { start: Number.POSITIVE_INFINITY, end: 0 };
  for (const spans of [source, cue, content])
    for (const { start, end } of spans) {
      hull.start = Math.min(hull.start, start);
      hull.end = Math.max(hull.end, end);
    }
  return hull;
}

function spanOf(unit: Unit, { first, last }: Range): Span {
  return { start: unit.tokens[first].start, end: unit.tokens[last].end };
}

/** A quotation with those that carry it on over the next paragraphs, a span each. */
export function wholeQuotation(quotations: readonly Quotation[], index: number): Span[] {
  const spans = [{ start: quotations[index].start, end: quotations[index].end }];
  let last = quotations[index];
  for (let i = index + 1; i < quotations.length && !last.closed; i += 1) {
    const next = quotations[i];
    if (next.depth > 0) continue;
    if (!next.continues || next.paragraph !== last.paragraph + 1) break;
    spans.push({ start: next.start, end: next.end });
    last = next;
  }
  return spans;
}

/** Puts a draft's ranges into the text. Content that cuts a fragment's marks in two takes all of it. */
export function place(draft: Draft, quotations: readonly Quotation[], fragments: readonly Quotation[]): Placed {
  const { unit } = draft;
  const claimed: number[] = [];
  const content: Span[] = [];
  for (const range of draft.content) {
    const span = spanOf(unit, range);
    for (let i = range.first; i <= range.last; i += 1) {
      const { quotation } = unit.tokens[i];
      if (quotation >= 0 && !claimed.includes(quotation)) claimed.push(quotation);
    }
    const whole = claimed.length > 0 ? wholeQuotation(quotations, claimed[claimed.length - 1]) : [];
    const last = unit.tokens[range.last].quotation;
    if (last >= 0) span.end = Math.max(span.end, quotations[last].end);
    content.push(withWholeFragments(span, fragments));
    for (const more of whole.slice(1)) content.push(more);
  }
  return {
    rule: draft.rule,
    source: draft.source ? [spanOf(unit, draft.source)] : [],
    cue: draft.cue.map((range) => spanOf(unit, range)),
    content,
    polarity: draft.polarity,
    lemma: draft.lemma,
    draft,
    unit,
    inside: unit.inside,
    quotations: claimed,
    paragraph: unit.paragraph,
    layoutSpeaker: false,
  };
}

/** The first of some quotations, ordered by start, that ends after an offset. */
function firstEndingAfter(quotations: readonly Quotation[], offset: number): number {
  let low = 0;
  let high = quotations.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (quotations[middle].end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withWholeFragments(span: Span, fragments: readonly Quotation[]): Span {
  let { start, end } = span;
  for (let i = firstEndingAfter(fragments, start); i < fragments.length && fragments[i].start < end; i += 1) {
    const fragment = fragments[i];
    if (fragment.start < start && fragment.end > start && fragment.innerStart >= start) start = fragment.start;
    if (fragment.end > end && fragment.start >= start && fragment.closed) end = fragment.end;
  }
  // a mark that opens or closes outside is not part of the content
  return { start, end };
}

/** Whether content stands in quotation marks wholly, in part, or not at all. */
export function typeOf(
  text: string,
  content: readonly Span[],
  quotations: readonly Quotation[],
  uses: readonly QuotationUse[],
  inside: number,
): AttributionType {
  let words = 0;
  let quoted = 0;
  for (const span of content) {
    let at = span.start;
    const count = (end: number) => text.slice(at, end).replace(/[^\p{L}\p{N}]/gu, '').length;
    for (
      let i = firstEndingAfter(quotations, span.start);
      i < quotations.length && quotations[i].start < span.end;
      i += 1
    ) {
      const quotation = quotations[i];
      if (i === inside || quotation.end <= at || quotation.innerStart >= span.end) continue;
      if (quotation.start < span.start && inside >= 0) continue;
      if (uses[i] !== 'speech' && uses[i] !== 'fragment') continue;
      words += count(Math.max(at, quotation.start));
      at = Math.max(at, quotation.start);
      const inner = count(Math.min(quotation.end, span.end));
      words += inner;
      quoted += inner;
      at = Math.min(quotation.end, span.end);
    }
    words += count(span.end);
  }
  if (quoted === 0) return 'indirect';
  return quoted >= words ? 'direct' : 'mixed';
}
