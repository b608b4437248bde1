import { AHEAD, AHEAD_BEFORE_TO, ARRANGED, BACK } from '../data/tense.ts';
import type { Document } from '../document.ts';

/** 1 where a clause looks ahead, -1 where it looks back, 0 where it does not tell. */
export type Tense = -1 | 0 | 1;

/** A date's verb stands no farther off. */
const REACH = 24;
const REACH_AFTER = 12;

/** What one word tells; null where it tells nothing and the search goes on. */
function tenseAt(document: Document, sentence: number, token: number): Tense | null {
  const word = document.lower(sentence, token);
  let before = document.lower(sentence, token - 1);
  if (before.endsWith('ly') || before === 'not' || before === "n't" || before === 'now')
    before = document.lower(sentence, token - 2);
  if (AHEAD.has(word)) return 1;
  // "May" is a month
  if (word === 'may' && document.word(sentence, token) === 'may') return 1;
  if (word === 'to' && AHEAD_BEFORE_TO.has(before)) return 1;
  if (ARRANGED.has(word)) return /^(?:was|were|been|had)$/u.test(before) ? 0 : 1;
  if (/^(?:is|are)$/u.test(before) && word.endsWith('ing')) return 1;
  if (BACK.has(word)) {
    // "has to", "have until": what follows tells
    if (/^(?:has|have)$/u.test(word) && /^(?:to|until|till)$/u.test(document.lower(sentence, token + 1))) return 1;
    // "to put", "be held": the verb before tells
    return /^(?:be|to|is|are|being|the|a|an|its|their|his|her|would|will)$/u.test(before) ? null : -1;
  }
  if (!/^\p{Ll}{2,}ed$/u.test(word) || word.endsWith('eed')) return null;
  return /^(?:be|to|is|are|being|the|a|an|its|their|his|her|of|and|would|will)$/u.test(before) ? null : -1;
}

/** Whether the clause of a date at token `first` looks ahead or back: its nearest verb before, else after it. */
export function tenseOf(document: Document, sentence: number, first: number, last: number): Tense {
  const { tokens } = document.sentences[sentence];
  const before = document.lower(sentence, first - 1);
  if (before === 'since') return -1;
  for (let i = first - 1; i >= Math.max(0, first - REACH); i -= 1) {
    if (/^(?:after|before|when|while)$/u.test(tokens[i].text)) return 0;
    if (/^[;:]$/u.test(tokens[i].text)) break;
    const tense = tenseAt(document, sentence, i);
    if (tense !== null) return tense;
  }
  if (/^(?:until|till|by)$/u.test(before)) return 1;
  for (let i = last + 1; i < Math.min(tokens.length, last + REACH_AFTER); i += 1) {
    if (/^[;:]$/u.test(tokens[i].text)) break;
    const tense = tenseAt(document, sentence, i);
    if (tense !== null) return tense;
  }
  return 0;
}
