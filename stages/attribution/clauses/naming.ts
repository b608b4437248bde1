import type { VerbEntry } from '../lexicon/forms.ts';
import { TIME_WORDS } from '../lexicon/others.ts';
import { DOUBLE_OBJECT, NAMING_VERBS } from '../lexicon/verbs.ts';
import { type Complement, contentEnd, hasFiniteVerb, one, trimContent } from './content.ts';
import { limited } from './content-limit.ts';
import { isPassive } from './passives.ts';
import type { Unit } from './unit.ts';

/** Verbs that take "as" after an object, so that it is theirs even where the parser hangs it on the object. */
const AS_ONLY =
  /^(?:describe|see|view|regard|portray|depict|characteri[sz]e|dismiss|denounce|hail|cite|identify|interpret|perceive)$/u;

const QUOTE = /^["“”‘’'«»]$/u;

/** "described it as a failure", "called it a failure", "was described by the auditor as a failure". */
function predicated(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!entry.frames.has('as')) return null;
  const as = (c: number) => unit.children[c].some((m) => unit.lower(m) === 'as' && m < c);
  const passive = isPassive(unit, verb);
  const object = unit.child(verb, 'obj');
  // "which he dismissed as absurd"
  const relative = unit.relation(verb) === 'acl:relcl';
  if (object <= verb && !passive && !relative) return null;
  const complement = unit.children[verb].find((c) => {
    if (c <= Math.max(object, verb) || !/^(?:xcomp|obl|advcl|nmod)/u.test(unit.relation(c))) return false;
    return as(c) || (object > verb && unit.relation(c) === 'xcomp');
  });
  if (complement !== undefined) {
    const first = object > verb ? unit.left(object) : unit.left(complement);
    const last = contentEnd(unit, verb, complement, first);
    const mark = unit.children[complement].find((c) => unit.lower(c) === 'as' && c < complement);
    return mark === undefined ? one(unit, 'as', { first, last }) : parted(unit, first, mark, last);
  }
  if (object <= verb) return null;
  if (!AS_ONLY.test(entry.lemma)) return null;
  const called = unit.children[object].find((c) => c > object && as(c));
  if (called !== undefined) {
    const mark = unit.children[called].find((c) => unit.lower(c) === 'as') as number;
    return parted(unit, unit.left(object), mark, unit.right(object));
  }
  // "describes days when nothing moved as a rest": the parser may hang "as" on any word of the object
  const limit = Math.max(unit.right(object), unit.right(verb));
  for (let i = object + 1; i < limit; i += 1) {
    const governed = unit.head(i);
    if (unit.lower(i) !== 'as' || governed <= i || !/^(?:NN|JJ|VBG|CD)/u.test(unit.tag(governed))) continue;
    if (/^(?:such|well|much|soon|long|far|same)$/u.test(unit.lower(i - 1)) || hasFiniteVerb(unit, i, governed))
      continue;
    const first = unit.left(object);
    return parted(unit, first, i, limited(unit, verb, governed, first, unit.right(governed)));
  }
  return null;
}

/** "described | it | as | a failure": what is described, and as what; "as" is of the cue. */
function parted(unit: Unit, first: number, as: number, last: number): Complement | null {
  const content = [
    { first, last: as - 1 },
    { first: as + 1, last },
  ].flatMap((range) => (range.first <= range.last ? (trimContent(unit, range) ?? []) : []));
  return content.length > 0 ? { rule: 'as', content, more: [as] } : null;
}

/**
 * "called the suggestion absurd", "called the rules a step forward": an adjective or a second noun phrase stands behind a
 * noun, whichever the parser made the object.
 */
function named(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!NAMING_VERBS.has(entry.lemma)) return null;
  const object =
    unit.children[verb].find((c) => c > verb && /^(?:i?obj|nsubj|xcomp|ccomp)$/u.test(unit.relation(c))) ?? -1;
  if (object <= verb || hasFiniteVerb(unit, verb + 1, object)) return null;
  const first = verb + 1;
  const limit = Math.max(unit.right(object), unit.right(verb));
  for (let i = first + 1; i <= limit; i += 1) {
    const tag = unit.tag(i);
    if (/^(?:W|,|:|CC|TO|MD|VB[DZP])/u.test(tag) || unit.tokens[i].quotation >= 0) return null;
    // `called the raid "absurd"`, `called it "an act of war"`
    const marked = QUOTE.test(unit.lower(i - 1));
    const noun = marked ? i - 2 : i - 1;
    const nominal = /^(?:NN|PRP$|-RRB-|DT$|CD$)/u.test(unit.tag(noun)) || /^DT/u.test(unit.tag(noun - 1));
    if (noun <= verb || !nominal || TIME_WORDS.has(unit.lower(noun))) continue;
    if (/^(?:JJ[RS]?|VBN)$/u.test(tag)) {
      const end = i === limit || unit.isPunctuation(i + 1) || /^(?:CC|IN|TO)$/u.test(unit.tag(i + 1));
      // "considered plans for the men held by the army"
      const held = tag === 'VBN' && unit.relation(i) === 'acl' && unit.tag(i + 1) === 'IN';
      if (end && !held) return one(unit, 'as', { first, last: i + (marked && QUOTE.test(unit.lower(i + 1)) ? 1 : 0) });
    } else if (DOUBLE_OBJECT.has(entry.lemma) && tag === 'DT' && unit.tag(i - 1) !== 'DT') {
      let head = i + 1;
      while (head <= limit && unit.head(head) > head && unit.head(head) <= limit) head = unit.head(head);
      return one(unit, 'as', { first, last: limited(unit, verb, i, i, Math.max(unit.right(head), head)) });
    }
  }
  return null;
}

