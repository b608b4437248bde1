import type { VerbEntry } from '../lexicon/forms.ts';
import { FEELINGS, SUMMATIVE_NOUNS, TELLING_VERBS } from '../lexicon/nouns.ts';
import { OCCASIONS, TIME_WORDS } from '../lexicon/others.ts';
import { FOUND_OBJECTS, PARTICLES } from '../lexicon/verbs.ts';
import { type Complement, contentEnd, hasFiniteVerb, one } from './content.ts';
import { limited } from './content-limit.ts';
import { UNSAID } from './infinitive.ts';
import { naming } from './naming.ts';
import { isPassive } from './passives.ts';
import { NEGATIVE, polarityOf } from './polarity.ts';
import { opensClause } from './remainder.ts';
import type { Unit } from './unit.ts';

/** "called for talks", "accused him of lying": what follows the preposition. */
function prepositional(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const object = unit.child(verb, 'obj');
  // "whom he accuses of lying"
  const described = unit.relation(verb) === 'acl:relcl' && object < verb;
  const targeted = object > verb || isPassive(unit, verb) || (described && entry.prepositions.length === 0);
  const wanted = targeted ? entry.targetPrepositions : entry.prepositions;
  // "accused her of lying", where "her" may have been parsed as an owner
  const mark = verb + 2;
  if (/^PRP/u.test(unit.tag(verb + 1)) && entry.targetPrepositions.includes(unit.lower(mark)) && unit.head(mark) > mark)
    return one(
      unit,
      'preposition',
      { first: mark + 1, last: limited(unit, verb, unit.head(mark), mark + 1, unit.right(unit.head(mark))) },
      [mark],
    );
  if (wanted.length === 0 && entry.targetPrepositions.length === 0) return null;
  for (const child of unit.children[verb]) {
    if (child <= verb) continue;
    const mark = unit.children[child].find((c) => c < child && c > verb && wanted.includes(unit.lower(c)));
    if (mark === undefined || !/^(?:obl|advcl|xcomp|ccomp)/u.test(unit.relation(child))) continue;
    if (object < 0 && mark > verb + 3 && !isPassive(unit, verb)) continue;
    // "would not comment on Friday"
    if (TIME_WORDS.has(unit.lower(child)) && mark === child - 1) continue;
    const last = beforeOccasion(unit, verb, child, contentEnd(unit, verb, child, mark + 1));
    return one(unit, 'preposition', { first: mark + 1, last }, [mark]);
  }
  // "… and hinted at new taxes": what the preposition governs may hang elsewhere
  const governed = wanted.includes(unit.lower(verb + 1)) && object < 0 ? unit.head(verb + 1) : -1;
  if (
    governed > verb + 1 &&
    !targeted &&
    /^(?:NN|VBG|PRP)/u.test(unit.tag(governed)) &&
    !TIME_WORDS.has(unit.lower(governed))
  )
    return one(
      unit,
      'preposition',
      { first: verb + 2, last: limited(unit, verb, governed, verb + 2, unit.right(governed)) },
      [verb + 1],
    );
  if (object > verb) {
    // the parser may hang "of lying" on the target, or on where it is: "accused officers at the embassy of spying"
    const places = unit.children[verb].filter((child) => child > object && unit.relation(child).startsWith('obl'));
    for (const at of [object, ...places]) {
      const found = below(unit, verb, at, wanted);
      if (found) return found;
    }
  }
  // "blames remnants of the movement | for the attack"
  if (object > verb && /^(?:blame|thank|fault)$/u.test(entry.lemma))
    for (let i = object + 1; i < object + 16 && !/^(?:VB|MD|W|,|:)/u.test(unit.tag(i)); i += 1)
      if (unit.lower(i) === 'for' && unit.head(i) > i)
        return one(
          unit,
          'preposition',
          { first: i + 1, last: limited(unit, verb, unit.head(i), i + 1, unit.right(unit.head(i))) },
          [i],
        );
  // "accused party leaders | of staying silent", wherever the parser hung it
  for (let i = object + 1; object > verb && i < object + 8; i += 1)
    if (wanted.includes(unit.lower(i)) && unit.tag(i + 1) === 'VBG')
      return one(unit, 'preposition', { first: i + 1, last: limited(unit, verb, i + 1, i + 1, unit.right(i + 1)) }, [
        i,
      ]);
  // "accused Mrs. Lang | of lying": a target that was not parsed as the object
  if (object < 0 && !isPassive(unit, verb)) {
    let at = verb + 1;
    while (at < verb + 8 && /^(?:DT|NN|JJ|CD|POS|HYPH|PRP)/u.test(unit.tag(at))) at += 1;
    if (at > verb + 1 && entry.targetPrepositions.includes(unit.lower(at)) && unit.tag(at + 1) === 'VBG')
      return one(
        unit,
        'preposition',
        { first: at + 1, last: limited(unit, verb, at + 1, at + 1, unit.right(at + 1)) },
        [at],
      );
  }
  if (object < 0 && isPassive(unit, verb))
    // "is accused in a lawsuit of lying"
    for (const child of unit.children[verb])
      if (child > verb && unit.relation(child).startsWith('obl')) {
        const found = below(unit, verb, child, entry.targetPrepositions);
        if (found) return found;
      }
  return null;
}

