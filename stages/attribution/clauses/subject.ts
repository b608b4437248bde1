import { VERB_FORMS } from '../lexicon/forms.ts';
import { OCCASIONS, TIME_WORDS } from '../lexicon/others.ts';
import { VERB_TARGETS } from '../lexicon/verb-prepositions.ts';
import { afterConjunction, beside, wholeBefore } from './beside.ts';
import { groupStart, outerCue } from './coordination.ts';
import { nounPhrase, phraseBefore, trimPhrase, withoutTime } from './noun-phrase.ts';
import { isPassive } from './passives.ts';
import { afterDescription, describedBefore, describedSubject, outerSpeaker, partedSubject } from './remarks.ts';
import type { Range, Unit } from './unit.ts';

/** Who a verb's action is put down to. */
export interface Subject {
  phrase: Range | null;
  /** The verb is passive: its grammatical subject is not the source. */
  passive: boolean;
}

const NOBODY: Subject = { phrase: null, passive: false };

/** Climbs from participles, infinitives and later conjuncts to the verb that has their subject; bounded. */
const CLIMBED = /^(?:conj|xcomp|advcl)/u;

const hasTo = (unit: Unit, verb: number) =>
  verb >= 0 && unit.children[verb].some((c) => c < verb && unit.tag(c) === 'TO');

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
    if (phrase) return { phrase, passive: true };
  }
  return { phrase: null, passive: true };
}

/** "your report of | 3 March says": a phrase whose last words were parsed as a second subject after a preposition. */
function rejoined(unit: Unit, phrase: Range, verb: number): Range {
  for (const other of unit.children[verb]) {
    if (other >= phrase.first || !/^nsubj/u.test(unit.relation(other))) continue;
    // "a source | close to the minister"
    const near =
      /^(?:close|familiar)$/u.test(unit.lower(phrase.first - 1)) && /^(?:to|with)$/u.test(unit.lower(phrase.first));
    if (near || named(unit, other, phrase, verb)) return { first: unit.left(other), last: phrase.last };
    let at = phrase.first - 1;
    while (at > other && /^(?:CD|DT|JJ|NNP?S?)$/u.test(unit.tag(at))) at -= 1;
    if (at > other && /^(?:of|from|on|for)$/u.test(unit.lower(at)) && unit.right(other) >= at - 1)
      return trimPhrase(unit, { first: unit.left(other), last: phrase.last }) ?? phrase;
  }
  return phrase;
}

/** "Ambassador to Spain | Ann Lee", "The board's director, | Jo Hay, said": a role and its name, parsed as two subjects. */
function named(unit: Unit, role: number, name: Range, verb: number): boolean {
  if (!/^NNP/u.test(unit.tag(name.first)) || !/^NN/u.test(unit.tag(role)) || TIME_WORDS.has(unit.lower(role)))
    return false;
  const comma = unit.lower(name.first - 1) === ',';
  if (unit.right(role) < name.first - (comma ? 2 : 1)) return false;
  return comma ? unit.lower(groupStart(unit, verb) - 1) === ',' : /^NNP/u.test(unit.tag(role));
}

function phraseOf(unit: Unit, head: number, verb: number, floor: number): Range | null {
  if (head > verb) return nounPhrase(unit, head, verb + 1, unit.tokens.length);
  // "a step rights groups | vowed": what the relative clause describes is not its subject
  const antecedent = unit.relation(verb) === 'acl:relcl' && unit.head(verb) < unit.left(head) ? unit.head(verb) + 1 : 0;
  const cut = nounPhrase(unit, head, Math.max(floor, antecedent), verb);
  const phrase = cut && (antecedent > 0 ? cut : (wholeBefore(unit, cut, verb, floor) ?? cut));
  return phrase && withoutTime(unit, innermost(unit, widenRight(unit, phrase, verb), verb), head);
}

