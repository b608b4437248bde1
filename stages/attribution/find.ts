import type { Article } from './article.ts';
import { draftsOf } from './clauses/find.ts';
import { isSpeech } from './clauses/quoted-speech.ts';
import { unitsOf } from './clauses/units.ts';
import { confidenceOf } from './confidence/model.ts';
import { traitsOf } from './confidence/traits.ts';
import { continuations } from './continuation.ts';
import { findDateline } from './credits/dateline.ts';
import { findLayout } from './layout/find.ts';
import { findTurns } from './layout/turns.ts';
import { type Place, placesOf, tidy } from './order.ts';
import { type Placed, place, typeOf } from './placed.ts';
import { useOf } from './quotations/use.ts';
import { resolveSpeakers } from './speakers/resolve.ts';
import type { Attribution, AttributionType, Credit } from './types.ts';

/** What may be an attribution, with what is known of how it was found. */
export interface Candidate {
  attribution: Placed;
  place: Place;
  type: AttributionType;
  traits: string[];
}

/** What may be attributions of an article, in UTF-16 offsets, by their first span. */
export function findCandidates(article: Article, credits: readonly Credit[]): Candidate[] {
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
  const unitsInside = Map.groupBy(units, ({ inside }) => inside);
  const drafts = units.flatMap(draftsOf);
  const { speech = [], named = [] } = Object.groupBy(drafts, (draft) =>
    isSpeech(draft, unitsInside) ? 'speech' : 'named',
  );
  // “The Wall,” the band played: nobody's words, for whatever looks at the quotation next
  for (const { unit, content } of named) uses[unit.tokens[content[0].first].quotation] = 'title';
  const cued = speech.map((draft) => place(draft, quotations, fragments));
  const laidOut = findLayout(article, turns, units, quotations, cued, credits);
  const placed = tidy(continuations(article, [...cued, ...laidOut], quotations, uses), text, credits);
  const places = placesOf(placed);
  return placed.map((attribution, i) => {
    const type =
      attribution.rule === 'layout'
        ? 'direct'
        : typeOf(text, attribution.content, quotations, uses, attribution.inside);
    return { attribution, place: places[i], type, traits: traitsOf(attribution, type, places[i].level) };
  });
}

/** All attributions of an article, in UTF-16 offsets, by their first span. */
export function findAttributions(article: Article, credits: readonly Credit[]): Attribution[] {
  const found = findCandidates(article, credits);
  const placed = found.map(({ attribution }) => attribution);
  const places = found.map(({ place }) => place);
  const speakers = resolveSpeakers(article, placed, places);
  return found.map(({ attribution, type, place, traits }, i) => ({
    source: attribution.source,
    cue: attribution.cue,
    content: attribution.content,
    type,
    speakers: speakers[i],
    polarity: attribution.polarity,
    level: place.level,
    confidence: confidenceOf(traits),
  }));
}
