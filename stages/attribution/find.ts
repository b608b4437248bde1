import type { Article } from './article.ts';
import { draftsOf } from './clauses/find.ts';
import { unitsOf } from './clauses/units.ts';
import { RULE_CONFIDENCE } from './confidence.ts';
import { continuations } from './continuation.ts';
import { findDateline } from './credits/dateline.ts';
import { findLayout } from './layout/find.ts';
import { findTurns } from './layout/turns.ts';
import { placesOf, tidy } from './order.ts';
import { place, typeOf } from './placed.ts';
import { useOf } from './quotations/use.ts';
import { resolveSpeakers } from './speakers/resolve.ts';
import type { Attribution, Credit } from './types.ts';

/** All attributions of an article, in UTF-16 offsets, by their first span. */
export function findAttributions(article: Article, credits: readonly Credit[]): Attribution[] {
  const { text, paragraphs, quotations } = article;
  const uses = quotations.map((quotation) => useOf(text, quotation, paragraphs[quotation.paragraph].start));
  const fragments = quotations.filter((quotation, i) => quotation.depth === 0 && uses[i] !== 'speech');
  const turns = findTurns(text, paragraphs);
  const dateline = findDateline(text, paragraphs);
  const labels = [
    ...(dateline ? [dateline.span] : []),
    ...turns.map(({ label, content }) => ({ start: label.start, end: content[0].start })),
  ].sort((a, b) => a.start - b.start);
  const units = unitsOf({ text, paragraphs, sentences: article.sentences, quotations, uses, labels });
  const cued = units.flatMap(draftsOf).map((draft) => place(draft, quotations, fragments));
  const laidOut = findLayout(article, turns, units, quotations, cued, credits);
  const placed = tidy(continuations(article, [...cued, ...laidOut], quotations, uses), text, credits);
  const places = placesOf(placed);
  const speakers = resolveSpeakers(article, placed, places);
  return placed.map((attribution, i) => ({
    source: attribution.source,
    cue: attribution.cue,
    content: attribution.content,
    type:
      attribution.rule === 'layout'
        ? 'direct'
        : typeOf(text, attribution.content, quotations, uses, attribution.inside),
    speakers: speakers[i],
    polarity: attribution.polarity,
    level: places[i].level,
    confidence: confidenceOf(attribution.rule, attribution.source.length > 0),
  }));
}

function confidenceOf(rule: keyof typeof RULE_CONFIDENCE, sourced: boolean): number {
  const base = RULE_CONFIDENCE[rule] * (sourced ? 1 : 0.7);
  return Math.round(base * 100) / 100;
}
