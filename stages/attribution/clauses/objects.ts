import type { VerbEntry } from '../lexicon/forms.ts';
import { FOUND_OBJECTS, NAMING_VERBS, PARTICLES } from '../lexicon/verbs.ts';
import { type Complement, contentEnd, one } from './content.ts';
import { isPassive } from './subject.ts';
import type { Unit } from './unit.ts';

/** Verbs that take "as" after an object, so that it is theirs even where the parser hangs it on the object. */
const AS_ONLY =
  /^(?:describe|see|view|regard|portray|depict|characteri[sz]e|dismiss|denounce|hail|cite|identify|interpret|perceive|treat)$/u;

/** "called for talks", "accused him of lying": what follows the preposition. */
function prepositional(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const object = unit.child(verb, 'obj');
  const targeted = object > verb || isPassive(unit, verb);
  const wanted = targeted ? entry.targetPrepositions : entry.prepositions;
  if (wanted.length === 0) return null;
  for (const child of unit.children[verb]) {
    if (child <= verb) continue;
    const mark = unit.children[child].find((c) => c < child && c > verb && wanted.includes(unit.lower(c)));
    if (mark === undefined || !/^(?:obl|advcl|xcomp|ccomp)/u.test(unit.relation(child))) continue;
    if (object < 0 && mark > verb + 3) continue;
    return one(unit, 'preposition', { first: mark + 1, last: contentEnd(unit, verb, child, mark + 1) }, [mark]);
  }
  if (object > verb) {
    // the parser may hang "of lying" on the target
    const found = below(unit, object, wanted);
    if (found) return found;
  }
  if (object < 0 && isPassive(unit, verb))
    // "is accused in a lawsuit of lying"
    for (const child of unit.children[verb])
      if (child > verb && unit.relation(child).startsWith('obl')) {
        const found = below(unit, child, entry.targetPrepositions);
        if (found) return found;
      }
  return null;
}

/** What a preposition opens inside an object or adverbial of the verb. */
function below(unit: Unit, at: number, wanted: readonly string[]): Complement | null {
  for (const child of unit.children[at]) {
    const mark = unit.children[child].find((c) => c < child && c > at && wanted.includes(unit.lower(c)));
    if (mark !== undefined) return one(unit, 'preposition', { first: mark + 1, last: unit.right(child) }, [mark]);
  }
  return null;
}

/** "described it as a failure", "called it a failure". */
function predicated(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!entry.frames.has('as')) return null;
  const object = unit.child(verb, 'obj');
  if (object <= verb) return null;
  const complement = unit.children[verb].find((c) => {
    if (c <= object || !/^(?:xcomp|obl|advcl|nmod)/u.test(unit.relation(c))) return false;
    return unit.relation(c) === 'xcomp' || unit.children[c].some((m) => unit.lower(m) === 'as' && m < c);
  });
  if (complement !== undefined) return one(unit, 'as', { first: unit.left(object), last: unit.right(complement) });
  const inside = unit.children[object].find((c) => c > object && unit.children[c].some((m) => unit.lower(m) === 'as'));
  if (inside !== undefined && AS_ONLY.test(entry.lemma))
    return one(unit, 'as', { first: unit.left(object), last: unit.right(object) });
  return null;
}

/** "called the suggestion absurd": the adjective stands behind its noun, whichever the parser made the object. */
function named(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!NAMING_VERBS.has(entry.lemma)) return null;
  const object = unit.child(verb, 'obj');
  if (object <= verb) return null;
  const first = Math.max(verb + 1, unit.left(object));
  for (let i = first + 1; i <= unit.right(object); i += 1) {
    if (!/^(?:NN|PRP$|-RRB-)/u.test(unit.tag(i - 1)) || !/^(?:JJ|VBN$)/u.test(unit.tag(i))) {
      if (/^(?:IN|W|,|CC|TO)/u.test(unit.tag(i))) return null;
      continue;
    }
    const end = i === unit.right(object) || unit.isPunctuation(i + 1) || /^(?:CC|IN|TO)$/u.test(unit.tag(i + 1));
    return end ? one(unit, 'as', { first, last: i }) : null;
  }
  return null;
}

/** An object: "denied the charge", "found no evidence". What "as" says of it is not part of it. */
export function nounObject(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const object = unit.child(verb, 'obj');
  if (object <= verb || /^(?:PRP|WP|WDT)/u.test(unit.tag(object))) return null;
  const particle = PARTICLES[entry.lemma];
  const found = entry.lemma === 'find' && FOUND_OBJECTS.has(unit.lower(object));
  const shown =
    entry.meanings.has('finding') &&
    entry.frames.has('clause') &&
    unit.children[object].some((c) => c > object && unit.tag(c) === 'VBG' && unit.relation(c) === 'acl');
  const ruledOut = entry.lemma === 'rule' && unit.lower(verb + 1) === particle;
  if (!entry.frames.has('noun') && !found && !shown && !ruledOut) return null;
  if (unit.lower(object) === 'statement') return null;
  const first = Math.max(verb + (ruledOut ? 2 : 1), unit.left(object));
  let last = contentEnd(unit, verb, object, first);
  for (const child of unit.children[verb]) {
    const as = child > object && child <= last && unit.children[child].find((c) => c < child && unit.lower(c) === 'as');
    if (as) last = Math.min(last, unit.left(child) - 1);
  }
  return one(unit, 'noun-object', { first, last });
}

/** What a verb attributes by its object or a preposition, not by a clause. */
export function objectComplement(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  return prepositional(unit, verb, entry) ?? predicated(unit, verb, entry) ?? named(unit, verb, entry);
}
