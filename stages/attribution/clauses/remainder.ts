import type { VerbEntry } from '../lexicon/forms.ts';
import { CLAUSE_VERBS, OCCASIONS, TIME_WORDS } from '../lexicon/others.ts';
import { ADDRESSEE_VERBS } from '../lexicon/verbs.ts';
import { type Complement, hasFiniteVerb, one } from './content.ts';
import { limited } from './content-limit.ts';
import type { Subject } from './subject.ts';
import type { Unit } from './unit.ts';

const NOMINAL = /^(?:DT|NN|PRP|JJ|CD|EX|VBG|VBN|RBR?$|W|-LRB-|\$)/u;

/** Where a clause can begin after a verb, its addressee, and when and on what occasion it was said; -1 for nowhere. */
function start(unit: Unit, verb: number, addressed: boolean): number {
  let at = verb + 1;
  if (addressed) {
    const addressee = unit.children[verb].find((c) => c > verb && /^i?obj$/u.test(unit.relation(c)));
    if (addressee === undefined) return -1;
    // "told officials | they need to": the clause may have been parsed as the addressee's
    at = addressee + 1;
  }
  for (let steps = 0; steps < 4; steps += 1) {
    const word = unit.lower(at);
    if (
      TIME_WORDS.has(word) ||
      (/^(?:last|this|late|early|earlier)$/u.test(word) && TIME_WORDS.has(unit.lower(at + 1)))
    )
      at += TIME_WORDS.has(word) ? 1 : 2;
    else if (/^(?:IN|TO)$/u.test(unit.tag(at))) {
      const head = unit.children[verb].find((c) => unit.left(c) === at);
      if (head === undefined || hasFiniteVerb(unit, at, unit.right(head))) return at;
      if (!OCCASIONS.has(unit.lower(head)) && !TIME_WORDS.has(unit.lower(head)) && !/^to$/u.test(word)) return at;
      at = unit.right(head) + 1;
    } else break;
  }
  return at;
}

/**
 * "Police say the women – farm labourers on their way home – started running": what follows a verb that takes clauses only,
 * where the parser saw no clause in it. It has a subject and a finite verb.
 */
export function remainder(unit: Unit, verb: number, entry: VerbEntry, subject: Subject): Complement | null {
  const addressed = ADDRESSEE_VERBS.has(entry.lemma) && entry.meanings.has('speech');
  if (!subject.phrase || subject.passive || subject.phrase.last > verb) return null;
  if (!addressed && !CLAUSE_VERBS.has(entry.lemma) && !(entry.frames.has('clause') && opensClause(unit, verb + 1)))
    return null;
  if (!/^VB[DZPG]$/u.test(unit.tag(verb)) && unit.child(verb, 'aux') < 0) return null;
  const first = start(unit, verb, addressed);
  if (first < 0 || first >= unit.tokens.length - 1 || unit.isPunctuation(first)) return null;
  if (
    addressed
      ? !/^(?:PRP|EX|DT)$/u.test(unit.tag(first))
      : !(NOMINAL.test(unit.tag(first)) || /^(?:IN|RP)$/u.test(unit.tag(first)))
  )
    return null;
  const last = limited(unit, verb, first, first, unit.tokens.length - 1);
  for (let i = first; i <= last; i += 1) if (unit.tokens[i].quotation >= 0) return null;
  // what "says" is followed by is a clause even where its verb was tagged as a noun
  const said = entry.lemma === 'say' && last - first > 4 && subject.phrase.last >= verb - 3;
  return said || hasFiniteVerb(unit, first + 1, last) || hasParticipleVerb(unit, first + 1, last)
    ? one(unit, 'bare', { first, last })
    : null;
}

/** Part of a noun phrase with its prepositions: "a broader probe into the deaths". */
function nominal(unit: Unit, at: number, from: number, reach: number): boolean {
  if (/^(?:DT|NN|JJ|CD|POS|PRP\$)/u.test(unit.tag(at))) return at < reach || hasPreposition(unit, from, at);
  return (
    at > from &&
    /^(?:of|in|on|into|for|from|between|against|with)$/u.test(unit.lower(at)) &&
    /^(?:DT|NN|JJ|PRP\$|VBG)/u.test(unit.tag(at + 1))
  );
}

function hasPreposition(unit: Unit, from: number, end: number): boolean {
  for (let i = from; i < end; i += 1) if (unit.tag(i) === 'IN') return true;
  return false;
}

/** "denied | she was ill", "predicted | the mill would close": a subject with its verb, whatever the parser made of it. */
export function opensClause(unit: Unit, from: number): boolean {
  if (/^(?:he|she|it|they|we|i|there)$/u.test(unit.lower(from))) return /^(?:VB[DZP]|MD)$/u.test(unit.tag(from + 1));
  let at = from;
  const reach = from + 6;
  while (at < from + 14 && nominal(unit, at, from, reach)) at += 1;
  // "claims the mayor, a Democrat, is out to get him"
  if (unit.lower(at) === ',' && /^(?:DT|NN|JJ|WP|CD)/u.test(unit.tag(at + 1)))
    for (let comma = at + 2; comma < at + 12; comma += 1)
      if (unit.lower(comma) === ',') {
        const next = comma + 1;
        if (unit.tag(next) === 'MD' || /^(?:is|are|was|were|has|have|had)$/u.test(unit.lower(next))) return at > from;
      }
  const verb = unit.tag(at) === 'MD' || /^(?:is|are|was|were|has|have|had)$/u.test(unit.lower(at));
  return at > from && verb && /^(?:NN|CD)/u.test(unit.tag(at - 1));
}

/** "the strikes targeted areas": a past form that was tagged as a participle. */
function hasParticipleVerb(unit: Unit, first: number, last: number): boolean {
  for (let i = first; i <= last; i += 1)
    if (unit.tag(i) === 'VBN' && /^(?:NN|CD)/u.test(unit.tag(i - 1)) && unit.lower(i).endsWith('ed')) return true;
  return false;
}
