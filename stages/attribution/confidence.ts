import type { Rule } from './clauses/draft.ts';

/**
 * How likely an attribution found in this way is right. Those with a finite clause, a question, a quotation or "according
 * to" are measured on GUM's news and interviews; GUM marks hardly any of the others (wishes, plans, nominal cues), so
 * that theirs are estimates, set below the measured ones.
 */
export const RULE_CONFIDENCE: Readonly<Record<Rule, number>> = {
  direct: 0.85,
  'direct-any-verb': 0.6,
  continued: 0.55,
  unattributed: 0.3,
  layout: 0.75,
  that: 0.84,
  bare: 0.82,
  fronted: 0.7,
  question: 0.62,
  infinitive: 0.5,
  'object-infinitive': 0.45,
  gerund: 0.4,
  preposition: 0.45,
  'noun-object': 0.35,
  as: 0.4,
  according: 0.72,
  view: 0.4,
  'noun-clause': 0.5,
  'noun-infinitive': 0.35,
  'noun-phrase': 0.35,
  adjective: 0.45,
  passive: 0.4,
  adverb: 0.3,
};
