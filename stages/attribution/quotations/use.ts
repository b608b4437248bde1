import type { Quotation } from '../../normalize/types.ts';
import { DIRECT_FORMS } from '../lexicon/forms.ts';
import { WORKS } from '../lexicon/works.ts';

/**
 * What quotation marks are for: `speech`, whole clauses somebody said; `fragment`, some words of somebody's inside a
 * sentence; `title`, the name of a work, ship or plan; `scare`, a term held at arm's length or a nickname.
 */
export type QuotationUse = 'speech' | 'fragment' | 'title' | 'scare';

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const INNER_END = /[,.?!…;—–-]\s*["”’'\])]*$/u;
const CAPITAL_START = /^[\s[(….'‘“"]*(?:\p{Lu}|\p{N}|i['’]m\b)/u;
/** An introduction right before the mark. */
const INTRODUCED = /[,:—–]$/u;
/** The mark begins a sentence. */
const SENTENCE_START = /(?:^|[.?!…]["”’')\]]*|["”»])$/u;
const LAST_WORD = /([\p{L}'’-]+)$/u;
/** "yelled out", "wrote back": the verb before the particle. */
const VERB_WITH_PARTICLE = /([\p{L}'’-]+) (?:out|back|up|aloud)$/u;
/** A sentence's words; a title has capitals. */
const PLAIN_WORD = / \p{Ll}{4,}/u;
/** What follows a word that is used as an attribute: a noun, which we know by not being a function word. */
const ATTRIBUTED_NOUN =
  /^\s(?!(?:and|or|but|nor|to|in|on|at|of|for|from|by|with|as|is|was|are|were|be|been|has|had|have|that|which|who|when|while|if|because|after|before|since|than|will|would|could|can|may|might|must|should|about|over|into|he|she|they|it|we|i)\b)\p{Ll}/u;
const ATTRIBUTE_START =
  /\b(?:the|a|an|his|her|its|their|our|my|your|this|that|these|those|so|of|as|US)$|['’]s$|s['’]$/iu;

/** Tells the use of one quotation from its own words and those beside it. */
export function useOf(text: string, quotation: Quotation, paragraphStart: number): QuotationUse {
  const inner = text.slice(quotation.innerStart, quotation.innerEnd);
  const before = text.slice(Math.max(paragraphStart, quotation.start - 60), quotation.start).trimEnd();
  const after = text.slice(quotation.end, quotation.end + 40);
  let words = 0;
  for (const _ of inner.slice(0, 400).matchAll(WORD)) words += 1;
  if (words === 0) return 'scare';
  const lastWord = LAST_WORD.exec(before)?.[1].toLowerCase() ?? '';
  const innerEnd = INNER_END.test(inner.slice(-8)) || !quotation.closed;
  const capital = CAPITAL_START.test(inner.slice(0, 12));
  const sentenceStart = SENTENCE_START.test(before);
  const cued = DIRECT_FORMS.has(VERB_WITH_PARTICLE.exec(before)?.[1].toLowerCase() ?? lastWord);
  const ends = innerEnd || /^\s*(?:[,.?!;]|$)/u.test(after);
  if (quotation.continues) return 'speech';
  if (sentenceStart && ends && (innerEnd || words >= 3)) return 'speech';
  if (INTRODUCED.test(before) && (capital || words >= 6) && (ends || words >= 6)) return 'speech';
  // “There is a limit,” he said, “and we have reached it.”
  if (INTRODUCED.test(before) && innerEnd && words >= 3 && /^\s*$|^\s*[\n\p{Lu}“"]/u.test(after)) return 'speech';
  if (cued && (capital || words >= 6) && words >= 2) return 'speech';
  if (capital && (words >= 8 || (words >= 4 && PLAIN_WORD.test(inner.slice(0, 60)))) && innerEnd) return 'speech';
  if (sentenceStart && words >= 6) return 'speech';
  if (WORKS.has(lastWord) && words <= 10) return 'title';
  if (words <= 4 && !innerEnd && ATTRIBUTED_NOUN.test(after)) {
    if (ATTRIBUTE_START.test(before) || !lastWord || /[a-z]$/u.test(before)) return 'scare';
  }
  return 'fragment';
}