/** What a preposition opens inside an object or adverbial of the verb. */
function below(unit: Unit, verb: number, at: number, wanted: readonly string[]): Complement | null {
  for (const child of unit.children[at]) {
    const mark = unit.children[child].find((c) => c < child && c > at && wanted.includes(unit.lower(c)));
    if (mark === undefined) continue;
    const last = limited(unit, verb, child, mark + 1, unit.right(child));
    return one(unit, 'preposition', { first: mark + 1, last }, [mark]);
  }
  return null;
}

/** Verbs that say what somebody thinks of "it", whatever that is. */
const JUDGED =
  /^(?:deny|doubt|reject|dispute|oppose|support|welcome|condemn|consider|favou?r|dismiss|regret|confirm)$/u;

/** What opens what a feeling is about. */
const NOUN_PREPOSITION = /^(?:that|of|for|about|over|at|on|in|with|against)$/u;

/** What people gather, march or strike for: to say what they are for or against. */
const PURPOSE =
  /^(?:protest|demand|condemn|denounce|decry|oppose|criticize|criticise|support|back|celebrate|commend|praise|announce|reject|urge)$/u;

/** Verbs whose object names a content; "ordered" where that is what was done. */
const takesObject = ({ frames, lemma }: VerbEntry) => frames.has('noun') || lemma === 'order';