/** Words between a subject and its verb that no comma parts from it belong to it: "Ambassador to X | John Smith said". */
function widenRight(unit: Unit, phrase: Range, verb: number): Range {
  if (/^(?:PRP|WP|WDT|EX)$/u.test(unit.tag(phrase.last))) return phrase;
  let last = phrase.last;
  const joined = unit.tag(last + 1) === 'CC' && unit.lower(last + 1) === 'and';
  for (let i = last + (joined ? 2 : 1); i < verb; i += 1) {
    const tag = unit.tag(i);
    // "a source close to the minister"
    const near =
      i === last + 1 && /^(?:close|familiar)$/u.test(unit.lower(i)) && /^(?:to|with)$/u.test(unit.lower(i + 1));
    const ends = /^(?:VB[DZP]?|MD|CC|TO|W.*|RB.?|,|:|PRP|EX|-LRB-|-RRB-|``|'')$/u.test(tag) && !near;
    if (unit.tokens[i].quotation >= 0 || ends) break;
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

/** "A man whose house was searched | said": the whole of what is described, where the parser took its clause for the main one. */
function whose(unit: Unit, phrase: Range, verb: number): boolean {
  const before = unit.lower(groupStart(unit, verb) - 1);
  if (phrase.last > verb || before === ',' || /^(?:and|but|or)$/u.test(before)) return false;
  for (let i = phrase.first + 1; i <= phrase.last; i += 1) if (unit.lower(i) === 'whose') return true;
  return false;
}

/** What somebody is expected or believed to do: the grammatical subject of a passive with "to", or the noun it describes. */
export function raisedSubject(unit: Unit, verb: number): Range | null {
  const joined = unit.relation(verb) === 'conj' ? unit.head(verb) : -1;
  for (const at of [verb, joined]) {
    const head = at < 0 ? -1 : own(unit, at);
    if (head < 0 || head > at || unit.tokens[head].quotation >= 0) continue;
    // "the minister, whose office is said to be alarmed"
    if (unit.lower(unit.left(head)) === 'whose') return null;
    const phrase = phraseOf(unit, head, at, 0);
    return withAntecedent(unit, head, at) ?? (phrase && rejoined(unit, phrase, at));
  }
  if (unit.relation(verb) === 'acl') return described(unit, verb, 0).phrase;
  // "three men | believed to have fled", wherever the parser hung the participle
  return phraseBefore(unit, verb, 0);
}

/** The noun that a participle or relative clause describes. */
function described(unit: Unit, verb: number, floor: number): Subject {
  const noun = unit.head(verb);
  if (noun < 0 || noun > verb) return NOBODY;
  const preposition = unit.child(noun, 'case');
  const phrase = nounPhrase(unit, noun, Math.max(floor, preposition < noun ? preposition + 1 : 0), verb);
  return { phrase, passive: false };
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
  const parted = describedSubject(unit, verb, floor) ?? partedSubject(unit, verb, floor);
  if (parted) return { phrase: parted, passive: false };
  let at = verb;
  for (let steps = 0; steps < 6; steps += 1) {
    const head = own(unit, at);
    if (head >= 0) {
      if (unit.tokens[head].quotation >= 0) break;
      // "is expected to criticize the plan": whoever is expected to
      if (at !== verb && isPassive(unit, at) && unit.relation(verb).startsWith('xcomp'))
        return /^(?:expected|reported|said|believed|thought|scheduled)$/u.test(unit.lower(at))
          ? { phrase: phraseOf(unit, head, at, 0), passive: false }
          : NOBODY;
      const outer = at === verb ? -1 : afterDescription(unit, head, at, verb);
      if (outer >= 0) return subjectOf(unit, outer, floor);
      const main = mainSubject(unit, head, verb);
      if (main) return { phrase: main, passive: false };
      const relative = at === verb ? withAntecedent(unit, head, at) : null;
      if (relative) return { phrase: relative, passive: false };
      const start = head < at && floor > head ? 0 : floor;
      const phrase = phraseOf(unit, head, at, start);
      if (phrase && at !== verb && /^VB[DZP]$/u.test(unit.tag(verb)) && whose(unit, phrase, verb))
        return { phrase: { first: phrase.first, last: groupStart(unit, verb) - 1 }, passive: false };
      return { phrase: phrase && rejoined(unit, phrase, at), passive: false };
    }
    const relation = unit.relation(at);
    if (relation === 'acl' || (relation === 'acl:relcl' && at !== verb)) {
      // "had no authority to demand it": whoever had none
      const holder = unit.relation(unit.head(at)) === 'obj' ? unit.head(unit.head(at)) : -1;
      if (relation === 'acl' && hasTo(unit, at) && /^ha(?:d|s|ve)$/u.test(unit.lower(holder))) {
        at = holder;
        continue;
      }
      if (relation === 'acl' && (unit.tag(at) !== 'VBG' || unit.tag(at - 1) === 'IN')) break;
      // "issued a statement denying it": whoever issued it denies
      const noun = unit.head(at);
      const issuer = noun >= 0 && /^ob[jl]/u.test(unit.relation(noun)) ? unit.head(noun) : -1;
      if (issuer >= 0 && OCCASIONS.has(unit.lower(noun)) && own(unit, issuer) >= 0) {
        at = issuer;
        continue;
      }
      return described(unit, at, 0);
    }
    const quoted = at === verb ? quotedPerson(unit, verb) : null;
    if (quoted) return { phrase: quoted, passive: false };
    // "wants the city to raise it and has threatened": a finite verb goes on with the one that governs an infinitive
    const infinitive =
      at === verb &&
      relation.startsWith('conj') &&
      hasTo(unit, unit.head(at)) &&
      /^(?:VB[DZP]|MD)$/u.test(unit.tag(groupStart(unit, verb)));
    if (infinitive && unit.relation(unit.head(at)).startsWith('xcomp')) {
      at = unit.head(unit.head(at));
      continue;
    }
    const earlier = at === verb && relation.startsWith('conj') ? describedBefore(unit, verb) : -1;
    if (earlier >= 0) return subjectOf(unit, earlier, floor);
    const joined = at === verb && relation.startsWith('conj') ? afterConjunction(unit, verb) : null;
    if (joined) return { phrase: joined, passive: false };
    const up = unit.head(at);
    // "had earlier | reported": an adverb may have parted a participle from its auxiliary
    const perfect = unit.tag(at) === 'VBN' && /^ha(?:d|s|ve)$/u.test(unit.lower(up)) && up < at && up > at - 4;
    if (!CLIMBED.test(relation) && !perfect) break;
    // "accused her of wanting to leave": she is said to want it
    if (
      at === verb &&
      unit.tag(at) === 'VBG' &&
      VERB_TARGETS[VERB_FORMS.get(unit.lower(up))?.lemma ?? '']?.includes(unit.lower(at - 1))
    ) {
      const target = unit.child(up, 'obj');
      if (target > up) return { phrase: nounPhrase(unit, target, up + 1, at - 1), passive: false };
      if (unit.relation(up) === 'acl' && unit.head(up) < up) return described(unit, up, 0);
    }
    // "he asked her to say": the addressee speaks
    if (relation === 'xcomp') {
      const addressee = unit.child(up, 'obj', 'iobj');
      if (addressee >= 0 && addressee < at && own(unit, at) < 0 && unit.lower(up) !== 'promised') {
        const phrase = nounPhrase(unit, addressee, up + 1, at);
        return { phrase, passive: false };
      }
    }
    if (relation.startsWith('conj') && isPassive(unit, up)) {
      const shared = own(unit, up);
      if (shared >= 0) return { phrase: phraseOf(unit, shared, up, 0), passive: false };
    }
    at = up;
  }
  const phrase = beside(unit, verb, floor) ?? afterConjunction(unit, verb) ?? continued(unit, verb, floor);
  return phrase ? { phrase, passive: false } : NOBODY;
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

/** "wants it raised to $15 an hour | and has threatened": a finite verb that the parser joined to a noun. */
function continued(unit: Unit, verb: number, floor: number): Range | null {
  const start = groupStart(unit, verb);
  if (unit.tag(start - 1) !== 'CC' || !/^(?:VB[DZP]|MD)$/u.test(unit.tag(start))) return null;
  if (!unit.relation(verb).startsWith('conj')) return null;
  for (let up = unit.head(verb), steps = 0; up >= 0 && up < verb && steps < 5; up = unit.head(up), steps += 1)
    if (/^VB[DZP]$/u.test(unit.tag(up)) && own(unit, up) >= 0) return subjectOf(unit, up, floor).phrase;
  return null;
}

/** "quoted an official, a former clerk, as saying": the official, where the verb of quoting is active. */
function quotedPerson(unit: Unit, verb: number): Range | null {
  if (unit.lower(verb - 1) !== 'as' || unit.tag(verb) !== 'VBG') return null;
  for (let i = verb - 2; i > 0 && i > verb - 24; i -= 1) {
    if (unit.tokens[i].quotation >= 0 || /^[:;]$/u.test(unit.lower(i))) return null;
    if (!/^(?:quot|cit)(?:e|es|ed|ing)$/u.test(unit.lower(i))) continue;
    const quoted = isPassive(unit, i) ? null : trimPhrase(unit, { first: i + 1, last: verb - 2 });
    return quoted && withoutTime(unit, quoted, quoted.first);
  }
  return null;
}

/** "officials who said": a relative pronoun names nobody without the noun phrase that it stands for. */
function withAntecedent(unit: Unit, pronoun: number, verb: number): Range | null {
  const that = unit.lower(pronoun) === 'that' && unit.relation(verb).startsWith('acl');
  if (!(that || /^(?:who|which)$/u.test(unit.lower(pronoun))) || pronoun > verb) return null;
  const phrase = phraseBefore(unit, unit.lower(pronoun - 1) === ',' ? pronoun - 1 : pronoun, 0);
  if (!phrase) return null;
  // "Gary Kohl, the director of the bank, who": the name before its apposition
  let { first } = phrase;
  // "a nurse in the second row who"
  if (unit.lower(pronoun) === 'who' && /^(?:in|on|at|near)$/u.test(unit.lower(first - 1)))
    first = phraseBefore(unit, first - 1, 0)?.first ?? first;
  // "Bob Hatch, a delegate from Oregon, who": the noun that the name describes
  if (unit.lower(pronoun) === 'who' && unit.lower(pronoun - 1) === ',')
    for (let steps = 0; steps < 3 && /^(?:of|from|for|at|in|with)$/u.test(unit.lower(first - 1)); steps += 1) {
      const wider = phraseBefore(unit, first - 1, 0);
      if (!wider) break;
      if (unit.lower(wider.first - 1) === ',' && /^NNP/u.test(unit.tag(wider.first - 2))) first = wider.first;
    }
  const apposed = /^(?:DT|PRP\$)/u.test(unit.tag(first)) && unit.lower(first - 1) === ',';
  if (apposed && unit.lower(pronoun - 1) === ',' && /^NNP/u.test(unit.tag(first - 2)))
    for (first -= 2; /^NNP/u.test(unit.tag(first - 1)); ) first -= 1;
  return { first, last: pronoun };
}
