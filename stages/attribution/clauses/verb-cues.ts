import { VERB_FORMS, type VerbEntry } from '../lexicon/forms.ts';
import { OCCASIONS, UNSOURCED_PASSIVES } from '../lexicon/others.ts';
import { ADDRESSEE_VERBS, PARTICLES, VERB_ADDRESSEES } from '../lexicon/verbs.ts';
import { type Complement, contentEnd, one, trimContent } from './content.ts';
import { groupStart } from './coordination.ts';
import { cueRanges } from './cue-words.ts';
import type { Draft } from './draft.ts';
import { nounObject, objectComplement } from './objects.ts';
import { polarityOf } from './polarity.ts';
import { isPassive, type Subject, subjectAfter, subjectOf } from './subject.ts';
import type { Range, Unit } from './unit.ts';

const QUESTION_WORD = /^(?:whether|if|why|how|what|who|whom|whose|where|when|which)$/u;

/** Words that open a clause or phrase in front of a content's own subject: "said by 2050, prices would". */
const OPENERS =
  /^(?:although|though|as|if|when|while|once|unless|because|since|despite|without|under|by|after|before|until|even|instead|unlike|like|given)$/u;
const DAY =
  /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month|year|yesterday|today|night|morning)$/u;

/** "that" that opens the verb's clause: right after it, or after an addressee or an adverbial. */
function thatAfter(unit: Unit, verb: number, addressed: boolean): number {
  const limit = Math.min(unit.tokens.length, verb + 16);
  for (let i = verb + 1; i < limit; i += 1) {
    const tag = unit.tag(i);
    if (
      unit.lower(i) === 'that' &&
      (tag === 'IN' ||
        (tag === 'WDT' && (i === verb + 1 || (addressed && /^(?:NN|PRP|DT|EX|JJ|CD)/u.test(unit.tag(i + 1))))) ||
        (tag === 'DT' && unit.relation(i) === 'mark'))
    )
      return i;
    if (/^(?:VB|MD|TO$|CC$|WP|WDT|WRB|:)/u.test(tag) || unit.tokens[i].quotation >= 0) return -1;
  }
  return -1;
}

/** After the cue of a fronted content the article goes on in its own voice. */
const OWN_VOICE = /^(?:but|though|although|while|whereas)$/u;

/** Where a clause without "that" begins: before a subordinate clause or phrase that opens it and ends in a comma. */
function clauseStart(unit: Unit, verb: number, clause: number): number {
  const left = unit.left(clause);
  if (left <= verb) return verb + 1;
  // "hopes the trams | will run": the clause's subject, taken for the verb's object
  const object = unit.child(verb, 'obj');
  if (object > verb && unit.right(object) === left - 1 && /^(?:MD|VB[DZP])$/u.test(unit.tag(left)))
    return unit.left(object);
  const opener = unit.lower(verb + 1);
  if (left > verb + 2 && unit.lower(left - 1) === ',' && OPENERS.test(opener)) {
    for (let i = verb + 2; i < left; i += 1) if (OCCASIONS.has(unit.lower(i)) || DAY.test(unit.lower(i))) return left;
    return verb + 1;
  }
  return left;
}

/** The head of the clause that "that" at `mark` opens. */
function clauseOf(unit: Unit, mark: number, verb: number): number {
  const head = unit.head(mark);
  return head > mark ? head : verb;
}

/** A complement, or a question right after the verb that the parser took for an adverbial clause. */
function isClause(unit: Unit, child: number, verb: number): boolean {
  const relation = unit.relation(child);
  if (/^c(?:comp|subj)/u.test(relation)) return true;
  return (
    relation.startsWith('advcl') &&
    unit.left(child) === verb + 1 &&
    /^(?:wh|how)/u.test(unit.lower(verb + 1)) &&
    !/^whi?le$/u.test(unit.lower(verb + 1))
  );
}

