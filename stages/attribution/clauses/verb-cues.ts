import type { VerbEntry } from '../lexicon/forms.ts';
import { CLAUSE_VERBS, JUDGING_PASSIVES, TIME_WORDS, UNSOURCED_PASSIVES } from '../lexicon/others.ts';
import { ADDRESSEE_VERBS, PARTICLES } from '../lexicon/verbs.ts';
import { type Complement, one } from './content.ts';
import { limited } from './content-limit.ts';
import { groupStart } from './coordination.ts';
import { cueRanges } from './cue-words.ts';
import type { Draft } from './draft.ts';
import { finalCue } from './final-cue.ts';
import { finiteClause } from './finite-clause.ts';
import { fronted, interrupted } from './fronted.ts';
import { gerund, infinitive, requested, subjunctive } from './infinitive.ts';
import { phraseBefore } from './noun-phrase.ts';
import { nounObject, objectComplement, toldFeeling } from './objects.ts';
import { isPassive } from './passives.ts';
import { isNobody, NEGATIVE, polarityOf } from './polarity.ts';
import { opensClause, remainder } from './remainder.ts';
import { raisedSubject, type Subject, subjectOf } from './subject.ts';
import { subjectAfter } from './subject-after.ts';
import type { Range, Unit } from './unit.ts';

