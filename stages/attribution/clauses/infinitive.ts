import { VERB_FORMS, type VerbEntry } from '../lexicon/forms.ts';
import { TIME_WORDS, UNSOURCED_PASSIVES } from '../lexicon/others.ts';
import { VERB_ADDRESSEES } from '../lexicon/verb-prepositions.ts';
import { PARTICLES } from '../lexicon/verbs.ts';
import { type Complement, contentEnd, one } from './content.ts';
import { limited } from './content-limit.ts';
import { isPassive } from './passives.ts';
import { raisedSubject } from './subject.ts';
import type { Unit } from './unit.ts';

/** "called on the government to act". */
export function requested(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const on = verb + 1;
  if (!VERB_ADDRESSEES[entry.lemma]?.includes(unit.lower(on))) return null;
  const clause = unit.children[verb].find((c) => c > on && hasTo(unit, c, on));
  if (clause === undefined) return askedOf(unit, verb, on);
  let to = unit.left(clause);
  while (to < clause && unit.lower(to) !== 'to') to += 1;
  return one(unit, 'object-infinitive', { first: to, last: contentEnd(unit, verb, clause, to) }, [on]);
}

/** "called on the Europeans | to speed up": "to" behind a noun phrase that the parser gave the infinitive. */
function askedOf(unit: Unit, verb: number, on: number): Complement | null {
  let to = on + 1;
  while (to < on + 16 && /^(?:DT|NN|JJ|CD|POS|PRP|HYPH|CC|VBN$|IN$|,)/u.test(unit.tag(to))) to += 1;
  const head = unit.head(to);
  if (to < on + 2 || unit.tag(to) !== 'TO' || head <= to || !/^VB/u.test(unit.tag(head))) return null;
  return one(unit, 'object-infinitive', { first: to, last: limited(unit, verb, head, to, unit.right(head)) }, [on]);
}

/** Verbs after which "to" names what is meant to be done, even behind a time or place: "agreed on Monday in Rome to". */
const BINDING = /^(?:agree|decide|vow|promise|pledge|threaten|refuse|propose|offer|resolve|swear)$/u;

/** What somebody plans, or wants of somebody else: "to …", with the other's name where no addressee is meant. */
export function infinitive(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const clause = unit.children[verb].find(
    (c) => c > verb && /^(?:xcomp|ccomp|advcl)$/u.test(unit.relation(c)) && hasTo(unit, c, verb),
  );
  if (clause === undefined)
    return unheaded(unit, verb, entry) ?? ordered(unit, verb, entry) ?? wantedDone(unit, verb, entry);
  let to = unit.left(clause);
  while (to < clause && unit.lower(to) !== 'to') to += 1;
  if (/^(?:not|never)$/u.test(unit.lower(to - 1)) && to - 1 > verb) to -= 1;
  const last = beforeMainVerb(unit, verb, to, contentEnd(unit, verb, clause, to));
  // "asked for the letters to be burnt"
  if (entry.prepositions.includes(unit.lower(verb + 1)) && to > verb + 2 && !TIME_WORDS.has(unit.lower(verb + 2)))
    return one(unit, 'object-infinitive', { first: verb + 2, last }, [verb + 1]);
  const object = unit.children[verb].find((c) => c > verb && c < to && /^(?:obj|iobj)$/u.test(unit.relation(c)));
  const ownSubject = unit.children[clause].find((c) => c < to && /^nsubj/u.test(unit.relation(c)));
  if (object === undefined && ownSubject === undefined) {
    const unsourced = isPassive(unit, verb) && UNSOURCED_PASSIVES.has(unit.lower(verb)) && unit.lower(verb) !== 'known';
    // "a bill planned to help" has a purpose; "people wanting to leave" and "men believed to have fled" are thought of
    const described = unit.relation(verb) === 'acl' && !unsourced && unit.tag(verb) !== 'VBG';
    const later = BINDING.test(entry.lemma) && to <= verb + 6 && unit.child(verb, 'obj') < 0;
    const purpose = (unit.relation(clause) === 'advcl' && !later) || described;
    const told = isPassive(unit, verb) && entry.frames.has('order');
    if ((!entry.frames.has('infinitive') && !unsourced && !told) || purpose || refusesToSay(unit, verb, clause))
      return null;
    const raised = unsourced && !told ? raisedSubject(unit, verb) : null;
    const found = one(unit, 'infinitive', { first: to, last });
    if (!raised || !found || raised.last >= verb) return found;
    // "is expected to" is one cue; after other passives "to" opens the content
    if (entry.lemma === 'expect' && to === verb + 1 && last > to)
      return { rule: 'infinitive', content: [raised, { first: to + 1, last: found.content[0].last }], more: [to] };
    return { ...found, content: [raised, ...found.content] };
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

/** "wants the charges dropped", "ordered two men deported": a noun phrase with a participle of what is to be done with it. */
function wantedDone(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!/^(?:want|order)$/u.test(entry.lemma) || isPassive(unit, verb)) return null;
  let done = verb + 1;
  while (done < verb + 10 && /^(?:DT|NN|JJ|CD|POS|PRP|HYPH)/u.test(unit.tag(done))) done += 1;
  if (done < verb + 2 || !/^VB[ND]$/u.test(unit.tag(done)) || !/^(?:NN|PRP$)/u.test(unit.tag(done - 1))) return null;
  if (unit.lower(done + 1) === 'by') return null;
  return one(unit, 'object-infinitive', {
    first: verb + 1,
    last: limited(unit, verb, done, verb + 1, Math.max(unit.right(done), done)),
  });
}

/** "urged indicted suspects to surrender": "to" behind nothing but a noun phrase, wherever the parser hung it. */
function ordered(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!entry.frames.has('order') || isPassive(unit, verb)) return null;
  let to = verb + 1;
  while (to < verb + 8 && /^(?:DT|NN|JJ|CD|POS|PRP|VBN$|HYPH)/u.test(unit.tag(to))) to += 1;
  if (to < verb + 2 || unit.tag(to) !== 'TO' || !/^(?:NN|PRP$)/u.test(unit.tag(to - 1))) return null;
  const head = unit.head(to);
  if (head <= to || unit.tag(head) !== 'VB') return null;
  return one(unit, 'object-infinitive', { first: to, last: limited(unit, verb, head, to, unit.right(head)) });
}

