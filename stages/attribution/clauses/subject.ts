import { VERB_FORMS } from '../lexicon/forms.ts';
import { OCCASIONS, TIME_WORDS, UNSOURCED_PASSIVES } from '../lexicon/others.ts';
import { VERB_TARGETS } from '../lexicon/verbs.ts';
import { groupStart, outerCue } from './coordination.ts';
import { nounPhrase, phraseBefore, trimPhrase, withoutTime } from './noun-phrase.ts';
import { describedBefore, outerSpeaker, partedSubject } from './remarks.ts';
import type { Range, Unit } from './unit.ts';

/** Who a verb's action is put down to. */
export interface Subject {
  phrase: Range | null;
  /** The phrase's main word, -1 where there is no phrase. */
  head: number;
  /** The verb is passive: its grammatical subject is not the source. */
  passive: boolean;
}

const NOBODY: Subject = { phrase: null, head: -1, passive: false };

/** Climbs from participles, infinitives and later conjuncts to the verb that has their subject; bounded. */
const CLIMBED = /^(?:conj|xcomp|advcl)/u;

export function isPassive(unit: Unit, verb: number): boolean {
  if (unit.child(verb, 'aux:pass', 'nsubj:pass', 'csubj:pass') >= 0) return true;
  if (/^(?:asked|pressed|questioned)$/u.test(unit.lower(verb)) && askedOf(unit, verb)) return true;
  // "It is understood that": a participle tagged as an adjective
  if (unit.tag(verb) === 'JJ') return UNSOURCED_PASSIVES.has(unit.lower(verb)) && unit.child(verb, 'cop') >= 0;
  return unit.tag(verb) === 'VBN' && unit.relation(verb) === 'acl' && unit.child(verb, 'aux') < 0;
}

/** "Asked whether she would run, she said", "Roth, asked about it, said": nobody is named who asked. */
function askedOf(unit: Unit, verb: number): boolean {
  const before = unit.lower(verb - 1);
  if (verb === 0 || before === 'when' || before === 'if') return unit.child(verb, 'nsubj', 'obj') < 0;
  if (before !== ',') return false;
  for (let i = verb + 1; i < unit.tokens.length - 1; i += 1)
    if (unit.lower(i) === ',') return /^(?:VB[DZP]|MD)$/u.test(unit.tag(i + 1));
  return false;
}

function own(unit: Unit, verb: number): number {
  const subjects = unit.children[verb].filter((child) => /^[nc]subj/u.test(unit.relation(child)));
  // a long coordination may have been parsed as two subjects: the nearer one is widened over the other
  return subjects.findLast((child) => child < verb) ?? subjects[0] ?? -1;
}

function agent(unit: Unit, verb: number, floor: number): Subject {
  for (const child of unit.children[verb]) {
    if (child < verb || !/^(?:obl|nmod)/u.test(unit.relation(child))) continue;
    const by = unit.child(child, 'case');
    if (by < 0 || unit.lower(by) !== 'by') continue;
    const phrase = nounPhrase(unit, child, Math.max(floor, by + 1), unit.tokens.length);
    if (phrase) return { phrase, head: child, passive: true };
  }
  return { phrase: null, head: -1, passive: true };
}

/** "your report of | 3 March says": a phrase whose last words were parsed as a second subject after a preposition. */
function rejoined(unit: Unit, phrase: Range, verb: number): Range {
  for (const other of unit.children[verb]) {
    if (other >= phrase.first || !/^nsubj/u.test(unit.relation(other))) continue;
    let at = phrase.first - 1;
    while (at > other && /^(?:CD|DT|JJ|NNP?S?)$/u.test(unit.tag(at))) at -= 1;
    if (at > other && /^(?:of|from|on|for)$/u.test(unit.lower(at)) && unit.right(other) >= at - 1)
      return trimPhrase(unit, { first: unit.left(other), last: phrase.last }) ?? phrase;
  }
  return phrase;
}

