import type { Polarity } from '../types.ts';
import type { Range, Unit } from './unit.ts';

/** How an attribution was found; each way has its own confidence. */
export type Rule =
  | 'direct'
  | 'direct-any-verb'
  | 'continued'
  | 'unattributed'
  | 'layout'
  | 'that'
  | 'bare'
  | 'fronted'
  | 'question'
  | 'infinitive'
  | 'object-infinitive'
  | 'gerund'
  | 'preposition'
  | 'noun-object'
  | 'as'
  | 'according'
  | 'view'
  | 'noun-clause'
  | 'noun-infinitive'
  | 'noun-phrase'
  | 'adjective'
  | 'passive'
  | 'adverb';

/** An attribution in tokens of its unit. */
export interface Draft {
  unit: Unit;
  rule: Rule;
  cue: Range[];
  source: Range | null;
  content: Range[];
  polarity: Polarity;
  /** The cue's verb, noun or adjective, as the lexicon has it. */
  lemma: string;
}
