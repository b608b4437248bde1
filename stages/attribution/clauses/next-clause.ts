import { ADJECTIVE_FORMS } from '../lexicon/adjectives.ts';
import { DIRECT_FORMS, VERB_FORMS } from '../lexicon/forms.ts';
import { TIME_WORDS } from '../lexicon/others.ts';
import { tense } from './coordination.ts';
import type { Unit } from './unit.ts';

/** ", and she | asked for": a second statement of the same speaker, told in the cue's tense. */
export function pronounSpeaks(unit: Unit, at: number, cue: number): boolean {
  if (!/^(?:he|she|they)$/u.test(unit.lower(at))) return false;
  let verb = at + 1;
  while (/^(?:RB|MD)/u.test(unit.tag(verb)) && verb < at + 4) verb += 1;
  const entry = VERB_FORMS.get(unit.lower(verb));
  return (
    /^VB[DZP]?$/u.test(unit.tag(verb)) &&
    entry?.meanings.has('speech') === true &&
    tense(unit, verb) === tense(unit, cue)
  );
}

/** ", and his deputy, Jo Lee, | has left": a noun phrase with its own finite verb. */
export function clauseOf(unit: Unit, from: number): boolean {
  if (!/^(?:DT|NN|JJ|CD|PRP|EX)/u.test(unit.tag(from))) return false;
  for (let i = from; i < from + 14 && i < unit.tokens.length; i += 1) {
    const tag = unit.tag(i);
    if (/^(?:VB[DZP]|MD)$/u.test(tag)) return i > from;
    if (unit.tokens[i].quotation >= 0 || /^(?:W|TO|VB|:|CC)/u.test(tag) || unit.lower(i) === 'that') return false;
  }
  return false;
}

/** ", people close to him | said Friday,": a cue with its subject between commas or at the end. */
export function parenthetic(unit: Unit, from: number): boolean {
  if (!/^(?:DT|NN|JJ|CD|PRP)/u.test(unit.tag(from))) return false;
  for (let i = from + 1; i < from + 12 && i < unit.tokens.length; i += 1) {
    const tag = unit.tag(i);
    if (/^VB[DZP]$/u.test(tag)) {
      const next = unit.lower(i + 1);
      return (
        /^(?:say|said|says|added|noted)$/u.test(unit.lower(i)) && (unit.isPunctuation(i + 1) || TIME_WORDS.has(next))
      );
    }
    if (unit.tokens[i].quotation >= 0 || !/^(?:DT|NN|JJ|CD|PRP|IN|POS|TO)/u.test(tag) || unit.lower(i) === 'that')
      return false;
  }
  return false;
}

/** ", which he denied": a clause that says what somebody says to what was attributed. */
export function remarkedOn(unit: Unit, which: number, last: number): boolean {
  const entry = VERB_FORMS.get(unit.lower(last));
  return (
    last > which + 1 &&
    last < which + 8 &&
    entry?.frames.has('noun') === true &&
    entry.meanings.has('speech') &&
    /^VB[DZPN]$/u.test(unit.tag(last)) &&
    /^(?:NN|DT|PRP)/u.test(unit.tag(which + 1))
  );
}

/** ", say people close to him": a cue's clause at the end of the sentence. */
export function inverted(unit: Unit, at: number): boolean {
  return (
    DIRECT_FORMS.has(unit.lower(at)) &&
    /^VB[DZP]?$/u.test(unit.tag(at)) &&
    /^(?:NN|DT|PRP\$|JJ|CD)/u.test(unit.tag(at + 1)) &&
    unit.child(at, 'aux', 'mark') < 0
  );
}

/** ", but it did not say": a second remark of the same kind, not part of the first one's content. */
export function ownCue(unit: Unit, at: number): boolean {
  for (let i = at; i < at + 5 && i < unit.tokens.length; i += 1) {
    if (unit.isPunctuation(i)) return false;
    if (VERB_FORMS.get(unit.lower(i))?.meanings.has('speech') && /^VB/u.test(unit.tag(i))) return true;
  }
  return false;
}

/**
 * ", and the hauliers are afraid of": somebody else's attribution, joined to the cue's sentence.
 * @param thinking what somebody else thinks counts, too: after "while" and "though".
 */
export function otherSource(unit: Unit, from: number, thinking = false): boolean {
  if (/^(?:PRP|EX|VB.?|MD|TO|RB)$/u.test(unit.tag(from)) || /^(?:percent|%)$/u.test(unit.lower(from + 1))) return false;
  for (let i = from; i < from + 8 && i < unit.tokens.length; i += 1) {
    const tag = unit.tag(i);
    const inside = i > from && /^(?:in|of|for|at|from|with)$/u.test(unit.lower(i));
    if ((/^(?:IN|TO|W)/u.test(tag) && !inside) || tag === ':') return false;
    if (ADJECTIVE_FORMS.has(unit.lower(i)) && /^(?:is|are|was|were)$/u.test(unit.lower(i - 1))) return true;
    const perfect = tag === 'VBN' && /^ha(?:s|ve|d)$/u.test(unit.lower(i - 1));
    const meanings = VERB_FORMS.get(unit.lower(i))?.meanings;
    if ((perfect || /^VB[DZP]$/u.test(tag)) && (meanings?.has('speech') || (thinking && meanings?.has('thought'))))
      return i > from;
  }
  return false;
}