function phraseOf(unit: Unit, head: number, verb: number, floor: number): Range | null {
  if (head > verb) return nounPhrase(unit, head, verb + 1, unit.tokens.length);
  // "a step rights groups | vowed": what the relative clause describes is not its subject
  const antecedent = unit.relation(verb) === 'acl:relcl' && unit.head(verb) < unit.left(head) ? unit.head(verb) + 1 : 0;
  const phrase = nounPhrase(unit, head, Math.max(floor, antecedent), verb);
  return phrase && withoutTime(unit, innermost(unit, widenRight(unit, phrase, verb), verb), head);
}

/** Words between a subject and its verb that no comma parts from it belong to it: "Ambassador to X | John Smith said". */
function widenRight(unit: Unit, phrase: Range, verb: number): Range {
  if (/^(?:PRP|WP|WDT|EX)$/u.test(unit.tag(phrase.last))) return phrase;
  let last = phrase.last;
  const joined = unit.tag(last + 1) === 'CC' && unit.lower(last + 1) === 'and';
  for (let i = last + (joined ? 2 : 1); i < verb; i += 1) {
    const tag = unit.tag(i);
    if (unit.tokens[i].quotation >= 0 || /^(?:VB[DZP]?|MD|CC|TO|W.*|RB.?|,|:|PRP|EX|-LRB-|-RRB-|``|'')$/u.test(tag))
      break;
    if (tag === 'IN' && unit.lower(i) === 'that') break;
    last = i;
  }
  // a preposition with nothing after it is an adverbial's
  while (last > phrase.last && /^(?:IN|DT|JJ)$/u.test(unit.tag(last))) last -= 1;
  return { first: phrase.first, last };
}

/** "One sign is that an official | said": the subject of the inner clause, where the parser took the outer one's. */
function innermost(unit: Unit, phrase: Range, verb: number): Range {
  for (let i = verb - 2; i > phrase.first; i -= 1) {
    if (unit.lower(i) !== 'that' || !/^(?:is|was|are|were|be)$/u.test(unit.lower(i - 1))) continue;
    let last = verb - 1;
    while (last > i && /^(?:MD|RB|VB[DZP]?|VBN)$/u.test(unit.tag(last))) last -= 1;
    return trimPhrase(unit, { first: i + 1, last }) ?? phrase;
  }
  return phrase;
}

/** The noun that a participle or relative clause describes. */
function described(unit: Unit, verb: number, floor: number): Subject {
  const noun = unit.head(verb);
  if (noun < 0 || noun > verb) return NOBODY;
  const preposition = unit.child(noun, 'case');
  const phrase = nounPhrase(unit, noun, Math.max(floor, preposition < noun ? preposition + 1 : 0), verb);
  return { phrase, head: noun, passive: false };
}

/**
 * Finds whose words, thoughts or wishes a verb gives: its subject, a passive's agent, the subject of the verb that governs
 * a participle or infinitive, or the noun that a participle describes.
 * @param floor the first token that may belong to the subject.
 */
