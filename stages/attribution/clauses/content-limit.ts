import { DIRECT_FORMS, VERB_FORMS } from '../lexicon/forms.ts';
import { COMMENTING_PARTICIPLES, SUMMATIVE_NOUNS } from '../lexicon/nouns.ts';
import { CLAUSE_VERBS } from '../lexicon/others.ts';
import { CUE_SIDE, hasFiniteVerb } from './content.ts';
import { outerCue, tense } from './coordination.ts';
import { finalCue } from './final-cue.ts';
import { clauseOf, inverted, otherSource, ownCue, parenthetic, pronounSpeaks, remarkedOn } from './next-clause.ts';
import type { Unit } from './unit.ts';

const TIME = /^(?:hour|day|week|month|year)s?$/u;

/** Tenses of a verb that can share a subject with another clause's. */
export const FINITE = /^(?:past|present|MD)$/u;

/** Where a content that may reach to `last` ends before the article, or a second cue, goes on. */
export function limited(unit: Unit, cue: number, complement: number, first: number, end: number): number {
  let last = end;
  const spoken = finalCue(unit);
  if (spoken && cue < spoken.comma && last >= spoken.comma) last = spoken.comma - 1;
  for (let i = first + 1; i < last; i += 1)
    if (/^(?:[—–-]|--)$/u.test(unit.lower(i)) && remark(unit, i + 1)) last = i - 1;
  const described = inDescription(unit, cue);
  for (let i = first; i < last; i += 1)
    if (
      unit.lower(i) === ';' ||
      sentenceEnd(unit, i) ||
      newSentence(unit, i) ||
      (described && unit.lower(i) === ',' && mainVerb(unit, i + 1))
    )
      last = i - 1;
  for (let i = Math.max(first + 1, complement + 1); i < last; i += 1) {
    // `had "strengthened," but she`: the mark that closes after the comma belongs to the content
    const next = unit.lower(i) === ',' && CLOSING.test(unit.lower(i + 1)) ? i + 2 : i + 1;
    const parted = unit.lower(i) === ',' && next <= last && endsBefore(unit, next, { cue, complement, first, last });
    if (parted || (/^(?:while|whereas)$/u.test(unit.lower(i)) && otherSource(unit, i + 1, true))) {
      last = parted && next > i + 1 ? i + 1 : i - 1;
      break;
    }
  }
  // "announced the cuts, | the mayor left": a clause of its own after a noun phrase
  if (/^NN/u.test(unit.tag(complement)) && !clausal(unit, cue, complement))
    for (let i = complement + 1; i < last; i += 1)
      if (unit.lower(i) === ',' && i > complement && ownClause(unit, i + 1)) last = i - 1;
  // "urged them to give more | as leaders met": when it was said
  if (!clausal(unit, cue, complement))
    for (let i = complement + 2; i < last; i += 1)
      if (unit.lower(i) === 'as' && /^(?:mark|case)$/u.test(unit.relation(i)) && clauseOf(unit, i + 1)) last = i - 1;
  const question = /^(?:whether|why|how|what|when|where|who)$/u.test(unit.lower(first));
  for (let i = Math.max(first + 1, complement + 1); i < last; i += 1)
    if (
      unit.tag(i) === 'CC' &&
      ((question && newClause(unit, i)) ||
        joinsCue(unit, i, last, cue) ||
        (unit.children[complement].some((c) => unit.tag(c) === 'TO') && secondVerb(unit, i, cue)) ||
        (unit.tag(cue) === 'VBG' &&
          unit.tag(i + 1) === 'VBG' &&
          VERB_FORMS.get(unit.lower(i + 1))?.meanings.has('speech')) ||
        (/^NN/u.test(unit.tag(complement)) && newClause(unit, i)))
    )
      return unit.lower(i - 1) === ',' ? i - 2 : i - 1;
  return last;
}

/** "he hopes so. | I pray": a sentence's end inside a quotation, after a word that is no abbreviation. */
function sentenceEnd(unit: Unit, at: number): boolean {
  return (
    unit.lower(at) === '.' &&
    /^\p{Ll}{2,}$/u.test(unit.tokens[at - 1]?.text ?? '') &&
    /^\p{Lu}/u.test(unit.tokens[at + 1]?.text ?? '')
  );
}

/** ": The race was over": a colon and a capital that only a sentence's start explains. */
function newSentence(unit: Unit, colon: number): boolean {
  return (
    unit.lower(colon) === ':' &&
    /^(?:The|A|An|He|She|They|It|We|I|This|That|There|If)$/u.test(unit.tokens[colon + 1]?.text ?? '')
  );
}

