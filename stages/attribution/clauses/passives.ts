import { TIME_WORDS, UNSOURCED_PASSIVES } from '../lexicon/others.ts';
import type { Unit } from './unit.ts';

/** Forms that have an infinitive only as passives. */
const NEVER_OWN =
  /^(?:believed|thought|said|known|reported|alleged|suspected|estimated|considered|understood|presumed)$/u;

/** Whether a verb's grammatical subject is not who says, thinks or wants. */
export function isPassive(unit: Unit, verb: number): boolean {
  if (perfect(unit, verb)) return false;
  if (unit.child(verb, 'aux:pass', 'nsubj:pass') >= 0) return true;
  // "the authors proposed that …": a past form with a subject of its own, whatever else the parser hung on it
  if (unit.child(verb, 'csubj:pass') >= 0) return !(unit.tag(verb) === 'VBD' && unit.child(verb, 'nsubj') >= 0);
  // "men believed to have fled": nobody believes "to" do something
  if (NEVER_OWN.test(unit.lower(verb)) && unit.tag(verb + 1) === 'TO' && unit.tag(verb + 2).startsWith('VB'))
    return true;
  if (/^(?:asked|pressed|questioned)$/u.test(unit.lower(verb)) && askedOf(unit, verb)) return true;
  // "It is understood that": a participle tagged as an adjective
  if (unit.tag(verb) === 'JJ') return UNSOURCED_PASSIVES.has(unit.lower(verb)) && unit.child(verb, 'cop') >= 0;
  // "a panel called for studies": nothing is called for anything but a time
  if (
    /^(?:called|appealed)$/u.test(unit.lower(verb)) &&
    unit.lower(verb + 1) === 'for' &&
    !TIME_WORDS.has(unit.lower(verb + 2))
  )
    return false;
  return unit.tag(verb) === 'VBN' && unit.relation(verb) === 'acl' && unit.child(verb, 'aux') < 0;
}

/** "has vowed": active, whatever the parser made of its subject. */
function perfect(unit: Unit, verb: number): boolean {
  if (unit.tag(verb) !== 'VBN') return false;
  let before = verb - 1;
  while (/^RB/u.test(unit.tag(before))) before -= 1;
  return /^(?:ha(?:s|d|ve|ving)|['’](?:ve|d))$/u.test(unit.lower(before));
}

/** "Asked whether she would run, she said", "Roth, asked about it, said": nobody is named who asked. */
function askedOf(unit: Unit, verb: number): boolean {
  const before = unit.lower(verb - 1);
  if (verb === 0 && /^(?:whether|if|why|how|what|when|who|about)$/u.test(unit.lower(1))) return true;
  if (verb === 0 || before === 'when' || before === 'if') return unit.child(verb, 'nsubj', 'obj') < 0;
  if (before !== ',') return false;
  for (let i = verb + 1; i < unit.tokens.length - 1; i += 1)
    if (unit.lower(i) === ',') return /^(?:VB[DZP]|MD)$/u.test(unit.tag(i + 1));
  return false;
}
