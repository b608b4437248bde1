import { VERB_FORMS } from '../lexicon/forms.ts';
import type { Unit } from './unit.ts';

/** The first word of a verb's group: its auxiliaries and the adverbs among them. */
export function groupStart(unit: Unit, verb: number): number {
  let start = verb;
  while (
    start > 0 &&
    unit.tokens[start - 1].quotation < 0 &&
    /^(?:MD|RB|VB[DZPN]?)$/u.test(unit.tag(start - 1)) &&
    /^(?:aux|advmod|cop)/u.test(unit.relation(start - 1))
  )
    start -= 1;
  return start;
}

/** Present or past of a verb's group; a participle without an auxiliary is a past form that was tagged wrong. */
export function tense(unit: Unit, verb: number): string {
  let start = groupStart(unit, verb);
  while (start < verb && unit.tag(start) === 'RB') start += 1;
  // "said he was ill but would not say more": a refusal of the time it was asked
  if (unit.lower(start) === 'would' && /^(?:not|n['’]t)$/u.test(unit.lower(start + 1))) return 'past';
  const tag = unit.tag(start);
  if (/^VB[DN]$/u.test(tag)) return 'past';
  return /^VB[ZP]$/u.test(tag) ? 'present' : tag;
}

/** Verbs whose speech is but one reading: "saw no need". */
const SELDOM = /^(?:see|find|show|hear|read|hold|know)$/u;

const speaks = (unit: Unit, verb: number) => {
  const entry = VERB_FORMS.get(unit.lower(verb));
  if (entry && SELDOM.test(entry.lemma)) return false;
  return entry !== undefined && (entry.meanings.has('speech') || entry.meanings.has('intention'));
};

const takesClause = (unit: Unit, verb: number) => (VERB_FORMS.get(unit.lower(verb))?.frames.size ?? 0) > 0;

/**
 * "She said her members felt abandoned and called on …": the cue that a verb of speech is joined to where the parser
 * joined it to the cue's content; -1 for none. It has the cue's tense and no subject of its own, and what it would be
 * joined to inside the content is no verb of speech in the same tense.
 */
export function outerCue(unit: Unit, verb: number): number {
  if (!unit.relation(verb).startsWith('conj') || !speaks(unit, verb)) return -1;
  const start = groupStart(unit, verb);
  if (
    start < 2 ||
    !/^(?:and|but|yet)$/u.test(unit.lower(start - 1)) ||
    !(/^VB[DZPN]$/u.test(unit.tag(start)) || unit.lower(start) === 'would')
  )
    return -1;
  let inner = unit.head(verb);
  if (inner < 0 || inner > verb) return -1;
  for (let steps = 0; steps < 3; steps += 1) {
    const cue = outside(unit, verb, inner);
    // "said she is ready to promise that it will not close, | and called": only the cue's verb has the tense
    const further = cue >= 0 && tense(unit, cue) !== tense(unit, verb) && tense(unit, inner) !== tense(unit, verb);
    if (!further) return cue >= 0 && tense(unit, cue) === tense(unit, verb) ? cue : -1;
    inner = cue;
  }
  return -1;
}

/** The cue whose content a verb was joined to, at `joined` or above; -1 where it may go on with what it was joined to. */
function outside(unit: Unit, verb: number, joined: number): number {
  let inner = joined;
  // "felt abandoned": a complement without a subject is part of its verb's clause
  const bare = (at: number) => /^ccomp/u.test(unit.relation(at)) && unit.child(at, 'nsubj', 'nsubj:pass', 'expl') < 0;
  while (
    (/^(?:xcomp|conj)/u.test(unit.relation(inner)) || bare(inner)) &&
    unit.head(inner) < inner &&
    unit.head(inner) >= 0
  ) {
    // joined to the cue itself, or to an infinitive of the cue's own
    if (unit.relation(inner) === 'conj' && speaks(unit, inner)) return -1;
    inner = unit.head(inner);
  }
  // "insisted the two | had talked": a clause that was parsed as an object and its description
  const copular = unit.relation(inner) === 'obj' && unit.child(inner, 'cop') >= 0;
  const object = unit.relation(inner) === 'acl' && unit.relation(unit.head(inner)) === 'obj' ? unit.head(inner) : inner;
  if (object === inner && !copular && !/^ccomp/u.test(unit.relation(inner))) return -1;
  const cue = unit.head(object);
  if (cue < 0 || cue > inner || !VERB_FORMS.has(unit.lower(cue)) || !/^VB/u.test(unit.tag(cue))) return -1;
  return tense(unit, inner) === tense(unit, verb) && speaks(unit, inner) && takesClause(unit, inner) ? -1 : cue;
}