/** `he said, ‘Wait,’ and left`: a quotation inside another one, which is read as words and marks. */
function innerQuotation(unit: Unit, verb: number, entry: VerbEntry): Complement | null {
  if (!entry.frames.has('direct') || !/^[,:]$/u.test(unit.lower(verb + 1))) return null;
  if (!/^["“‘'«]$/u.test(unit.lower(verb + 2)) || unit.tokens[verb + 2].quotation >= 0) return null;
  for (let i = verb + 4; i < unit.tokens.length; i += 1)
    if (/^["”’'»]$/u.test(unit.lower(i)) && !unit.tokens[i].spaceBefore)
      return { rule: 'direct', content: [{ first: verb + 2, last: i }] };
  return null;
}

/** "quoted an official as saying it was late": what a paper quotes is somebody's saying something. */
function quotedPerson(unit: Unit, verb: number, lemma: string): Complement | null {
  if (!/^(?:quote|cite)$/u.test(lemma) || isPassive(unit, verb)) return null;
  for (let i = verb + 2; i < unit.tokens.length - 1 && i < verb + 24 && unit.tokens[i].quotation < 0; i += 1) {
    if (unit.lower(i) !== 'as' || unit.tag(i + 1) !== 'VBG') continue;
    const last = Math.max(unit.right(i + 1), unit.right(verb));
    return one(unit, 'noun-object', { first: verb + 1, last: limited(unit, verb, i + 1, i + 1, last) });
  }
  return null;
}

/** What is found out by looking. */
const SOUGHT = /^(?:see|find|discover|learn|establish|ascertain|figure)$/u;

/** What is done by saying or wanting it, so that a passive's subject is what somebody says or wants. */
const SAID_OF =
  /^(?:report|expect|announce|confirm|propose|suspect|fear|allege|recommend|suggest|threaten|predict|forecast|demand|urge|request|reveal|disclose)$/u;

/** Passives whose subject is said or seen to be somehow: "were reported | killed", "was observed | leaving". */
const FOUND_TO_BE = /^(?:report|observe|see|hear|show|confirm|fear|believe|suspect|presume)$/u;

/** "no injuries were reported", "protests are expected in the capital", "40 people were reported killed". */
function passiveSubject(unit: Unit, verb: number, lemma: string): Complement | null {
  const head = unit.child(verb, 'nsubj:pass');
  if (head < 0 || head > verb || !/^NN/u.test(unit.tag(head))) return null;
  const state = FOUND_TO_BE.test(lemma) && /^(?:VB[NG]|JJ)$/u.test(unit.tag(verb + 1)) && unit.head(verb + 1) === verb;
  if (!state && !SAID_OF.test(lemma)) return null;
  // "losses will be reported": by then they were not
  if (unit.children[verb].some((c) => /^(?:MD|TO)$/u.test(unit.tag(c)))) return null;
  const subject = raisedSubject(unit, verb);
  if (!subject || subject.last >= verb) return null;
  // "ten cases were reported" is the article's own
  if (!state && lemma === 'report' && unit.lower(subject.first) !== 'no') return null;
  const rest = state || lemma === 'expect' ? one(unit, 'passive', { first: verb + 1, last: unit.right(verb) }) : null;
  return { rule: 'passive', content: [subject, ...(rest?.content ?? [])] };
}

/** "the cuts announced Thursday": what a participle with nothing but a time or "by" says was announced; null for any other. */
function announcedBefore(unit: Unit, verb: number, lemma: string): Complement | null {
  if (lemma !== 'announce' || !/^VB[DN]$/u.test(unit.tag(verb)) || !/^NN/u.test(unit.tag(verb - 1))) return null;
  if (!TIME_WORDS.has(unit.lower(verb + 1)) || unit.child(verb, 'aux', 'aux:pass') >= 0) return null;
  const next = verb + 2;
  const described = unit.tag(verb) === 'VBN' || /^(?:MD|VB[DZP])$/u.test(unit.tag(next)) || unit.lower(next) === 'by';
  const noun = described ? phraseBefore(unit, verb, 0) : null;
  return noun && one(unit, 'passive', noun);
}

/** ", allegations the ministry denies", " - a charge the firm rejects": what is denied is named before who denies it. */
function deniedCharge(unit: Unit, verb: number, entry: VerbEntry): Draft | null {
  if (!NEGATIVE.has(entry.lemma) || !/^VB/u.test(unit.tag(verb)) || !unit.isPunctuation(verb + 1)) return null;
  const end = groupStart(unit, verb);
  let charge = end - 1;
  while (charge > end - 8 && /^(?:DT|NN|JJ|POS|PRP)/u.test(unit.tag(charge)) && !CHARGES.test(unit.lower(charge)))
    charge -= 1;
  if (!CHARGES.test(unit.lower(charge)) || charge >= end - 1) return null;
  const first = /^(?:an?|the)$/u.test(unit.lower(charge - 1)) ? charge - 1 : charge;
  if (!/^(?:[,;—–-]|--)$/u.test(unit.lower(first - 1))) return null;
  return {
    unit,
    rule: 'noun-object',
    cue: cueRanges(unit, verb),
    source: { first: charge + 1, last: end - 1 },
    content: [{ first, last: charge }],
    polarity: polarityOf(unit, verb, entry.lemma),
    lemma: entry.lemma,
  };
}

/** What is said against somebody, and denied. */
const CHARGES = /^(?:(?:charge|claim|allegation|accusation|suggestion|report|assertion)s?)$/u;

/** "A religious affairs adviser for the town | says": all before the verb, where the parser took one of its nouns for a verb. */
function opening(unit: Unit, verb: number): Range | null {
  if (!/^VB[DZP]$/u.test(unit.tag(verb)) || isPassive(unit, verb)) return null;
  let first = verb;
  while (first > 0 && /^(?:DT|NN|JJ|CD|POS|PRP\$|IN|HYPH|VBP$|VBG$)/u.test(unit.tag(first - 1))) first -= 1;
  const whole = first === 0 || /^[,;:]$/u.test(unit.lower(first - 1));
  return whole && first < verb && /^(?:DT|NN|JJ|CD|PRP\$)/u.test(unit.tag(first)) && unit.tag(verb - 1).startsWith('NN')
    ? { first, last: verb - 1 }
    : null;
}

/** What a verb of the lexicon attributes, from its clause; null where it attributes nothing. */
export function verbCue(unit: Unit, verb: number, entry: VerbEntry): Draft | null {
  const participle = unit.tag(verb) === 'JJ' && isPassive(unit, verb);
  if ((!participle && !/^VB/u.test(unit.tag(verb))) || /^cop/u.test(unit.relation(verb))) return null;
  // no verb of the lexicon is an auxiliary; "say" is parsed as one before a clause without "that"
  if (/^aux/u.test(unit.relation(verb)) && !CLAUSE_VERBS.has(entry.lemma)) return null;
  // "his expected visit": an adjective
  if (unit.tag(verb) === 'VBN' && unit.relation(verb) === 'amod' && unit.head(verb) > verb) return null;
  if (
    /^(?:POS|PRP\$)$/u.test(unit.tag(verb - 1)) &&
    /^VB[DN]$/u.test(unit.tag(verb)) &&
    unit.tag(verb + 1).startsWith('NN')
  )
    return null;
  // "waiting to see who wins", "it remains to be seen"
  if (entry.lemma === 'see' && /^(?:wait|remain)/u.test(unit.lower(unit.head(verb)))) return null;
  // "rules", "points": verbs of attribution only with their particle, or before "that"
  if (entry.lemma === 'point' && !/^(?:out|to)$/u.test(unit.lower(verb + 1))) return null;
  // "sent to a laboratory to determine whether", "trying to find out who": nobody has found it yet
  const sought =
    SOUGHT.test(entry.lemma) && unit.tag(verb) === 'VB' && unit.children[verb].some((c) => unit.tag(c) === 'TO');
  if (sought && /^(?:whether|if|what|who|why|how|which|where|when)$/u.test(unit.lower(verb + 1))) return null;
  // "he should worry about it": nobody does
  if (
    !entry.frames.has('direct') &&
    unit.children[verb].some((c) => c < verb && /^(?:should|must|ought)$/u.test(unit.lower(c)))
  )
    return null;
  const denial = deniedCharge(unit, verb, entry);
  if (denial) return denial;
  const announced = announcedBefore(unit, verb, entry.lemma);
  if (announced) {
    const source = isPassive(unit, verb) ? subjectOf(unit, verb).phrase : null;
    return {
      unit,
      rule: 'passive',
      cue: cueRanges(unit, verb),
      source,
      content: announced.content,
      polarity: 'positive',
      lemma: entry.lemma,
    };
  }
  let subject = subjectOf(unit, verb);
  if (!subject.phrase && entry.lemma === 'say') subject = { ...subject, phrase: opening(unit, verb) };
  const turned = finalCue(unit);
  if (turned?.verb === verb)
    return {
      unit,
      rule: 'fronted',
      cue: cueRanges(unit, verb),
      source: turned.source,
      content: [turned.content],
      polarity: 'positive',
      lemma: entry.lemma,
    };
  let complement =
    quotedPerson(unit, verb, entry.lemma) ??
    innerQuotation(unit, verb, entry) ??
    toldFeeling(unit, verb, entry) ??
    interrupted(unit, verb, entry, subject);
  complement ??=
    finiteClause(unit, verb, entry) ??
    subjunctive(unit, verb, entry) ??
    requested(unit, verb, entry) ??
    infinitive(unit, verb, entry) ??
    gerund(unit, verb, entry) ??
    objectComplement(unit, verb, entry);
  if (!complement) {
    const inverted = unit.lower(verb - 1) === ',' ? subjectAfter(unit, verb) : null;
    const speaker: Subject = inverted ? { phrase: inverted, passive: false } : subject;
    complement = fronted(unit, verb, entry, speaker);
    if (complement) subject = speaker;
  }
  if (entry.frames.has('clause') && opensClause(unit, verb + 1)) complement ??= remainder(unit, verb, entry, subject);
  complement ??=
    nounObject(unit, verb, entry) ?? remainder(unit, verb, entry, subject) ?? passiveSubject(unit, verb, entry.lemma);
  if (!complement) return null;
  // "declined to comment on it": what was declined is the content
  if (complement.rule === 'preposition' && /^(?:declin|refus)/u.test(unit.lower(unit.head(verb)))) return null;
  const passive = isPassive(unit, verb);
  const judged = /^(?:as|preposition)$/u.test(complement.rule) && JUDGING_PASSIVES.has(unit.lower(verb));
  if (passive && !subject.phrase && !judged && !UNSOURCED_PASSIVES.has(unit.lower(verb))) return null;
  if (passive && complement.rule === 'noun-object') return null;
  if (passive && complement.rule === 'bare' && !ADDRESSEE_VERBS.has(entry.lemma)) return null;
  // "barred from seeking a third term"
  if (complement.rule === 'noun-object' && unit.tag(verb) === 'VBG' && unit.tag(verb - 1) === 'IN') return null;
  // a bare infinitive, participle or imperative without anybody who says it
  if (!passive && !subject.phrase) return null;
  const source = subject.phrase && withoutContent(subject.phrase, complement.content);
  // "it is too early to decide": nobody does
  const nobody = source && source.first === source.last && unit.lower(source.first) === 'it';
  if (nobody && unit.tag(verb) === 'VB' && unit.tag(unit.head(verb)).startsWith('JJ')) return null;
  // "was portrayed | as | a liar", by nobody in the sentence: who was portrayed is content, too
  const named = passive && !subject.phrase && complement.rule === 'as' ? raisedSubject(unit, verb) : null;
  const content =
    named && named.last < verb && unit.lower(named.last) !== 'what'
      ? [named, ...complement.content]
      : complement.content;
  const more = complement.more ?? [];
  const particle = PARTICLES[entry.lemma];
  if (particle && unit.lower(verb + 1) === particle) more.push(verb + 1);
  const said = polarityOf(unit, verb, entry.lemma);
  const polarity = said === 'positive' && source && isNobody(unit, source) ? 'negative' : said;
  // "declined to say" is one cue
  const up = unit.head(verb);
  const asks = entry.lemma === 'know' && /^(?:demand|want|ask)/u.test(unit.lower(up));
  const refuses = asks || /^(?:declin|refus)/u.test(unit.lower(up));
  const refused = unit.relation(verb) === 'xcomp' && refuses && verb - up <= 3;
  const refusal = refused && up < verb ? up : -1;
  return {
    unit,
    rule: passive && !source ? 'passive' : complement.rule,
    cue: refusal >= 0 ? [{ first: groupStart(unit, refusal), last: verb }] : cueRanges(unit, verb, more),
    source,
    content,
    polarity: complement.rule === 'question' && polarity === 'positive' ? 'uncertain' : polarity,
    lemma: entry.lemma,
  };
}

/** A source that overlaps its content is the parser's error. */
function withoutContent(source: Range, content: readonly Range[]): Range | null {
  return content.some((range) => range.first <= source.last && source.first <= range.last) ? null : source;
}