function finiteClause(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const addressed = ADDRESSEE_VERBS.has(entry.lemma);
  const that = thatAfter(unit, verb, addressed);
  const clause = unit.children[verb].find((c) => c > verb && isClause(unit, c, verb)) ?? -1;
  if (that >= 0 && (entry.frames.has('clause') || entry.frames.has('that'))) {
    const head = clauseOf(unit, that, verb);
    const between = that > verb + 1 ? unit.head(that) : -1;
    // "rejected the claim that": the noun's clause, not the verb's
    const relation = between >= 0 ? unit.relation(between) : 'ccomp';
    const occasion = between >= 0 && OCCASIONS.has(unit.lower(unit.head(between)));
    const told = addressed && unit.tag(that) === 'WDT';
    if (!/^(?:acl)/u.test(relation) || unit.head(between) === verb || occasion || told) {
      const last = head === verb ? unit.right(verb) : contentEnd(unit, verb, head, that);
      if (last > that) return one(unit, 'that', { first: that, last });
    }
  }
  if (clause < 0) return openQuestion(unit, verb, entry) ?? modalClause(unit, verb, entry);
  const asked = QUESTION_WORD.test(unit.lower(verb + 1)) && entry.frames.has('question');
  const first = asked ? verb + 1 : clauseStart(unit, verb, clause);
  const opening = unit.lower(first);
  const question =
    QUESTION_WORD.test(opening) || (/^(?:about|on|of|to)$/u.test(opening) && QUESTION_WORD.test(unit.lower(first + 1)));
  const last = contentEnd(unit, verb, clause, first);
  if (question && (entry.frames.has('question') || entry.frames.has('clause')))
    return one(unit, 'question', { first, last });
  if (!entry.frames.has('clause') || /^(?:where|when|which|who)$/u.test(opening)) return null;
  if (/^VB[GN]?$/u.test(unit.tag(clause)) && unit.child(clause, 'aux', 'nsubj', 'nsubj:pass', 'expl') < 0) return null;
  return one(unit, 'bare', { first, last });
}

/** "hopes the trams will run": a clause whose subject was parsed as the verb's object. */
function modalClause(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const object = unit.child(verb, 'obj');
  if (object <= verb || !entry.frames.has('clause')) return null;
  const modal = unit.right(object) + 1;
  const head = modal < unit.tokens.length && unit.tag(modal) === 'MD' ? unit.head(modal) : -1;
  return head > modal ? one(unit, 'bare', { first: unit.left(object), last: unit.right(head) }) : null;
}

/** "asked why the vote was late": the question word, where the parser made it an object with a relative clause. */
function openQuestion(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const first = verb + 1;
  if (!entry.frames.has('question') || !QUESTION_WORD.test(unit.lower(first))) return null;
  const child = unit.children[verb].find((c) => unit.left(c) === first);
  if (child === undefined || unit.right(child) < first + 2) return null;
  return one(unit, 'question', { first, last: contentEnd(unit, verb, child, first) });
}