/** An object: "denied the charge", "found no evidence". What "as" says of it is not part of it. */
export function nounObject(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const object = unit.child(verb, 'obj');
  // "expects rising costs": the parser may take the participle for what is expected
  const rising = verb + 1;
  if (object < 0 && entry.frames.has('noun') && unit.tag(rising) === 'VBG' && unit.head(rising) === verb) {
    const risen = unit.child(rising, 'obj');
    return risen > rising && !entry.frames.has('gerund')
      ? one(unit, 'noun-object', { first: rising, last: contentEnd(unit, verb, rising, rising) })
      : null;
  }
  // "condemned the killing of two men | freed on Monday": what takes no clause has an object where the parser saw a subject
  if (
    object < 0 &&
    !entry.frames.has('clause') &&
    /^(?:DT|PRP\$)$/u.test(unit.tag(verb + 1)) &&
    !isPassive(unit, verb)
  ) {
    const noun = unit.head(verb + 1);
    const governed = unit.relation(noun).startsWith('nsubj') ? unit.head(noun) : -1;
    if (noun > verb && governed > noun && unit.lower(noun + 1) === 'of' && takesObject(entry))
      return one(unit, 'noun-object', {
        first: verb + 1,
        last: limited(unit, verb, noun, verb + 1, unit.right(governed)),
      });
  }
  // ", a charge he denies"
  const charge = unit.head(verb);
  if (
    object < 0 &&
    NEGATIVE.has(entry.lemma) &&
    unit.relation(verb) === 'acl:relcl' &&
    SUMMATIVE_NOUNS.has(unit.lower(charge))
  ) {
    const first = unit.lower(unit.left(charge)) === ',' ? unit.left(charge) + 1 : unit.left(charge);
    if (/^(?:an?|the)$/u.test(unit.lower(first)) && charge < verb)
      return one(unit, 'noun-object', { first, last: charge });
  }
  // ", which he denied"
  if (object >= 0 && object < verb && unit.lower(object) === 'which' && unit.lower(object - 1) === ',')
    return NEGATIVE.has(entry.lemma) ? one(unit, 'noun-object', { first: object, last: object }) : null;
  const it = object > verb && unit.lower(object) === 'it' && JUDGED.test(entry.lemma);
  // "condemned what it called a massacre"
  const what = unit.lower(object) === 'what' && object === verb + 1 && unit.right(object) > object + 1;
  if (object <= verb || (/^(?:PRP|WP|WDT)/u.test(unit.tag(object)) && !it && !what)) return null;
  // "urged them to reject it": what somebody else is to do
  const governor = unit.lower(unit.head(verb));
  // "gathered to protest the vote" is a purpose, "refused to confirm reports" one cue
  const meant = unit.relation(verb) === 'advcl' && unit.child(unit.head(verb), 'obj') < 0 && PURPOSE.test(entry.lemma);
  const refused = /^(?:declin|refus)/u.test(governor) && unit.relation(verb) === 'xcomp' && UNSAID.test(entry.lemma);
  if (
    !meant &&
    !refused &&
    unit.tag(verb) === 'VB' &&
    unit.children[verb].some((c) => c < verb && unit.tag(c) === 'TO')
  )
    return null;
  const particle = PARTICLES[entry.lemma];
  const found = /^(?:find|see)$/u.test(entry.lemma) && FOUND_OBJECTS.has(unit.lower(object));
  const shown =
    entry.meanings.has('finding') &&
    entry.frames.has('clause') &&
    [object, ...unit.children[object].filter((c) => unit.relation(c) === 'conj')].some((noun) =>
      unit.children[noun].some((c) => c > noun && unit.tag(c) === 'VBG' && unit.relation(c) === 'acl'),
    );
  // "showed Lang trailing his opponent"
  const trailing = unit.right(object) + 1;
  if (entry.meanings.has('finding') && entry.frames.has('clause') && unit.tag(trailing) === 'VBG')
    return one(unit, 'noun-object', {
      first: Math.max(verb + 1, unit.left(object)),
      last: limited(unit, verb, trailing, verb + 1, Math.max(unit.right(trailing), unit.right(object))),
    });
  const declined = entry.lemma === 'decline' && unit.lower(object) === 'comment';
  // "ordered the arrest of two men", "ordered a review", not "ordered bigger boxes"
  const ordered =
    entry.lemma === 'order' &&
    (/^(?:the|an?)$/u.test(unit.lower(unit.left(object))) ||
      unit.children[object].some((c) => unit.lower(unit.left(c)) === 'of'));
  // "expressed its solidarity with the victims", "offered condolences", not "expressed concern about"
  const told =
    TELLING_VERBS.test(entry.lemma) &&
    FEELINGS.has(unit.lower(object)) &&
    (unit.child(object, 'nmod:poss') >= 0 ||
      !(NOUN_PREPOSITION.test(unit.lower(object + 1)) || unit.tag(object + 1) === 'TO'));
  // "did not name the countries"
  const unnamed =
    !/^(?:declin|refus)/u.test(governor) &&
    /^(?:name|identify|specify)$/u.test(entry.lemma) &&
    polarityOf(unit, verb, entry.lemma) === 'negative';
  const ruledOut = entry.lemma === 'rule' && unit.lower(verb + 1) === particle;
  if (!entry.frames.has('noun') && !found && !shown && !ruledOut && !declined && !ordered && !unnamed && !told)
    return null;
  // "showed signs of strain"
  if (
    entry.lemma === 'show' &&
    /^(?:signs?|interest|respect|support|courage|promise|progress|improvement)$/u.test(unit.lower(object))
  )
    return null;
  if (unit.lower(object) === 'statement') return null;
  const first = Math.max(verb + (ruledOut ? 2 : 1), unit.left(object));
  let last = contentEnd(unit, verb, object, first);
  // "expects a decision this year": the time is that of what is expected
  const ahead = /^(?:expect|anticipate|predict|forecast|promise|pledge|propose|plan|want|envisage|envision)$/u.test(
    entry.lemma,
  );
  if (!found && !shown && !ahead) last = beforeOccasion(unit, verb, object, last);
  for (const child of unit.children[verb]) {
    const as = child > object && child <= last && unit.children[child].find((c) => c < child && unit.lower(c) === 'as');
    if (as) last = Math.min(last, unit.left(child) - 1);
  }
  return one(unit, 'noun-object', { first, last });
}

