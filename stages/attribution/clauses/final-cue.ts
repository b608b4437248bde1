import { VERB_FORMS, type VerbEntry } from '../lexicon/forms.ts';
import { OCCASIONS, TIME_WORDS } from '../lexicon/others.ts';
import { hasFiniteVerb, trimContent } from './content.ts';
import { groupStart } from './coordination.ts';
import { trimPhrase, withoutTime } from './noun-phrase.ts';
import type { Range, Unit } from './unit.ts';

/** A cue at the end of a sentence, with what it attributes before it. */
interface Spoken {
  content: Range;
  source: Range;
  /** The comma that ends the content. */
  comma: number;
}

/** Where the noun phrase after the verb ends; -1 where more than a noun phrase, and when it spoke, follows. */
function sourceEnd(unit: Unit, first: number): number {
  let last = unit.tokens.length - 1;
  while (last > first && unit.isPunctuation(last)) last -= 1;
  let open = false;
  for (let i = first; i <= last; i += 1) {
    const tag = unit.tag(i);
    if (unit.tokens[i].quotation >= 0 || /^[:;]$/u.test(unit.lower(i))) return -1;
    // "reported officials, with two men hurt"
    if (i > first && unit.lower(i) === ',' && /^(?:with|in|after|as|while|when|amid)$/u.test(unit.lower(i + 1)))
      return i - 1;
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
function inverted(unit: Unit, verb: number, entry: VerbEntry): Spoken | null {
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
  return { content, comma: verb - 1, source: withoutTime(unit, { first, last }, first) };
}

/** What may follow the verb: whom it was said to, when, where; no clause of its own. */
function endsSentence(unit: Unit, verb: number): boolean {
  for (let i = verb + 1; i < unit.tokens.length; i += 1) {
    if (unit.tokens[i].quotation >= 0 || /^[:;]$/u.test(unit.lower(i))) return false;
    if (/^(?:VB[DZPG]?|MD|TO|WDT|WP|WRB)$/u.test(unit.tag(i)) || unit.lower(i) === 'that') return false;
    if (unit.lower(i) === ',' && i < unit.tokens.length - 2) return false;
  }
  return true;
}

/** "Trade would suffer, her spokesman, Peter Dunne, said in an email": the subject between the content and the verb. */
function atEnd(unit: Unit, verb: number, entry: VerbEntry): Spoken | null {
  if (!entry.frames.has('clause') || !(entry.frames.has('direct') || entry.meanings.has('finding'))) return null;
  if (!/^VB[DZPN]$/u.test(unit.tag(verb))) return null;
  if (!endsSentence(unit, verb)) return null;
  const group = groupStart(unit, verb);
  if (unit.tag(verb) === 'VBN' && !/^ha[sd]|^have$/u.test(unit.lower(group))) return null;
  const finite = (i: number) => /^(?:VB[DZP]|MD)$/u.test(unit.tag(i));
  // an apposition or relative clause stands between commas before the verb
  let segments = unit.lower(group - 1) === ',' ? 2 : 1;
  let i = group - (segments > 1 ? 2 : 1);
  let from = i + 1;
  for (; i > 0 && segments > 0; i -= 1) {
    if (unit.tokens[i].quotation >= 0 || /^[:;]$/u.test(unit.lower(i))) return null;
    if (unit.lower(i) === ',') {
      const relative = /^W/u.test(unit.tag(i + 1));
      for (let j = i + 1; j < from; j += 1)
        if (finite(j) && !relative && !(unit.lower(j).endsWith('ed') && /^(?:IN|TO)$/u.test(unit.tag(j + 1))))
          return null;
      if (!(unit.tag(i + 1) === 'CD' && unit.lower(i + 2) === ',')) segments -= 1;
      from = i;
    }
  }
  const comma = i + 1;
  if (segments > 0 || comma < 2 || !/^(?:DT|NN|PRP|JJ|CD)/u.test(unit.tag(comma + 1))) return null;
  const source = trimPhrase(unit, { first: comma + 1, last: group - 1 });
  const content = trimContent(unit, { first: 0, last: comma - 1 });
  // ", something she has denied", ", a charge officials denied"
  if (entry.lemma === 'deny' || /^(?:asked|pressed|questioned|according)$/u.test(unit.lower(0))) return null;
  if (source && source.last > source.first && unit.tag(source.last) === 'PRP') return null;
  if (!source || !content || unit.tokens.slice(0, comma).some((token) => token.quotation >= 0)) return null;
  // "Smith, a senator, said": no content before it
  return hasFiniteVerb(unit, content.first, content.last) && unit.head(verb) !== source.last
    ? { content, source, comma }
    : null;
}

const FOUND = new WeakMap<Unit, (Spoken & { verb: number }) | null>();

/** The cue that ends a sentence, with its content before it; null where there is none. Found once for a unit. */
export function finalCue(unit: Unit): (Spoken & { verb: number }) | null {
  const known = FOUND.get(unit);
  if (known !== undefined) return known;
  let found: (Spoken & { verb: number }) | null = null;
  for (let verb = unit.tokens.length - 1; verb > 2 && !found; verb -= 1) {
    const entry = unit.tokens[verb].quotation < 0 ? VERB_FORMS.get(unit.lower(verb)) : undefined;
    const spoken = entry && (inverted(unit, verb, entry) ?? atEnd(unit, verb, entry));
    if (spoken) found = { ...spoken, verb };
  }
  FOUND.set(unit, found);
  return found;
}
