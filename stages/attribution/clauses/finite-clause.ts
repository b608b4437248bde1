import type { VerbEntry } from '../lexicon/forms.ts';
import { CLAUSE_VERBS, OCCASIONS, TIME_WORDS, WEEKDAY } from '../lexicon/others.ts';
import { ADDRESSEE_VERBS } from '../lexicon/verbs.ts';
import { type Complement, contentEnd, hasFiniteVerb, one } from './content.ts';
import { limited } from './content-limit.ts';
import type { Unit } from './unit.ts';

const QUESTION_WORD = /^(?:whether|if|why|how|what|who|whom|whose|where|when|which)$/u;

/** Words that open a clause or phrase in front of a content's own subject: "said by 2050, prices would". */
const OPENERS =
  /^(?:although|though|as|if|when|while|once|unless|because|since|despite|without|under|by|after|before|until|even|instead|unlike|like|given|regarding|concerning|among)$/u;

/** "that" that opens the verb's clause: right after it, or after an addressee or an adverbial. */
function thatAfter(unit: Unit, verb: number, addressed: boolean, clausesOnly: boolean): number {
  const limit = Math.min(unit.tokens.length, verb + 16);
  let first = verb + 1;
  // "wrote, without a word of proof, that"
  if (unit.lower(first) === ',') {
    while (first + 1 < limit && unit.lower(first + 1) !== ',') first += 1;
    if (unit.lower(first + 2) === 'that' && unit.tag(first + 2) === 'IN') return first + 2;
    first = verb + 1;
  }
  for (let i = first; i < limit; i += 1) {
    const tag = unit.tag(i);
    // "denied that, calling it absurd"
    if (unit.lower(i) === 'that' && unit.isPunctuation(i + 1) && /^(?:VBG|CC)$/u.test(unit.tag(i + 2))) return -1;
    if (
      unit.lower(i) === 'that' &&
      (tag === 'IN' ||
        (tag === 'WDT' &&
          (i === verb + 1 ||
            (unit.lower(verb + 1) === 'to' && !/^point/u.test(unit.lower(verb))) ||
            OCCASIONS.has(unit.lower(i - 1)) ||
            // "agreed with Ms. Lee that": a name is not described without a comma
            (/^NNP/u.test(unit.tag(i - 1)) && unit.tag(verb + 1) === 'IN') ||
            (clausesOnly && unit.tag(verb + 1) === 'IN' && /^(?:PRP|DT|NN|EX)/u.test(unit.tag(i + 1))) ||
            (addressed && /^(?:NN|PRP|DT|EX|JJ|CD)/u.test(unit.tag(i + 1))))) ||
        (tag === 'DT' && (unit.relation(i) === 'mark' || opensWithSubject(unit, i, verb))))
    )
      return i;
    // "told a roaring crowd that"
    const attribute = /^VB[GN]$/u.test(tag) && unit.relation(i) === 'amod';
    if ((/^(?:VB|MD|TO$|CC$|WP|WDT|WRB|:)/u.test(tag) && !attribute) || unit.tokens[i].quotation >= 0) return -1;
  }
  return -1;
}

/** "point out | that turnout rose": "that" taken for the determiner of the clause's subject, right after a verb or its particle. */
function opensWithSubject(unit: Unit, that: number, verb: number): boolean {
  if (that !== verb + 1 && !(that === verb + 2 && unit.tag(verb + 1) === 'RP')) return false;
  const subject = unit.head(that);
  const clause = unit.relation(subject).startsWith('nsubj') ? unit.head(subject) : -1;
  return subject > that && clause > subject && hasFiniteVerb(unit, subject, clause);
}