/** "expressed hope | the talks would go on": a feeling with a clause right behind it, whatever the parser made of either. */
export function toldFeeling(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!TELLING_VERBS.test(entry.lemma) || isPassive(unit, verb)) return null;
  let noun = verb + 1;
  while (noun < verb + 4 && /^(?:DT|JJ|PRP\$)/u.test(unit.tag(noun)) && !FEELINGS.has(unit.lower(noun))) noun += 1;
  const first = noun + 1;
  if (!FEELINGS.has(unit.lower(noun)) || !opensClause(unit, first)) return null;
  const last = limited(unit, verb, first, first, unit.tokens.length - 1);
  return one(
    unit,
    'noun-clause',
    { first, last },
    Array.from({ length: noun - verb }, (_, i) => verb + 1 + i),
  );
}

/** Verbs after whose object "to" names whom it was told. */
const TOLD = /^(?:disclos|reveal|report|announc|explain|confirm|describ|suggest|recommend|mention|outlin)/u;

/** Where people say things to each other. */
const MEETINGS = /^(?:talks|meeting|meetings|visit|ceremony|summit|twitter|facebook|phone)$/u;

/** What tells when or upon what something was said. */
const AFTERWARDS = /^(?:after|amid|following|before|ahead|as|while|when|since|because)$/u;

/** "announced the plan | at a press conference on Friday": when and where it was said is no part of a noun phrase. */
function beforeOccasion(unit: Unit, verb: number, object: number, end: number): number {
  let last = end;
  // from the end: "told the mayor of it | in a letter | on 3 March"
  for (const child of [...unit.children[verb], ...unit.children[object]].sort((a, b) => b - a)) {
    const first = unit.left(child);
    if (child <= object || first <= object || first > last) continue;
    const occasion = OCCASIONS.has(unit.lower(child)) || MEETINGS.test(unit.lower(child));
    const said = occasion && /^(?:at|in|on|during|via)$/u.test(unit.lower(first));
    const ofVerb = unit.head(child) === verb && /^(?:obl|advcl)/u.test(unit.relation(child));
    // "as a nurse" says what somebody was, "as the leaders met" when it was
    const told = AFTERWARDS.test(unit.lower(first)) && (unit.lower(first) !== 'as' || hasFiniteVerb(unit, first, last));
    const dated = TIME_WORDS.has(unit.lower(child)) || TIME_WORDS.has(unit.lower(first + 1));
    const when = ofVerb && (dated || told);
    const phrase = /^(?:obl|nmod)$/u.test(unit.relation(child));
    const addressed = phrase && unit.lower(first) === 'to' && TOLD.test(unit.lower(verb));
    if ((said || when || addressed) && unit.right(child) >= last) last = first - 1;
  }
  return last;
}

/** What a verb attributes by its object or a preposition, not by a clause. */
export function objectComplement(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  return prepositional(unit, verb, entry) ?? naming(unit, verb, entry);
}
