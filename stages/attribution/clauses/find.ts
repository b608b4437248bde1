import { ADJECTIVE_FORMS } from '../lexicon/adjectives.ts';
import { VERB_FORMS } from '../lexicon/forms.ts';
import { PARTISANS } from '../lexicon/nouns.ts';
import { REPORTING_ADVERBS, VIEW_NOUNS } from '../lexicon/others.ts';
import type { Draft } from './draft.ts';
import { misreadVerb } from './misread-verbs.ts';
import { NOUN_FORMS, nounCue } from './noun-cues.ts';
import { adjectiveCue, partisanCue, reportingAdverb, stanceCue } from './other-cues.ts';
import { besideQuotation, introducedByColon, quotedSpeech } from './quoted-speech.ts';
import { accordingTo, opensWithView, perSource, viewOf, viewPhrase } from './source-phrases.ts';
import type { Unit } from './unit.ts';
import { verbCue } from './verb-cues.ts';

const OTHER_CUES = new Set(['according', ...REPORTING_ADVERBS, ...PARTISANS, 'against', 'favor', 'favour']);

/** What follows a noun that names a content. */
const AFTER_NOUN = new Set('that to of for about over by from among in on at , and'.split(' '));

/** Whether a unit can hold an attribution at all, so that it is worth parsing. */
function promising(unit: Unit): boolean {
  return unit.tokens.some(({ lower, quotation }, i) => {
    if (quotation >= 0) return true;
    return (
      VERB_FORMS.has(lower) ||
      (NOUN_FORMS.has(lower) && AFTER_NOUN.has(unit.lower(i + 1))) ||
      ADJECTIVE_FORMS.has(lower) ||
      OTHER_CUES.has(lower) ||
      (VIEW_NOUNS.has(lower) && /^(?:of|[,.;:–—])$/u.test(unit.lower(i + 1))) ||
      (lower === 'per' && unit.lower(i - 1) === ',') ||
      (i === 0 && opensWithView(unit))
    );
  });
}

function sameContent(a: Draft, b: Draft): boolean {
  return a.content[0].first === b.content[0].first;
}

/** "Smith, who runs the mill, | said": the comma that closes a description belongs to the noun phrase. */
function withClosingComma(draft: Draft): Draft {
  const { unit, source, cue } = draft;
  if (!source || source.last >= cue[0].first || unit.lower(source.last + 1) !== ',') return draft;
  for (let i = source.first + 1; i < source.last; i += 1)
    if (unit.lower(i) === ',') return { ...draft, source: { first: source.first, last: source.last + 1 } };
  return draft;
}

/** All attributions of one unit, by cue. */
export function draftsOf(unit: Unit): Draft[] {
  if (!promising(unit)) return [];
  const drafts: Draft[] = [];
  const claimed = new Set<number>();
  const quotationsIn = (draft: Draft) =>
    draft.content
      .flatMap(({ first, last }) => unit.tokens.slice(first, last + 1).map((token) => token.quotation))
      .filter((q) => q >= 0);
  // quotations first: their cues have no other content
  const spoken = new Set<number>();
  if (unit.tokens.some((token) => token.quotation >= 0)) {
    unit.tokens.forEach((token, i) => {
      const entry = token.quotation < 0 ? VERB_FORMS.get(token.lower) : undefined;
      if (!entry || !/^VB/u.test(unit.tag(i))) return;
      const draft = quotedSpeech(unit, i, entry);
      if (!draft) return;
      const quotations = quotationsIn(draft);
      if (quotations.every((quotation) => claimed.has(quotation))) return;
      for (const quotation of quotations) claimed.add(quotation);
      spoken.add(i);
      drafts.push(draft);
    });
  }
  unit.tokens.forEach((token, i) => {
    if (token.quotation >= 0 || spoken.has(i)) return;
    const entry = VERB_FORMS.get(token.lower);
    const draft =
      (entry && verbCue(unit, i, entry)) ??
      misreadVerb(unit, i) ??
      nounCue(unit, i) ??
      adjectiveCue(unit, i) ??
      partisanCue(unit, i) ??
      stanceCue(unit, i) ??
      accordingTo(unit, i) ??
      viewPhrase(unit, i) ??
      perSource(unit, i) ??
      viewOf(unit, i) ??
      (REPORTING_ADVERBS.has(token.lower) ? reportingAdverb(unit, i) : null);
    // "said in a statement that": the noun's clause is the verb's already
    const again = draft?.rule.startsWith('noun') && !draft.source && drafts.some((other) => sameContent(other, draft));
    if (draft && !again) drafts.push(draft);
  });
  const unclaimed = unit.tokens.some((token) => token.quotation >= 0 && !claimed.has(token.quotation));
  if (unclaimed) {
    const draft = introducedByColon(unit) ?? besideQuotation(unit);
    if (draft && quotationsIn(draft).every((quotation) => !claimed.has(quotation))) drafts.push(draft);
  }
  return drafts.map(withClosingComma);
}