/** Where a clause without "that" begins: before a subordinate clause or phrase that opens it and ends in a comma. */
function clauseStart(unit: Unit, verb: number, clause: number, lemma: string): number {
  let left = unit.left(clause);
  while (unit.lower(left) === ',') left += 1;
  if (left <= verb) return verb + 1;
  // "said Monday some agencies": the day belongs to the verb
  while (left < clause - 1 && WEEKDAY.test(unit.lower(left)) && /^(?:DT|NN|JJ|PRP|CD|EX)/u.test(unit.tag(left + 1)))
    left += 1;
  // "said lagging donations | had forced": a subject that was parsed as something else
  if (left > verb + 1 && /^(?:VB[DZP]|MD)$/u.test(unit.tag(left)) && nominal(unit, verb + 1, left - 1)) return verb + 1;
  // "hopes the trams | will run": the clause's subject, taken for the verb's object
  const object = unit.child(verb, 'obj');
  if (object > verb && unit.right(object) === left - 1 && /^(?:MD|VB[DZP])$/u.test(unit.tag(left)))
    return unit.left(object);
  // "says the number of | injured may grow": what only takes clauses has no object
  if (object > verb && object < left && unit.left(object) === verb + 1 && CLAUSE_VERBS.has(lemma)) return verb + 1;
  const opener = unit.lower(verb + 1);
  // "said as a child she had": no time at which it was said
  if (
    left > verb + 2 &&
    unit.lower(left) !== 'that' &&
    /^(?:as|by|without|despite|under|unlike|given)$/u.test(opener) &&
    !hasFiniteVerb(unit, verb + 1, left - 1)
  ) {
    let time = false;
    for (let i = verb + 2; i < left; i += 1) if (unit.lower(i) === ',' || TIME_WORDS.has(unit.lower(i))) time = true;
    if (!time) return verb + 1;
  }
  if (left > verb + 2 && unit.lower(left - 1) === ',' && OPENERS.test(opener)) {
    for (let i = verb + 2; i < left; i += 1)
      if (OCCASIONS.has(unit.lower(i)) || TIME_WORDS.has(unit.lower(i))) return left;
    return verb + 1;
  }
  return left;
}

/** "told them | the bill was dead", "told Reuters | two men had left": the addressee was parsed as a part of the clause. */
function afterAddressee(unit: Unit, first: number): number {
  if (/^(?:him|them|me|us|her)$/u.test(unit.lower(first)) && !/^(?:NN|JJ|VB|MD)/u.test(unit.tag(first + 1)))
    return first + 1;
  // "warned the rebels | it would"
  let spoken = first;
  while (spoken < first + 6 && /^(?:DT|NN|JJ|PRP\$|POS)/u.test(unit.tag(spoken))) spoken += 1;
  if (spoken > first && /^(?:i|he|she|it|they|we|there)$/u.test(unit.lower(spoken))) return spoken;
  let at = first;
  while (unit.tag(at) === 'NNP') at += 1;
  return at > first && /^(?:DT|CD|PRP\$?|EX|JJ|NNS)$/u.test(unit.tag(at)) ? at : first;
}

/** A stretch that can only be a clause's subject: it ends in a noun or pronoun, and is no time. */
function nominal(unit: Unit, first: number, last: number): boolean {
  for (let i = first; i <= last; i += 1)
    if (
      !/^(?:NN|PRP|DT|JJ|CD|CC|POS|VBG|VBN|IN$|EX|-LRB-|-RRB-)/u.test(unit.tag(i)) ||
      TIME_WORDS.has(unit.lower(i)) ||
      OCCASIONS.has(unit.lower(i))
    )
      return false;
  return /^(?:NN|PRP|EX|DT)/u.test(unit.tag(last)) && !/^(?:IN|TO)$/u.test(unit.tag(first));
}

/** "Asked why she had not voted, she said": the question up to the comma after which the sentence's own clause begins. */
function askedAtStart(unit: Unit, verb: number): Complement | null {
  if (verb !== 0 || unit.lower(0) !== 'asked') return null;
  let first = 1;
  // "Asked Tuesday on television if"
  while (first < 6 && !QUESTION_WORD.test(unit.lower(first)) && /^(?:IN|NN|DT)/u.test(unit.tag(first))) first += 1;
  if (!QUESTION_WORD.test(unit.lower(first))) return null;
  for (let i = first + 2; i < unit.tokens.length - 2; i += 1)
    if (unit.lower(i) === ',' && /^(?:NN|PRP|DT|JJ)/u.test(unit.tag(i + 1)) && hasFiniteVerb(unit, 2, i - 1))
      return hasFiniteVerb(unit, i + 1, unit.tokens.length - 1) ? one(unit, 'question', { first, last: i - 1 }) : null;
  return null;
}