export function subjectOf(unit: Unit, verb: number, floor = 0): Subject {
  if (isPassive(unit, verb)) return agent(unit, verb, floor);
  const joinedTo = outerCue(unit, verb);
  if (joinedTo >= 0) return subjectOf(unit, joinedTo, floor);
  const remark = outerSpeaker(unit, verb);
  if (remark >= 0) return subjectOf(unit, remark, floor);
  const parted = partedSubject(unit, verb, floor);
  if (parted) return { phrase: parted, head: parted.last, passive: false };
  let at = verb;
  for (let steps = 0; steps < 6; steps += 1) {
    const head = own(unit, at);
    if (head >= 0) {
      if (unit.tokens[head].quotation >= 0) break;
      if (at !== verb && isPassive(unit, at) && unit.relation(verb).startsWith('xcomp')) break;
      const main = mainSubject(unit, head, verb);
      if (main) return { phrase: main, head: main.first, passive: false };
      const relative = at === verb ? withAntecedent(unit, head, at) : null;
      if (relative) return { phrase: relative, head, passive: false };
      const start = head < at && floor > head ? 0 : floor;
      const phrase = phraseOf(unit, head, at, start);
      return { phrase: phrase && rejoined(unit, phrase, at), head, passive: false };
    }
    const relation = unit.relation(at);
    if (relation === 'acl' || (relation === 'acl:relcl' && at !== verb)) {
      if (relation === 'acl' && unit.tag(at) !== 'VBG') break;
      // "issued a statement denying it": whoever issued it denies
      const noun = unit.head(at);
      const issuer = noun >= 0 && /^ob[jl]/u.test(unit.relation(noun)) ? unit.head(noun) : -1;
      if (issuer >= 0 && OCCASIONS.has(unit.lower(noun)) && own(unit, issuer) >= 0) {
        at = issuer;
        continue;
      }
      return described(unit, at, 0);
    }
    const quoted = at === verb && relation === 'advcl' ? quotedPerson(unit, verb) : -1;
    if (quoted >= 0) return { phrase: nounPhrase(unit, quoted, 0, verb), head: quoted, passive: false };
    const earlier = at === verb && relation.startsWith('conj') ? describedBefore(unit, verb) : -1;
    if (earlier >= 0) return subjectOf(unit, earlier, floor);
    const joined = at === verb && relation.startsWith('conj') ? afterConjunction(unit, verb) : null;
    if (joined) return { phrase: joined, head: joined.first, passive: false };
    if (!CLIMBED.test(relation)) break;
    const up = unit.head(at);
    // "accused her of wanting to leave": she is said to want it
    if (
      at === verb &&
      unit.tag(at) === 'VBG' &&
      VERB_TARGETS[VERB_FORMS.get(unit.lower(up))?.lemma ?? '']?.includes(unit.lower(at - 1))
    ) {
      const target = unit.child(up, 'obj');
      if (target > up) return { phrase: nounPhrase(unit, target, up + 1, at - 1), head: target, passive: false };
    }
    // "he asked her to say": the addressee speaks
    if (relation === 'xcomp') {
      const addressee = unit.child(up, 'obj', 'iobj');
      if (addressee >= 0 && addressee < at && own(unit, at) < 0 && unit.lower(up) !== 'promised') {
        const phrase = nounPhrase(unit, addressee, up + 1, at);
        return { phrase, head: addressee, passive: false };
      }
    }
    if (relation.startsWith('conj') && isPassive(unit, up)) {
      const shared = own(unit, up);
      if (shared >= 0) return { phrase: phraseOf(unit, shared, up, 0), head: shared, passive: false };
    }
    at = up;
  }
  return beside(unit, verb, floor);
}

/**
 * "Smith, 58, who has served three terms, | pledged": what the relative clause describes, where the parser gave its
 * pronoun to the main verb; null where `head` is no such pronoun.
 */
export function mainSubject(unit: Unit, head: number, verb: number): Range | null {
  if (!/^(?:who|which|whose)$/u.test(unit.lower(head)) || head > verb) return null;
  const before = groupStart(unit, verb);
  if (unit.lower(before - 1) !== ',' || before - 1 <= head || unit.lower(head - 1) !== ',') return null;
  let first = head - 1;
  while (first > 0) {
    const tag = unit.tag(first - 1);
    if (unit.tokens[first - 1].quotation >= 0 || /^[:;]$/u.test(unit.lower(first - 1))) break;
    if (/^(?:VB[DZP]|MD|W.*)$/u.test(tag)) break;
    if (tag === 'IN' && /^(?:that|because|after|although|though|while|if)$/u.test(unit.lower(first - 1))) break;
    first -= 1;
  }
  const phrase = trimPhrase(unit, { first, last: before - 2 });
  return phrase && /^(?:NN|DT|PRP\$|JJ|CD)/u.test(unit.tag(phrase.first)) ? phrase : null;
}

/** "quoted an official as saying": the official, where the verb of quoting is active. */
function quotedPerson(unit: Unit, verb: number): number {
  const quoting = unit.head(verb);
  if (quoting < 0 || unit.lower(verb - 1) !== 'as' || !/^(?:quot|cit)/u.test(unit.lower(quoting))) return -1;
  const person = unit.child(quoting, 'obj');
  return person > quoting && person < verb ? person : -1;
}

