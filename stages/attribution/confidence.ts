import type { Rule } from './clauses/draft.ts';

/** How often an attribution found in this way is right; measured as docs/attribution.md tells. */
export const RULE_CONFIDENCE: Readonly<Record<Rule, number>> = {
  direct: 0.93,
  'direct-any-verb': 0.7,
  continued: 0.75,
  unattributed: 0.4,
  layout: 0.85,
  that: 0.85,
  bare: 0.8,
  fronted: 0.85,
  question: 0.7,
  infinitive: 0.6,
  'object-infinitive': 0.55,
  gerund: 0.5,
  preposition: 0.55,
  'noun-object': 0.45,
  as: 0.5,
  according: 0.85,
  'noun-clause': 0.5,
  'noun-infinitive': 0.45,
  'noun-phrase': 0.4,
  adjective: 0.55,
  passive: 0.45,
  adverb: 0.4,
};