/** The head of the clause that "that" at `mark` opens. */
function clauseOf(unit: Unit, mark: number, verb: number): number {
  let head = unit.head(mark);
  if (head > mark && unit.tag(mark) === 'DT' && unit.relation(head).startsWith('nsubj')) head = unit.head(head);
  // "that if it rains, | they will wait": the mark may hang on the clause that comes first
  while (head > mark && unit.relation(head).startsWith('advcl') && unit.head(head) > head) head = unit.head(head);
  return head > mark ? head : verb;
}

/** A complement, or a question right after the verb that the parser took for an adverbial clause. */
function isClause(unit: Unit, child: number, verb: number): boolean {
  const relation = unit.relation(child);
  if (/^c(?:comp|subj)/u.test(relation)) return true;
  const addressee = unit.child(verb, 'obj', 'iobj', 'obl:agent');
  const after = addressee > verb ? unit.right(addressee) + 1 : -1;
  return (
    relation.startsWith('advcl') &&
    (unit.left(child) === verb + 1 ||
      (unit.left(child) === after && /^(?:whether|if|why|how|what)$/u.test(unit.lower(after)))) &&
    QUESTION_WORD.test(unit.lower(unit.left(child)))
  );
}

/** A complement with a finite verb: "that …", a clause without it, or a question. */
export function finiteClause(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const addressed = ADDRESSEE_VERBS.has(entry.lemma);
  const special = askedAtStart(unit, verb) ?? relativized(unit, verb, entry);
  if (special) return special;
  const that = thatAfter(unit, verb, addressed, CLAUSE_VERBS.has(entry.lemma));
  const clause = unit.children[verb].find((c) => c > verb && isClause(unit, c, verb)) ?? -1;
  if (that >= 0 && (entry.frames.has('clause') || entry.frames.has('that'))) {
    const head = clauseOf(unit, that, verb);
    const between = that > verb + 1 ? unit.head(that) : -1;
    // "rejected the claim that": the noun's clause, not the verb's
    const relation = between >= 0 ? unit.relation(between) : 'ccomp';
    const occasion = between >= 0 && OCCASIONS.has(unit.lower(unit.head(between)));
    // "announced after the match that": the adverbial's noun has no clause of its own
    const noun = between >= 0 ? unit.head(between) : -1;
    const adverbial = noun > verb && unit.head(noun) === verb && unit.relation(noun).startsWith('obl');
    const told = addressed && unit.tag(that) === 'WDT';
    const parted = unit.lower(that - 1) === ',' && unit.lower(verb + 1) === ',';
    if (parted || !/^(?:acl)/u.test(relation) || unit.head(between) === verb || occasion || adverbial || told) {
      const last = head === verb ? unit.right(verb) : contentEnd(unit, verb, head, that);
      if (last > that) return one(unit, 'that', { first: that, last });
    }
  }
  if (clause < 0) return openQuestion(unit, verb, entry) ?? objectClause(unit, verb, entry);
  const asked = QUESTION_WORD.test(unit.lower(verb + 1)) && entry.frames.has('question');
  let first = asked ? verb + 1 : clauseStart(unit, verb, clause, entry.lemma);
  const opening = unit.lower(first);
  const question =
    QUESTION_WORD.test(opening) || (/^(?:about|on|of|to)$/u.test(opening) && QUESTION_WORD.test(unit.lower(first + 1)));
  if (addressed && first === verb + 1) first = afterAddressee(unit, first);
  // "…, they said Sunday — a blow to the town"
  if (/^(?:[—–]|--)$/u.test(unit.lower(first - 1)) && !/^(?:[—–]|--)$/u.test(unit.lower(verb + 1))) return null;
  // "the cuts announced Thursday | would save": a participle that was tagged as a past form
  if (unit.tag(verb) === 'VBD' && /^(?:MD|VB[DZP])$/u.test(unit.tag(first)) && first === unit.left(clause)) {
    const subject = unit.child(clause, 'nsubj', 'nsubj:pass', 'csubj', 'expl');
    if (subject < 0 && unit.lower(verb).endsWith('ed')) return null;
  }
  const last = contentEnd(unit, verb, clause, first);
  if (question && (entry.frames.has('question') || entry.frames.has('clause')))
    return one(unit, 'question', { first, last });
  if (!entry.frames.has('clause') || /^(?:where|when|which|who|and|but)$/u.test(opening)) return null;
  // "announced plans, a step that some opposed": the clause says something of the object
  const object = unit.child(verb, 'obj');
  if (object > verb && object < first && !addressed && (unit.lower(first) === ',' || unit.lower(first - 1) === ','))
    return null;
  if (
    /^VB[GN]?$/u.test(unit.tag(clause)) &&
    unit.child(clause, 'aux', 'nsubj', 'nsubj:pass', 'nsubj:outer', 'expl') < 0
  )
    return null;
  return one(unit, 'bare', { first, last });
}

