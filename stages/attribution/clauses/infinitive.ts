import { VERB_FORMS, type VerbEntry } from '../lexicon/forms.ts';
import { UNSOURCED_PASSIVES } from '../lexicon/others.ts';
import { VERB_ADDRESSEES } from '../lexicon/verbs.ts';
import { type Complement, contentEnd, limited, one } from './content.ts';
import { isPassive } from './subject.ts';
import type { Unit } from './unit.ts';

/** "called on the government to act". */
export function requested(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const on = verb + 1;
  if (!VERB_ADDRESSEES[entry.lemma]?.includes(unit.lower(on))) return null;
  const clause = unit.children[verb].find((c) => c > on && hasTo(unit, c, on));
  if (clause === undefined) return null;
  let to = unit.left(clause);
  while (to < clause && unit.lower(to) !== 'to') to += 1;
  return one(unit, 'object-infinitive', { first: to, last: contentEnd(unit, verb, clause, to) }, [on]);
}

/** What somebody plans, or wants of somebody else: "to …", with the other's name where no addressee is meant. */
export function infinitive(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const clause = unit.children[verb].find(
    (c) => c > verb && /^(?:xcomp|ccomp|advcl)$/u.test(unit.relation(c)) && hasTo(unit, c, verb),
  );
  if (clause === undefined) return unheaded(unit, verb, entry);
  let to = unit.left(clause);
  while (to < clause && unit.lower(to) !== 'to') to += 1;
  if (/^(?:not|never)$/u.test(unit.lower(to - 1)) && to - 1 > verb) to -= 1;
  const last = beforeMainVerb(unit, verb, to, contentEnd(unit, verb, clause, to));
  // "asked for the letters to be burnt"
  if (entry.prepositions.includes(unit.lower(verb + 1)) && to > verb + 2)
    return one(unit, 'object-infinitive', { first: verb + 2, last }, [verb + 1]);
  const object = unit.children[verb].find((c) => c > verb && c < to && /^(?:obj|iobj)$/u.test(unit.relation(c)));
  const ownSubject = unit.children[clause].find((c) => c < to && /^nsubj/u.test(unit.relation(c)));
  if (object === undefined && ownSubject === undefined) {
    const purpose = unit.relation(clause) === 'advcl' || unit.relation(verb) === 'acl';
    const unsourced = isPassive(unit, verb) && UNSOURCED_PASSIVES.has(unit.lower(verb)) && unit.lower(verb) !== 'known';
    const told = isPassive(unit, verb) && entry.frames.has('order');
    if ((!entry.frames.has('infinitive') && !unsourced && !told) || purpose || refusesToSay(unit, verb, clause))
      return null;
    return one(unit, 'infinitive', { first: to, last });
  }
  const first = object !== undefined ? unit.left(object) : unit.left(ownSubject as number);
  if (entry.frames.has('object-infinitive') && unit.relation(clause) !== 'advcl')
    return one(unit, 'object-infinitive', { first, last });
  if (entry.frames.has('order')) return one(unit, 'object-infinitive', { first: to, last });
  return null;
}

/** "the tariffs he threatened to impose | could hurt": the sentence's own verb after a relative clause. */
function beforeMainVerb(unit: Unit, verb: number, to: number, last: number): number {
  if (!unit.relation(verb).startsWith('acl')) return last;
  for (let i = to + 2; i <= last; i += 1)
    if (/^(?:MD|VB[DZP])$/u.test(unit.tag(i)) && /^(?:VB|RP|IN)$/u.test(unit.tag(i - 1))) return i - 1;
  return last;
}

/** "intends to more than double the price": "to" right after the verb, though the parser hung its clause elsewhere. */
function unheaded(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const to = verb + 1;
  if (unit.tag(to) !== 'TO' || !entry.frames.has('infinitive') || isPassive(unit, verb)) return null;
  let head = to + 1;
  while (head < to + 6 && unit.tag(head) !== 'VB') head += 1;
  if (unit.tag(head) !== 'VB') return null;
  return one(unit, 'infinitive', { first: to, last: limited(unit, verb, head, to, unit.right(head)) });
}

/** "declined to say whether": the inner verb is the cue, and what it would not say the content. */
function refusesToSay(unit: Unit, verb: number, clause: number): boolean {
  if (!/^(?:declin|refus)/u.test(unit.lower(verb))) return false;
  const entry = VERB_FORMS.get(unit.lower(clause));
  return (
    entry !== undefined &&
    (entry.frames.has('noun') || entry.frames.has('clause') || entry.frames.has('question')) &&
    unit.children[clause].some((c) => c > clause && /^(?:ccomp|obj)$/u.test(unit.relation(c)))
  );
}

function hasTo(unit: Unit, clause: number, verb: number): boolean {
  return unit.children[clause].some(
    (c) => c > verb && unit.lower(c) === 'to' && (unit.tag(c) === 'TO' || unit.relation(c) === 'mark'),
  );
}

/** "denied taking part". */
export function gerund(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!entry.frames.has('gerund')) return null;
  const clause = unit.children[verb].find(
    (c) => c > verb && /^(?:xcomp|ccomp)$/u.test(unit.relation(c)) && /^VBG$/u.test(unit.tag(c)),
  );
  return clause === undefined
    ? null
    : one(unit, 'gerund', {
        first: Math.max(verb + 1, unit.left(clause)),
        last: contentEnd(unit, verb, clause, unit.left(clause)),
      });
}