/** "what he called a rogue state": the name that a relative clause gives. */
function namedBefore(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const subject = unit.child(verb, 'nsubj');
  const named = unit.relation(verb) === 'acl:relcl' && subject >= 0 && !/^W/u.test(unit.tag(subject));
  const relative = unit.lower(subjectStart(unit, verb) - 1) === 'what' || named;
  if (!NAMING_VERBS.has(entry.lemma) || !relative) return null;
  const object = unit.children[verb].find((c) => c > verb && /^(?:obj|xcomp|nsubj)$/u.test(unit.relation(c)));
  if (object === undefined) return null;
  return one(unit, 'as', { first: verb + 1, last: limited(unit, verb, object, verb + 1, unit.right(object)) });
}

function subjectStart(unit: Unit, verb: number): number {
  const subject = unit.child(verb, 'nsubj');
  return subject >= 0 && subject < verb ? unit.left(subject) : verb;
}

/** "blamed | the shortage | on | smugglers", "raids blamed on smugglers": what was done, and by whom. */
function blamed(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const joint = entry.lemma === 'blame' ? 'on' : /^(?:attribute|ascribe)$/u.test(entry.lemma) ? 'to' : null;
  if (!joint) return null;
  const object = unit.child(verb, 'obj');
  const limit = Math.max(unit.right(verb), object > verb ? unit.right(object) : 0);
  let on = verb + 1;
  while (on < limit && unit.lower(on) !== joint) on += 1;
  const governed = unit.lower(on) === joint ? unit.head(on) : -1;
  if (governed < on || (object < verb && on > verb + 1) || TIME_WORDS.has(unit.lower(governed))) return null;
  return parted(unit, verb + 1, on, limited(unit, verb, governed, on + 1, unit.right(governed)));
}

/** "referred to | the engine | as | a relic". */
function referred(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (entry.lemma !== 'refer' || unit.lower(verb + 1) !== 'to') return null;
  for (let as = verb + 3; as < verb + 16 && !/^(?:VB[DZP]|MD|,|:)/u.test(unit.tag(as)); as += 1)
    if (unit.lower(as) === 'as' && unit.head(as) > as)
      return parted(unit, verb + 2, as, limited(unit, verb, unit.head(as), as + 1, unit.right(unit.head(as))));
  return null;
}

/** "put | the toll at 20": an estimate. */
function putAt(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const object = unit.child(verb, 'obj');
  if (entry.lemma !== 'put' || object < verb) return null;
  let at = object + 1;
  while (at < object + 10 && unit.lower(at) !== 'at') at += 1;
  const number = unit.lower(at) === 'at' ? unit.head(at) : -1;
  if (number < at || !/^(?:CD|\$|NNS?)$/u.test(unit.tag(number))) return null;
  let counted = unit.tag(number) === 'CD';
  for (const child of unit.children[number]) if (/^(?:CD|\$)$/u.test(unit.tag(child))) counted = true;
  if (!counted) return null;
  return one(unit, 'noun-object', {
    first: unit.left(object),
    last: limited(unit, verb, number, verb + 1, unit.right(number)),
  });
}

/** "has been called | a disgrace", "are considered unsafe": what a passive without "as" says of its subject. */
function calledSo(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!DOUBLE_OBJECT.has(entry.lemma) || !isPassive(unit, verb) || unit.child(verb, 'aux:pass') < 0) return null;
  const said = unit.children[verb].find((c) => c > verb && /^(?:xcomp|obj|iobj)$/u.test(unit.relation(c)));
  if (said === undefined || unit.left(said) !== verb + 1) return null;
  // "is called Ann": a name says nothing of what bears it
  const judged = /^(?:JJ|VBN)/u.test(unit.tag(said)) || /^(?:an?|the|one)$/u.test(unit.lower(verb + 1));
  return judged ? one(unit, 'as', { first: verb + 1, last: contentEnd(unit, verb, said, verb + 1) }) : null;
}

/** What a verb calls something: an object with "as" and what it is said to be, or both without "as". */
export function naming(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  return (
    blamed(unit, verb, entry) ??
    putAt(unit, verb, entry) ??
    referred(unit, verb, entry) ??
    predicated(unit, verb, entry) ??
    namedBefore(unit, verb, entry) ??
    calledSo(unit, verb, entry) ??
    named(unit, verb, entry)
  );
}