/**
 * "funds that officials said were missing", "a move critics say ends the talks": a finite verb right after the cue, whose
 * subject the relative clause describes. "what" names the content and is not part of it.
 */
function relativized(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const next = verb + 1;
  if (!entry.frames.has('clause') || !/^(?:VB[DZP]?|MD)$/u.test(unit.tag(next))) return null;
  const subject = unit.child(verb, 'nsubj');
  if (subject < 0 || subject > verb || !/^(?:NN|PRP|DT)/u.test(unit.tag(subject))) return null;
  const opening = unit.left(subject) - 1;
  const pronoun = /^(?:WP|WDT|IN)$/u.test(unit.tag(opening)) && /^(?:which|who|that|what)$/u.test(unit.lower(opening));
  const marked = /^(?:PRP|DT|NNP$)/u.test(unit.tag(opening + 1)) && unit.tag(opening) !== 'NNP';
  const relative = unit.relation(verb).startsWith('acl') || unit.tag(opening + 1) === 'PRP';
  if (!pronoun && !(marked && relative && /^NN/u.test(unit.tag(opening)))) return null;
  if (!pronoun && unit.tag(next) === 'VB') return null;
  const main = unit.head(next) > next ? unit.head(next) : next;
  let last = Math.max(unit.right(main), unit.right(verb), ...unit.children[verb].map((c) => unit.right(c)));
  for (let i = next + 1; i <= last; i += 1)
    if (/^[,;:]$/u.test(unit.lower(i)) || unit.tokens[i].quotation >= 0) last = i - 1;
  const clause = one(unit, 'bare', { first: next, last });
  if (clause && pronoun && unit.lower(opening) !== 'what') clause.content.unshift({ first: opening, last: opening });
  return clause;
}

/** "hopes the trams will run", "know the road is closed": a clause whose subject was parsed as the verb's object. */
function objectClause(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const object = unit.child(verb, 'obj');
  if (object <= verb || !entry.frames.has('clause') || unit.left(object) !== verb + 1) return null;
  const finite = unit.right(object) + 1;
  if (finite >= unit.tokens.length || !/^(?:MD|VB[DZP])$/u.test(unit.tag(finite))) return null;
  const head = unit.head(finite) > finite ? unit.head(finite) : finite;
  // "knows the man and left": a second verb of the cue's subject
  if (unit.relation(head) === 'conj' && unit.tag(finite) !== 'MD') return null;
  const first = unit.left(object);
  return one(unit, 'bare', { first, last: limited(unit, verb, finite, first, unit.right(head)) });
}

/** "asked why the vote was late": the question word, where the parser made it an object with a relative clause. */
function openQuestion(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  const first = verb + 1;
  if (!entry.frames.has('question') || !QUESTION_WORD.test(unit.lower(first))) return null;
  // "would not say why"
  if (/^(?:why|how|when|where)$/u.test(unit.lower(first)) && unit.isPunctuation(first + 1))
    return one(unit, 'question', { first, last: first });
  const child = unit.children[verb].find((c) => unit.left(c) === first);
  if (child === undefined || unit.right(child) < first + 2) return null;
  return one(unit, 'question', { first, last: contentEnd(unit, verb, child, first) });
}
