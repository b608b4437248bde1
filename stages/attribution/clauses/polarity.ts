import type { Polarity } from '../types.ts';
import type { Range, Unit } from './unit.ts';

/** Cue verbs that say by themselves that their content is not so, or not wanted. */
export const NEGATIVE: ReadonlySet<string> = new Set([
  'deny',
  'refuse',
  'decline',
  'refute',
  'disavow',
  'repudiate',
  'reject',
  'dismiss',
  'doubt',
  'dispute',
]);
const NEGATIONS = new Set(['not', "n't", 'n’t', 'never', 'neither', 'nor', 'hardly', 'no']);
/** How nouns for one of a nation, party or faith end, which "no" counts as it does any other. */
const MEMBER = /(?:ian|ican|crat|ist)s?$/u;
const CONDITIONS = new Set(['if', 'unless', 'whether']);

/** Whether the source says it, is said not to say it, or it stays open whether it does. */
export function polarityOf(unit: Unit, cue: number, lemma: string): Polarity {
  if (NEGATIVE.has(lemma)) return 'negative';
  let uncertain = false;
  let chain = cue;
  for (let steps = 0; steps < 3 && chain >= 0; steps += 1) {
    for (const child of unit.children[chain]) {
      if (child > chain) continue;
      const word = unit.lower(child);
      if (NEGATIONS.has(word) && /^(?:advmod|cc|det)/u.test(unit.relation(child))) return 'negative';
      if (CONDITIONS.has(word) && unit.relation(child) === 'mark' && child > cue - 12) uncertain = true;
      if (/^(?:declined|refused|failed)$/u.test(word)) return 'negative';
    }
    if (unit.relation(chain) !== 'xcomp') break;
    chain = unit.head(chain);
    if (chain >= 0 && /^(?:declin|refus|fail)/u.test(unit.lower(chain))) return 'negative';
  }
  return uncertain ? 'uncertain' : 'positive';
}

/** "Neither ministry would say", "no official said", but not a name: "No 10 said". */
export function isNobody(unit: Unit, { first, last }: Range): boolean {
  if (!/^(?:neither|no|none|nobody)$/u.test(unit.lower(first)) || unit.tag(first).startsWith('NNP')) return false;
  const named = (i: number) => i <= last && /^[\p{Lu}\p{N}]/u.test(unit.tokens[i].text);
  if (!named(first) || !named(first + 1)) return true;
  if (/^\p{N}/u.test(unit.tokens[first + 1].text)) return false;
  let next = first + 1;
  while (named(next)) next += 1;
  // "No U.S. official", "No Republican"
  return (next <= last && unit.tag(next).startsWith('NN')) || MEMBER.test(unit.lower(next - 1));
}
