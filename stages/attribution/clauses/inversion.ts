import type { VerbEntry } from '../lexicon/forms.ts';
import { OCCASIONS, TIME_WORDS } from '../lexicon/others.ts';
import { hasFiniteVerb, trimContent } from './content.ts';
import { withoutTime } from './noun-phrase.ts';
import type { Range, Unit } from './unit.ts';

/** Where the noun phrase after the verb ends; -1 where more than a noun phrase, and when it spoke, follows. */
function sourceEnd(unit: Unit, first: number): number {
  let last = unit.tokens.length - 1;
  while (last > first && unit.isPunctuation(last)) last -= 1;
  let open = false;
  for (let i = first; i <= last; i += 1) {
    const tag = unit.tag(i);
    if (unit.tokens[i].quotation >= 0 || /^[:;]$/u.test(unit.lower(i))) return -1;
    if (/^W/u.test(tag)) open = true;
    else if (/^(?:VB[DZP]|MD|PRP)$/u.test(tag) && !open && !/^(?:him|her|them|us|me)$/u.test(unit.lower(i))) return -1;
    // "said Smith in a statement on Monday"
    if (!open && tag === 'IN' && i > first)
      for (let j = i + 1; j <= i + 3; j += 1)
        if (OCCASIONS.has(unit.lower(j)) || TIME_WORDS.has(unit.lower(j))) return i - 1;
  }
  return last;
}

/**
 * "The talks were never serious, say people close to him": a cue and its subject at the end of the sentence, read from
 * tags, as parsers make anything of them. Null where the verb stands otherwise.
 */
export function inversion(unit: Unit, verb: number, entry: VerbEntry): { content: Range; source: Range } | null {
  const first = verb + 1;
  if (unit.lower(verb - 1) !== ',' || !entry.frames.has('direct') || !entry.frames.has('clause')) return null;
  if (!/^VB[DZP]?$/u.test(unit.tag(verb)) || !/^(?:DT|NN|JJ|CD|PRP\$)/u.test(unit.tag(first))) return null;
  if (TIME_WORDS.has(unit.lower(first)) || /^(?:that|this|those)$/u.test(unit.lower(first))) return null;
  const last = sourceEnd(unit, first);
  if (last < first) return null;
  let start = 0;
  while (start < verb && unit.tokens[start].quotation >= 0) start += 1;
  const content = trimContent(unit, { first: start, last: verb - 2 });
  if (!content || start > 0 || !hasFiniteVerb(unit, content.first, content.last)) return null;
  // "they kneel, say prayers and leave"
  for (let i = first; i <= last; i += 1) if (unit.tag(i) === 'CC' && /^VB/u.test(unit.tag(i + 1))) return null;
  return { content, source: withoutTime(unit, { first, last }, first) };
}
