import { VERB_FORMS } from '../lexicon/forms.ts';
import { TIME_WORDS } from '../lexicon/others.ts';
import { groupStart } from './coordination.ts';
import { phraseBefore, trimPhrase } from './noun-phrase.ts';
import type { Range, Unit } from './unit.ts';

/** Where the tree has no subject: the noun phrase right before the verb. */
export function beside(unit: Unit, verb: number, floor: number): Range | null {
  if (/^(?:VBG|VBN|VB)$/u.test(unit.tag(verb))) {
    const auxiliary = unit.child(verb, 'aux');
    // a sentence whose only verb is a participle has a past form that was tagged wrong
    const past = unit.tag(verb) === 'VBN' && unit.head(verb) < 0;
    if (auxiliary < 0 && !past) return null;
  }
  const start = groupStart(unit, verb);
  const phrase = unit.lower(start - 1) === ',' ? withApposition(unit, start, floor) : phraseBefore(unit, verb, floor);
  if (!phrase) return null;
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
        return { first: i + 1, last: phrase.last };
    return afterComma(unit, phrase, floor) ?? nameAfter(unit, phrase);
  }
  return phrase;
}

const SUBORDINATING = /^(?:that|while|because|although|though|if|whereas|as|since|after|before|when)$/u;

/**
 * ", data from the trade ministry | showed", "Nurses and teachers in the north | say": a noun phrase with its prepositions
 * that fills all up to the comma or conjunction before it, or up to the sentence's start.
 */
function afterComma(unit: Unit, phrase: Range, floor: number): Range | null {
  let first = phrase.first;
  while (
    first > floor &&
    (/^(?:DT|NN|JJ|CD|POS|PRP\$|IN|HYPH|TO|CC)/u.test(unit.tag(first - 1)) || unit.lower(first - 1) === 'close') &&
    !SUBORDINATING.test(unit.lower(first - 1)) &&
    unit.tokens[first - 1].quotation < 0
  )
    first -= 1;
  const bounded = first === 0 || unit.lower(first - 1) === ',' || SUBORDINATING.test(unit.lower(first - 1));
  return bounded && /^(?:DT|NN|JJ|CD|PRP\$)/u.test(unit.tag(first)) ? { first, last: phrase.last } : null;
}

/** What can only open a clause, so that a subject begins behind it. */
const OPENS_CLAUSE = /^(?:that|while|because|although|though|if|whereas|when|but)$/u;

/**
 * "an aid worker in | Yabello says", "Officials with Sudan's | military say", "Doctors treating Mr. | Lee said": all that
 * stands before a subject of which the parser saw only the end, up to a comma, a conjunction or the sentence's start; null
 * where something else than a noun phrase stands there.
 */
export function wholeBefore(unit: Unit, phrase: Range, verb: number, floor: number): Range | null {
  if (phrase.last >= verb || phrase.last !== groupStart(unit, verb) - 1 || /^(?:PRP|W|EX)/u.test(unit.tag(phrase.last)))
    return null;
  let { first } = phrase;
  // "a step | teachers vowed to fight", "the tariffs | Mr. Lang imposed": two noun phrases
  const joined = /^(?:IN|TO|POS|HYPH|VB|JJ|DT|PRP\$)/u.test(unit.tag(first - 1)) || /^NNP$/u.test(unit.tag(first - 1));
  if (!joined || (unit.tag(first - 1) === 'NNP' && !/^NNP/u.test(unit.tag(first)))) return null;
  for (; first > floor && unit.tokens[first - 1].quotation < 0; first -= 1) {
    const before = first - 1;
    const tag = unit.tag(before);
    if (/^(?:DT|PRP\$)$/u.test(unit.tag(first)) && /^(?:NN|JJ|CD)/u.test(tag)) return null;
    if (SUBORDINATING.test(unit.lower(before)) || TIME_WORDS.has(unit.lower(before))) break;
    const placed =
      /^(?:close|south|north|east|west|outside|leading|visiting|ruling|outgoing|acting|governing|neighboring|neighbouring)$/u.test(
        unit.lower(before),
      );
    if (/^(?:DT|NN|JJ|CD|POS|PRP\$|IN$|TO|HYPH)/u.test(tag) || placed) continue;
    // "a cleric named Lee", "doctors treating him", "tests conducted in Rome"
    const entry = VERB_FORMS.get(unit.lower(before));
    const participle =
      /^(?:VBG|VBN|VBD)$/u.test(tag) && !entry?.frames.has('clause') && /^NN/u.test(unit.tag(before - 1));
    const described = tag === 'VBG' || unit.lower(before) === 'named' || /^(?:IN|TO)$/u.test(unit.tag(first));
    if (!participle || !described) break;
  }
  const before = first - 1;
  const bounded =
    first === 0 ||
    /^[,;:]$/u.test(unit.lower(before)) ||
    OPENS_CLAUSE.test(unit.lower(before)) ||
    (before === 0 && unit.tag(0) === 'CC') ||
    (unit.lower(before) === 'as' && !hasPreposition(unit, first, phrase.first));
  return bounded && first < phrase.first && /^(?:DT|NN|JJ|CD|PRP\$)/u.test(unit.tag(first))
    ? { first, last: phrase.last }
    : null;
}

function hasPreposition(unit: Unit, first: number, end: number): boolean {
  for (let i = first; i < end; i += 1) if (/^(?:IN|TO)$/u.test(unit.tag(i))) return true;
  return false;
}

/** "With the sale | Salling said": a name after a common noun that a preposition governs. */
function nameAfter(unit: Unit, { first, last }: Range): Range | null {
  let name = last + 1;
  while (name > first && /^NNP/u.test(unit.tag(name - 1))) name -= 1;
  return name > first && name <= last && /^NNS?$/u.test(unit.tag(name - 1)) ? { first: name, last } : null;
}

/** ", and his deputy, Ann Ray, | called for": a new subject between the conjunction and the comma before the verb. */
export function afterConjunction(unit: Unit, verb: number): Range | null {
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
  const phrase = withoutIntroduction(unit, trimPhrase(unit, { first: first + 1, last: verb - 2 }));
  return phrase && /^(?:NN|DT|PRP\$|JJ|CD)/u.test(unit.tag(phrase.first)) ? phrase : null;
}

/** "In a report in March, | Dave Lewis, head of the mill": a phrase with an apposition follows what opens the sentence. */
function withoutIntroduction(unit: Unit, phrase: Range | null): Range | null {
  if (!phrase || !/^(?:IN|VB[GN]|RB|TO)$/u.test(unit.tag(phrase.first))) return phrase;
  for (let i = phrase.first + 1; i < phrase.last - 1; i += 1)
    if (unit.lower(i) === ',' && /^(?:NN|DT|PRP\$|JJ|CD)/u.test(unit.tag(i + 1))) {
      const rest = { first: i + 1, last: phrase.last };
      for (let j = i + 2; j < phrase.last; j += 1) if (unit.lower(j) === ',') return rest;
      return null;
    }
  return null;
}