/** Verbs whose clause without "that" may have a bare infinitive for its verb. */
const SUBJUNCTIVE = /^(?:demand|order|ask|request|recommend|propose|insist|urge|suggest)$/u;

/** "demanded those charges be dropped", "ordered the accused remain in custody". */
export function subjunctive(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!SUBJUNCTIVE.test(entry.lemma)) return null;
  let at = verb + 1;
  while (at < verb + 8 && /^(?:DT|NN|JJ|CD|POS|PRP|VBN$|HYPH)/u.test(unit.tag(at))) at += 1;
  const bare = unit.lower(at) === 'not' ? at + 1 : at;
  if (at < verb + 2 || !/^VBP?$/u.test(unit.tag(bare)) || !/^(?:NN|PRP$|VBN)/u.test(unit.tag(at - 1))) return null;
  // "asked the guards who know it": only an order's clause is read from a present form
  if (unit.tag(bare) === 'VBP' && entry.frames.has('clause')) return null;
  const head = unit.head(bare) > bare ? unit.head(bare) : bare;
  return one(unit, 'that', { first: verb + 1, last: limited(unit, verb, head, verb + 1, unit.right(head)) });
}

/** What is refused by saying nothing. */
export const UNSAID =
  /^(?:say|tell|know|confirm|deny|disclose|reveal|specify|explain|comment|discuss|describe|predict|speculate)$/u;

/** "declined to say whether": the inner verb is the cue, and what it would not say the content. */
function refusesToSay(unit: Unit, verb: number, clause: number): boolean {
  // "demanded to know why"
  const asks = unit.lower(clause) === 'know' && /^(?:demand|want|ask)/u.test(unit.lower(verb));
  if (!asks && !/^(?:declin|refus)/u.test(unit.lower(verb))) return false;
  // "demanded to know her name": what the other is to tell
  if (asks && !/^(?:wh|if|how|that)/u.test(unit.lower(clause + 1))) return false;
  // "refused to recognize the result" is what somebody refuses
  if (!asks && !UNSAID.test(unit.lower(clause))) return false;
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
  if (!entry.frames.has('gerund') || isPassive(unit, verb)) return null;
  const clause = unit.children[verb].find(
    (c) =>
      c > verb &&
      unit.tag(c) === 'VBG' &&
      (/^(?:xcomp|ccomp)$/u.test(unit.relation(c)) || (unit.relation(c) === 'advcl' && c === verb + 1)),
  );
  const ruled = PARTICLES[entry.lemma] !== undefined && unit.lower(verb + 1) !== PARTICLES[entry.lemma];
  return clause === undefined || ruled
    ? null
    : one(unit, 'gerund', {
        first: Math.max(verb + 1, unit.left(clause)),
        last: contentEnd(unit, verb, clause, unit.left(clause)),
      });
}