/** ", he said." and ", he said, ": what stands before the comma, and after the next one, is what was said. */
function fronted(unit: Unit, verb: number, entry: VerbEntry, subject: Subject): Complement | null {
  if (!entry.frames.has('clause')) return null;
  // ", say his friends" is often tagged as an infinitive
  const inverted = subject.phrase !== null && subject.phrase.first === verb + 1 && unit.lower(verb - 1) === ',';
  if (!/^VB[DZP]$/u.test(unit.tag(verb)) && !(inverted && unit.tag(verb) === 'VB')) return null;
  const group = { first: verb, last: verb };
  if (subject.phrase) {
    group.first = Math.min(group.first, subject.phrase.first);
    group.last = Math.max(group.last, subject.phrase.last);
  }
  for (const child of unit.children[verb])
    if (!inverted && /^(?:aux|advmod)$/u.test(unit.relation(child)) && child < verb)
      group.first = Math.min(group.first, child);
  let comma = group.first - 1;
  if (unit.lower(comma - 1) === ',' && unit.tag(comma) === 'CC') return null;
  // `It was "a matter of weeks," he said`: the comma stands inside the mark
  const marked = /^["”’'»]$/u.test(unit.lower(comma)) && /^[,?!]$/u.test(unit.lower(comma - 1));
  if (comma < 3 || !(marked || /^[,—–-]+$/u.test(unit.lower(comma)))) return null;
  if (marked) comma += 1;
  // the rest of the cue's clause, up to the next comma or the end
  let end = group.last + 1;
  let opened = false;
  while (end < unit.tokens.length && !unit.isPunctuation(end)) {
    // "said on Tuesday after a night that left …": a verb of a clause inside the cue's
    if (/^(?:that|which|who|after|before|when|as|while|where)$/u.test(unit.lower(end))) opened = true;
    if (/^VB[DZP]$|^MD$/u.test(unit.tag(end)) && !opened) return null;
    end += 1;
  }
  const open = unit.head(verb);
  const left = unit.children[verb].some((c) => c < comma && /^(?:ccomp|parataxis|advcl|dep)/u.test(unit.relation(c)));
  const parenthetic = unit.relation(verb) === 'parataxis' || inverted;
  if (!left && !parenthetic && end < unit.tokens.length - 1) return null;
  const hasVerb = unit.tokens.some((_, i) => i < comma && /^VB[DZP]$|^MD$/u.test(unit.tag(i)));
  const continues =
    end < unit.tokens.length - 1 &&
    /^[,—–-]+$/u.test(unit.lower(end)) &&
    (parenthetic || open < 0) &&
    !OWN_VOICE.test(unit.lower(end + 1));
  if (!hasVerb && !continues) return null;
  let first = 0;
  while (first < comma && unit.tokens[first].quotation >= 0) first += 1;
  while (comma > first && unit.isPunctuation(comma - 1) && unit.lower(comma - 1) === ',') comma -= 1;
  const content: Range[] = [];
  const head = trimContent(unit, { first, last: comma - 1 });
  if (head) content.push(head);
  if (continues) {
    const tail = trimContent(unit, { first: end + 1, last: unit.tokens.length - 1 });
    if (tail) content.push(tail);
  }
  return content.length > 0 ? { rule: 'fronted', content } : null;
}

/** `he said, ‘Wait,’ and left`: a quotation inside another one, which is read as words and marks. */
function innerQuotation(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!entry.frames.has('direct') || !/^[,:]$/u.test(unit.lower(verb + 1))) return null;
  if (!/^["“‘'«]$/u.test(unit.lower(verb + 2)) || unit.tokens[verb + 2].quotation >= 0) return null;
  for (let i = verb + 4; i < unit.tokens.length; i += 1)
    if (/^["”’'»]$/u.test(unit.lower(i)) && !unit.tokens[i].spaceBefore)
      return { rule: 'direct', content: [{ first: verb + 2, last: i }] };
  return null;
}

/** "Hail, he said, broke the windows": the cue's clause stands between commas, and what it attributes is all around it. */
function interrupted(unit: Unit, verb: number, entry: VerbEntry, subject: Subject): Complement | null {
  if (!subject.phrase || !entry.frames.has('clause') || !/^VB[DZP]$/u.test(unit.tag(verb))) return null;
  const first = Math.min(verb, subject.phrase.first);
  const last = Math.max(verb, subject.phrase.last);
  if (first < 2 || unit.lower(first - 1) !== ',' || unit.lower(last + 1) !== ',') return null;
  if (last - first > verb - subject.phrase.last + (subject.phrase.last - subject.phrase.first) + 2) return null;
  const content = [
    { first: 0, last: first - 2 },
    { first: last + 2, last: unit.tokens.length - 1 },
  ].flatMap((range) => trimContent(unit, range) ?? []);
  const words = content.flatMap((range) => unit.tokens.slice(range.first, range.last + 1));
  if (content.length < 2 || words.some((token) => token.quotation >= 0)) return null;
  return { rule: 'fronted', content };
}

/** "called on the government to act". */
function requested(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const on = verb + 1;
  if (!VERB_ADDRESSEES[entry.lemma]?.includes(unit.lower(on))) return null;
  const clause = unit.children[verb].find((c) => c > on && hasTo(unit, c, on));
  if (clause === undefined) return null;
  let to = unit.left(clause);
  while (to < clause && unit.lower(to) !== 'to') to += 1;
  return one(unit, 'object-infinitive', { first: to, last: contentEnd(unit, verb, clause, to) }, [on]);
}

function infinitive(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const clause = unit.children[verb].find(
    (c) => c > verb && /^(?:xcomp|ccomp|advcl)$/u.test(unit.relation(c)) && hasTo(unit, c, verb),
  );
  if (clause === undefined) return null;
  let to = unit.left(clause);
  while (to < clause && unit.lower(to) !== 'to') to += 1;
  if (/^(?:not|never)$/u.test(unit.lower(to - 1)) && to - 1 > verb) to -= 1;
  const last = contentEnd(unit, verb, clause, to);
  const object = unit.children[verb].find((c) => c > verb && c < to && /^(?:obj|iobj)$/u.test(unit.relation(c)));
  const ownSubject = unit.children[clause].find((c) => c < to && /^nsubj/u.test(unit.relation(c)));
  if (object === undefined && ownSubject === undefined) {
    const purpose = unit.relation(clause) === 'advcl' || unit.relation(verb) === 'acl';
    const unsourced =
      isPassive(unit, verb) &&
      UNSOURCED_PASSIVES.has(unit.lower(verb)) &&
      !/^(?:supposed|known)$/u.test(unit.lower(verb));
    if ((!entry.frames.has('infinitive') && !unsourced) || purpose || refusesToSay(unit, verb, clause)) return null;
    return one(unit, 'infinitive', { first: to, last });
  }
  const first = object !== undefined ? unit.left(object) : unit.left(ownSubject as number);
  if (entry.frames.has('object-infinitive') && unit.relation(clause) !== 'advcl')
    return one(unit, 'object-infinitive', { first, last });
  if (entry.frames.has('order')) return one(unit, 'object-infinitive', { first: to, last });
  return null;
}

/** "declined to say whether": the inner verb is the cue, and what it would not say the content. */
function refusesToSay(unit: Unit, verb: number, clause: number): boolean {
  if (!/^(?:declin|refus)/u.test(unit.lower(verb))) return false;
  const entry = VERB_FORMS.get(unit.lower(clause));
  return (
    entry !== undefined && unit.children[clause].some((c) => c > clause && /^(?:ccomp|obj)$/u.test(unit.relation(c)))
  );
}

function hasTo(unit: Unit, clause: number, verb: number): boolean {
  return unit.children[clause].some((c) => c > verb && unit.lower(c) === 'to' && unit.tag(c) === 'TO');
}

function gerund(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
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

/** What a verb of the lexicon attributes, from its clause; null where it attributes nothing. */
export function verbCue(unit: Unit, verb: number, entry: VerbEntry): Draft | null {
  const participle = unit.tag(verb) === 'JJ' && isPassive(unit, verb);
  if ((!participle && !/^VB/u.test(unit.tag(verb))) || /^(?:aux|cop)/u.test(unit.relation(verb))) return null;
  // "rules", "points": verbs of attribution only with their particle, or before "that"
  if (entry.lemma === 'point' && unit.lower(verb + 1) !== PARTICLES.point) return null;
  let subject = subjectOf(unit, verb);
  let complement = innerQuotation(unit, verb, entry) ?? interrupted(unit, verb, entry, subject);
  complement ??=
    finiteClause(unit, verb, entry) ??
    requested(unit, verb, entry) ??
    infinitive(unit, verb, entry) ??
    gerund(unit, verb, entry) ??
    objectComplement(unit, verb, entry);
  if (!complement) {
    const inverted = unit.lower(verb - 1) === ',' ? subjectAfter(unit, verb) : undefined;
    const speaker = inverted?.phrase ? inverted : subject;
    complement = fronted(unit, verb, entry, speaker);
    if (complement) subject = speaker;
  }
  complement ??= nounObject(unit, verb, entry);
  if (!complement) return null;
  // "declined to comment on it": what was declined is the content
  if (complement.rule === 'preposition' && /^(?:declin|refus)/u.test(unit.lower(unit.head(verb)))) return null;
  const passive = isPassive(unit, verb);
  if (passive && !subject.phrase && !UNSOURCED_PASSIVES.has(unit.lower(verb))) return null;
  if (passive && complement.rule === 'noun-object') return null;
  if (passive && complement.rule === 'bare' && unit.lower(verb + 1) === ',') return null;
  // "barred from seeking a third term"
  if (complement.rule === 'noun-object' && unit.tag(verb) === 'VBG' && unit.tag(verb - 1) === 'IN') return null;
  // a bare infinitive, participle or imperative without anybody who says it
  if (!passive && !subject.phrase) return null;
  const source = subject.phrase && withoutContent(subject.phrase, complement.content);
  const more = complement.more ?? [];
  const particle = PARTICLES[entry.lemma];
  if (particle && unit.lower(verb + 1) === particle) more.push(verb + 1);
  const polarity = polarityOf(unit, verb, entry.lemma);
  // "declined to say" is one cue
  const up = unit.head(verb);
  const refused = unit.relation(verb) === 'xcomp' && /^(?:declin|refus)/u.test(unit.lower(up)) && verb - up <= 3;
  const refusal = refused && up < verb ? up : -1;
  return {
    unit,
    rule: passive && !source ? 'passive' : complement.rule,
    cue: refusal >= 0 ? [{ first: groupStart(unit, refusal), last: verb }] : cueRanges(unit, verb, more),
    source,
    content: complement.content,
    polarity: complement.rule === 'question' && polarity === 'positive' ? 'uncertain' : polarity,
    lemma: entry.lemma,
  };
}

/** A source that overlaps its content is the parser's error. */
function withoutContent(source: Range, content: readonly Range[]): Range | null {
  return content.some((range) => range.first <= source.last && source.first <= range.last) ? null : source;
}
