import type { Quotation } from '../normalize/types.ts';
import type { Article } from './article.ts';
import { hullOf, type Placed, wholeQuotation } from './placed.ts';
import type { QuotationUse } from './quotations/use.ts';

/** What a cue's clause may hold after its verb: "told reporters in Geneva on Monday". In UTF-16 units. */
const REST_OF_CUE = 80;
/** What may stand between a cue's clause and the quotation that goes on after it. */
const BETWEEN = /^[\s.!?…,;:—–-]*$/u;

/**
 * Whole quotations that no cue claims. One that follows its speaker's cue in the same paragraph goes on with what was
 * said there; one that begins the next paragraph, or follows other words about the speaker, is an attribution of its
 * own without a cue.
 */
export function continuations(
  article: Article,
  cued: readonly Placed[],
  quotations: readonly Quotation[],
  uses: readonly QuotationUse[],
): Placed[] {
  const all: Placed[] = cued.map((attribution) => ({ ...attribution, content: [...attribution.content] }));
  const claimed = new Map<number, Placed>();
  for (const attribution of all) for (const quotation of attribution.quotations) claimed.set(quotation, attribution);
  const outer = all.filter((attribution) => attribution.inside < 0);
  const endOf = (attribution: Placed) => hullOf(attribution).end;
  const byEnd = outer.map((attribution) => ({ attribution, end: endOf(attribution) })).sort((a, b) => a.end - b.end);
  let passed = 0;
  let latest: Placed | undefined;
  let latestSpoken: Placed | undefined;
  quotations.forEach((quotation, index) => {
    if (quotation.depth > 0 || uses[index] !== 'speech' || quotation.continues) return;
    while (passed < byEnd.length && byEnd[passed].end <= quotation.start) {
      latest = byEnd[passed].attribution;
      if (latest.quotations.length > 0) latestSpoken = latest;
      passed += 1;
    }
    const owner = claimed.get(index);
    if (owner) {
      latestSpoken = owner;
      return;
    }
    // inside an indirect content it is that content's own
    if (outer.length > 0 && covered(byEnd, passed, quotation)) return;
    const spans = wholeQuotation(quotations, index);
    const before = latestSpoken;
    if (before && before.paragraph === quotation.paragraph && before.quotations.length > 0) {
      const end = endOf(before);
      const sentenceEnd = before.unit?.tokens.at(-1)?.end ?? end;
      const gap = article.text.slice(Math.max(end, sentenceEnd), quotation.start);
      if (sentenceEnd - end < REST_OF_CUE && gap.length < 40 && BETWEEN.test(gap)) {
        for (const span of spans) before.content.push(span);
        before.quotations.push(index);
        claimed.set(index, before);
        return;
      }
    }
    if (!standsAlone(article.text, quotation)) return;
    const speaker =
      latest && latest.source.length > 0 && quotation.paragraph - latest.paragraph <= 1 ? latest : undefined;
    const added: Placed = {
      rule: speaker ? 'continued' : 'unattributed',
      source: speaker ? [...speaker.source] : [],
      cue: [],
      content: spans,
      polarity: 'positive',
      lemma: '',
      draft: null,
      unit: speaker?.unit ?? null,
      inside: -1,
      quotations: [index],
      paragraph: quotation.paragraph,
      layoutSpeaker: speaker?.layoutSpeaker ?? false,
    };
    all.push(added);
    latestSpoken = speaker ? added : latestSpoken;
  });
  return all;
}

function covered(byEnd: readonly { attribution: Placed; end: number }[], from: number, quotation: Quotation): boolean {
  for (let i = from; i < byEnd.length && i < from + 8; i += 1)
    if (byEnd[i].attribution.content.some((span) => span.start <= quotation.start && span.end >= quotation.end))
      return true;
  return false;
}

/** A quotation with no cue is somebody's words where it is a sentence by itself, not a name or a few words of one. */
function standsAlone(text: string, { start, end, innerStart, innerEnd, closed }: Quotation): boolean {
  const before = text.slice(Math.max(0, start - 6), start).trimEnd();
  const opens =
    before === '' || /\n\s*$/u.test(text.slice(Math.max(0, start - 3), start)) || /[.?!:”"’)»—–]$/u.test(before);
  const inner = text.slice(innerStart, Math.min(innerEnd, innerStart + 400));
  const sentence = !closed || /[.?!…,]["”’'\])]*$/u.test(text.slice(innerEnd - 2, end));
  return opens && sentence && inner.trim().split(/\s+/u, 3).length === 3;
}