/** A mark that closes a quotation. */
const CLOSING = /^["”’»]$/u;

/** Whether what follows a comma is no part of a content any more: the article's remark, or another statement. */
function endsBefore(
  unit: Unit,
  at: number,
  { cue, complement, first, last }: { cue: number; complement: number; first: number; last: number },
): boolean {
  const next = unit.lower(at);
  if (next === 'according' || (next === 'which' && remarkedOn(unit, at, last))) return true;
  if (unit.tag(at) === 'VBG') {
    if (CUE_SIDE.test(next) || COMMENTING_PARTICIPLES.has(next)) return true;
    if (VERB_FORMS.get(next)?.meanings.has('speech')) return true;
  }
  if (at > complement + 1 && (remark(unit, at) || inverted(unit, at))) return true;
  if (parenthetic(unit, at)) return true;
  if (next === 'but') return unit.lower(at + 1) !== 'that' && ownCue(unit, at + 1);
  if (next === 'then') return /^VB[DZP]$/u.test(unit.tag(at + 1)) && tense(unit, at + 1) === tense(unit, cue);
  if (next === 'and') {
    if (pronounSpeaks(unit, at + 1, cue)) return true;
    if (!clausal(unit, cue, complement) && clauseOf(unit, at + 1)) return true;
    return otherSource(unit, at + 1) && hasFiniteVerb(unit, first, at - 2);
  }
  return /^(?:while|whereas|though|although)$/u.test(next) && otherSource(unit, at + 1, true);
}

/** ", who said he was tired, | left": the cue's relative clause ends where the sentence's own verb comes. */
function inDescription(unit: Unit, cue: number): boolean {
  for (let i = cue - 1; i > 0 && i > cue - 6; i -= 1)
    if (/^(?:who|which)$/u.test(unit.lower(i))) return unit.lower(i - 1) === ',' || apposed(unit, i - 1);
  return false;
}

/** The sentence's own verb after a relative clause and its comma; a past form may have been tagged as a participle. */
function mainVerb(unit: Unit, at: number): boolean {
  if (/^(?:VB[DZP]|MD)$/u.test(unit.tag(at))) return true;
  if (unit.lower(at + 1) === 'that' && VERB_FORMS.has(unit.lower(at))) return true;
  return unit.tag(at) === 'VBN' && DIRECT_FORMS.has(unit.lower(at)) && unit.lower(at + 1) !== 'by';
}

/** ", a friend | who": the noun phrase that ends at a token is an apposition. */
function apposed(unit: Unit, last: number): boolean {
  let first = last;
  while (first > 0 && /^(?:NN|JJ|DT|PRP\$|POS|CD)/u.test(unit.tag(first))) first -= 1;
  return first > 0 && unit.lower(first) === ',';
}

/** "asked for a delay | and it was right to": a clause of its own after what was only a noun. */
function newClause(unit: Unit, conjunction: number): boolean {
  return /^(?:PRP|EX)$/u.test(unit.tag(conjunction + 1)) && /^(?:VB[DZP]|MD)$/u.test(unit.tag(conjunction + 2));
}

/** ", International mediator Ann Lee | fired": a subject with its verb right behind a comma. */
function ownClause(unit: Unit, from: number): boolean {
  if (!clauseOf(unit, from)) return false;
  for (let i = from; i < from + 14 && i < unit.tokens.length; i += 1) {
    if (/^(?:VB[DZP]|MD)$/u.test(unit.tag(i))) return true;
    if (unit.lower(i) === ',' || unit.tag(i) === 'IN') return false;
  }
  return false;
}

/** "wants to leave | and has threatened": no infinitive can be joined to a finite verb, which is the cue's subject's. */
function secondVerb(unit: Unit, conjunction: number, cue: number): boolean {
  let at = conjunction + 1;
  while (unit.tag(at) === 'RB') at += 1;
  return (
    /^VB[DZP]$/u.test(unit.tag(at)) &&
    /^VB[DZP]$/u.test(unit.tag(cue)) &&
    (unit.tag(at) === 'VBD') === (unit.tag(cue) === 'VBD')
  );
}

/** "said they felt alone | and called for": a second verb of the cue's own subject. */
function joinsCue(unit: Unit, conjunction: number, last: number, cue: number): boolean {
  for (let i = conjunction + 1; i <= last && i < conjunction + 5; i += 1) if (outerCue(unit, i) === cue) return true;
  return false;
}

/** ", a decision that", ", the first such trip", ", two weeks after": the article's remark on the whole sentence. */
function remark(unit: Unit, from: number): boolean {
  const at = /^(?:almost|nearly|about|just|only|barely)$/u.test(unit.lower(from)) ? from + 1 : from;
  if (
    /^(?:DT|CD|JJ)$/u.test(unit.tag(at)) &&
    TIME.test(unit.lower(at + 1)) &&
    /^(?:after|before)$/u.test(unit.lower(at + 2))
  )
    return true;
  if (unit.lower(at) === 'the') return /^(?:first|second|third|latest|last)$/u.test(unit.lower(at + 1));
  // ", allegations the ministry denies"
  if (/^(?:allegations|charges|claims|accusations)$/u.test(unit.lower(at)))
    return /^(?:NNP|PRP|DT)/u.test(unit.tag(at + 1));
  if (unit.lower(at) === 'something') return /^(?:PRP|NN|DT)/u.test(unit.tag(at + 1));
  if (!/^(?:an?|another)$/u.test(unit.lower(at))) return false;
  for (let i = at + 1; i < at + 4; i += 1) if (SUMMATIVE_NOUNS.has(unit.lower(i))) return true;
  return false;
}

/** Whether a content's head is a clause's, not a noun or infinitive. */
function clausal(unit: Unit, cue: number, head: number): boolean {
  if (CLAUSE_VERBS.has(VERB_FORMS.get(unit.lower(cue))?.lemma ?? '')) return true;
  return FINITE.test(tense(unit, head)) || unit.child(head, 'cop') >= 0 || /^ccomp/u.test(unit.relation(head));
}