/** "officials who said": a relative pronoun names nobody without the noun phrase that it stands for. */
function withAntecedent(unit: Unit, pronoun: number, verb: number): Range | null {
  if (!/^(?:who|which)$/u.test(unit.lower(pronoun)) || pronoun > verb) return null;
  const phrase = phraseBefore(unit, unit.lower(pronoun - 1) === ',' ? pronoun - 1 : pronoun, 0);
  return phrase && { first: phrase.first, last: pronoun };
}

/** Where the tree has no subject: the noun phrase right before the verb. */
function beside(unit: Unit, verb: number, floor: number): Subject {
  if (/^(?:VBG|VBN|VB)$/u.test(unit.tag(verb))) {
    const auxiliary = unit.child(verb, 'aux');
    // a sentence whose only verb is a participle has a past form that was tagged wrong
    const past = unit.tag(verb) === 'VBN' && unit.head(verb) < 0;
    if (auxiliary < 0 && !past) return NOBODY;
  }
  const start = groupStart(unit, verb);
  const phrase = unit.lower(start - 1) === ',' ? withApposition(unit, start, floor) : phraseBefore(unit, verb, floor);
  if (!phrase) return NOBODY;
  // "after the Liberals threatened": a conjunction that was read as a preposition
  const conjunction = /^(?:after|before|since|until)$/u.test(unit.lower(phrase.first - 1)) && unit.tag(start) !== 'VBN';
  const governed = phrase.first > floor && !conjunction && /^(?:IN|TO)$/u.test(unit.tag(phrase.first - 1));
  if (governed) {
    // "On Friday the university said"
    for (let i = phrase.first; i < phrase.last; i += 1)
      if (
        TIME_WORDS.has(unit.lower(i)) &&
        /^(?:DT|NNP|PRP|JJ)/u.test(unit.tag(i + 1)) &&
        !TIME_WORDS.has(unit.lower(i + 1))
      )
        return { phrase: { first: i + 1, last: phrase.last }, head: phrase.last, passive: false };
    const whole = afterComma(unit, phrase, floor);
    return whole ? { phrase: whole, head: whole.first, passive: false } : NOBODY;
  }
  return { phrase, head: phrase.last, passive: false };
}

/** ", data from the trade ministry | showed": a noun phrase with its prepositions that fills all up to the comma before it. */
function afterComma(unit: Unit, phrase: Range, floor: number): Range | null {
  let first = phrase.first;
  while (
    first > floor &&
    /^(?:DT|NN|JJ|CD|POS|PRP\$|IN|HYPH|TO)/u.test(unit.tag(first - 1)) &&
    unit.tokens[first - 1].quotation < 0
  )
    first -= 1;
  if (first <= floor || unit.lower(first - 1) !== ',' || !/^(?:DT|NN|JJ|CD|PRP\$)/u.test(unit.tag(first))) return null;
  return { first, last: phrase.last };
}

/** ", and his deputy, Ann Ray, | called for": a new subject between the conjunction and the comma before the verb. */
function afterConjunction(unit: Unit, verb: number): Range | null {
  if (unit.lower(verb - 1) !== ',') return null;
  for (let i = verb - 2; i > 0 && i > verb - 30; i -= 1) {
    const tag = unit.tag(i);
    if (unit.tokens[i].quotation >= 0 || /^(?:VB[DZP]|MD)$/u.test(tag)) return null;
    if (tag !== 'CC' || unit.lower(i - 1) !== ',') continue;
    const phrase = trimPhrase(unit, { first: i + 1, last: verb - 2 });
    return phrase && /^(?:NN|DT|PRP\$|JJ|CD)/u.test(unit.tag(phrase.first)) ? phrase : null;
  }
  return null;
}

/** Whether the stretch up to the comma before a verb begins with a relative pronoun. */
function inRelative(unit: Unit, verb: number, floor: number): boolean {
  for (let i = verb - 1; i >= floor && i > verb - 12 && unit.lower(i) !== ','; i -= 1)
    if (/^W(?:P|DT)/u.test(unit.tag(i))) return true;
  return false;
}

/** "John Smith, editor of the Gazette, | said": from the last quotation or the start to the comma before the verb. */
function withApposition(unit: Unit, verb: number, floor: number): Range | null {
  let commas = 0;
  let first = verb - 2;
  for (; first >= floor; first -= 1) {
    const tag = unit.tag(first);
    if (unit.tokens[first].quotation >= 0 || /^[:;]$/u.test(unit.lower(first))) break;
    if (tag === ',') commas += 1;
    else if (/^(?:VB[DZP]|MD)$/u.test(tag) && !inRelative(unit, first, floor)) return null;
  }
  if (commas === 0) return null;
  const phrase = trimPhrase(unit, { first: first + 1, last: verb - 2 });
  return phrase && /^(?:NN|DT|PRP\$|JJ|CD)/u.test(unit.tag(phrase.first)) ? phrase : null;
}

/** "…, said Mr Smith, who runs the mill": the noun phrase right after a verb, from the tree where it starts there. */
export function subjectAfter(unit: Unit, verb: number): Subject {
  const first = verb + 1;
  if (first >= unit.tokens.length || unit.isPunctuation(first) || unit.tokens[first].quotation >= 0) return NOBODY;
  let head = -1;
  for (let i = first; i < unit.tokens.length && i < first + 12; i += 1) {
    if (unit.isPunctuation(i)) break;
    if (unit.head(i) === verb && /^(?:nsubj|obj|obl|nmod)/u.test(unit.relation(i))) {
      head = i;
      break;
    }
  }
  if (head < 0 || unit.left(head) > first) return readAfter(unit, first);
  if (unit.child(head, 'case') >= 0) return NOBODY;
  let last = unit.right(head);
  for (let i = first; i <= last; i += 1)
    if (unit.tokens[i].quotation >= 0 || /^[:;]$/u.test(unit.lower(i))) last = i - 1;
  last = appositionEnd(unit, last);
  const phrase = trimPhrase(unit, { first, last });
  return phrase ? { phrase, head, passive: false } : NOBODY;
}

/** ", chairman of the federation", ", which brought the suit" after a name: the last token of such descriptions. */
export function appositionEnd(unit: Unit, last: number): number {
  let end = last;
  for (let pieces = 0; pieces < 3 && unit.lower(end + 1) === ','; pieces += 1) {
    // ", 61, a retired nurse"
    if (unit.tag(end + 2) === 'CD' && unit.lower(end + 3) === ',') end += 2;
    const opening = unit.tag(end + 2);
    const relative = /^W(?:P|DT)/u.test(opening);
    if (!relative && (pieces > 0 || !/^(?:DT|NNP?S?|JJ|PRP\$)$/u.test(opening))) return end;
    if (/^(?:hours?|days?|weeks?|months?|years?)$/u.test(unit.lower(end + 3))) return end;
    let open = relative;
    let i = end + 2;
    for (; i < unit.tokens.length && unit.tokens[i].quotation < 0 && !/^[,.:;?!—–()]$/u.test(unit.lower(i)); i += 1) {
      const tag = unit.tag(i);
      if (/^W|^IN$/u.test(tag) && /^(?:who|which|that|whose|where)$/u.test(unit.lower(i))) open = true;
      if (/^(?:VB[DZP]|MD)$/u.test(tag) && !open) return end;
    }
    end = i - 1;
  }
  return end;
}

/** The noun phrase that starts at a token, from tags alone: up to a comma, and over an apposition up to the next one. */
function readAfter(unit: Unit, first: number): Subject {
  if (!/^(?:DT|NN|PRP|JJ|CD)/u.test(unit.tag(first))) return NOBODY;
  let last = first;
  let commas = 0;
  for (let i = first; i < unit.tokens.length && i < first + 40; i += 1) {
    const tag = unit.tag(i);
    if (unit.tokens[i].quotation >= 0 || /^[.:;?!—–]$/u.test(unit.lower(i)) || /^(?:VB[DZP]|MD|WRB)$/u.test(tag)) break;
    if (tag === ',') {
      commas += 1;
      if (commas > 1 || !/^(?:DT|NNS?|JJ)$/u.test(unit.tag(i + 1))) break;
    } else if (/^(?:IN|TO)$/u.test(tag) && !/^(?:of|at|for|from|to)$/u.test(unit.lower(i))) break;
    else last = i;
  }
  const phrase = trimPhrase(unit, { first, last });
  return phrase ? { phrase, head: first, passive: false } : NOBODY;
}
