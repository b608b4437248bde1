import { ADJECTIVE_FORMS } from '../lexicon/adjectives.ts';
import { PARTISANS } from '../lexicon/nouns.ts';
import { contentEnd, trimContent } from './content.ts';
import { cueRanges } from './cue-words.ts';
import type { Draft } from './draft.ts';
import { nounPhrase } from './noun-phrase.ts';
import { polarityOf } from './polarity.ts';
import { mainSubject, subjectOf } from './subject.ts';
import type { Range, Unit } from './unit.ts';

/** "Tokyo is fearful of a rising China", "Japan is keen to expand", "she was sure that". */
export function adjectiveCue(unit: Unit, adjective: number): Draft | null {
  const frames = ADJECTIVE_FORMS.get(unit.lower(adjective));
  if (!frames || !/^(?:JJ|VBN|VBD)/u.test(unit.tag(adjective))) return null;
  const copula = copulaOf(unit, adjective);
  // "make sure that"
  if (copula < 0 && /^ma[kd]/u.test(unit.lower(unit.head(adjective)))) return null;
  const described = copula < 0 ? describedBy(unit, adjective) : null;
  if (copula < 0 && !described && !/^xcomp/u.test(unit.relation(adjective))) return null;
  const subject = described ?? subjectAt(unit, adjective);
  if (!subject) return null;
  // "remained confident | the bill would pass": the clause may hang on the linking verb
  const linked = unit.relation(adjective).startsWith('xcomp') ? unit.children[unit.head(adjective)] : [];
  const after = linked.filter((child) => unit.left(child) === adjective + 1);
  for (const child of [...unit.children[adjective], ...after]) {
    if (child <= adjective) continue;
    const first = unit.left(child);
    const opening = unit.lower(first);
    const relation = unit.relation(child);
    const more: number[] = [];
    let start = -1;
    if (/^(?:ccomp|xcomp|advcl|acl)/u.test(relation)) {
      if (opening === 'to' && frames.has('infinitive')) start = first;
      else if (opening !== 'to' && frames.has('clause') && /^(?:ccomp|advcl)$/u.test(relation)) {
        if (opening === 'that' || (relation === 'ccomp' && unit.tag(first) !== 'CC')) start = first;
      } else if (opening === 'that' && frames.has('clause') && first === adjective + 1) start = first;
    }
    if (start < 0 && frames.has(opening) && /^(?:obl|nmod|advcl|xcomp)/u.test(relation) && first === adjective + 1) {
      start = first + 1;
      more.push(first);
    }
    if (start <= adjective) continue;
    const content = trimContent(unit, { first: start, last: contentEnd(unit, adjective, child, start) });
    if (!content) continue;
    return {
      unit,
      rule: 'adjective',
      cue: cueRanges(unit, adjective, more),
      source: subject,
      content: [content],
      polarity: polarityOf(unit, adjective, unit.lower(adjective)),
      lemma: unit.lower(adjective),
    };
  }
  return null;
}

/** "voters | worried about crime", "groups | willing to talk": the noun right before an adjective that describes it. */
function describedBy(unit: Unit, adjective: number): Range | null {
  const noun = unit.head(adjective);
  if (noun !== adjective - 1 || !/^(?:amod|acl)/u.test(unit.relation(adjective)) || !/^(?:NN|DT)/u.test(unit.tag(noun)))
    return null;
  const preposition = unit.child(noun, 'case');
  return nounPhrase(unit, noun, preposition >= 0 && preposition < noun ? preposition + 1 : 0, adjective);
}

/** The form of "be" before an adjective; "would be willing" may have an auxiliary for it. -1 where there is none. */
function copulaOf(unit: Unit, adjective: number): number {
  const copula = unit.child(adjective, 'cop', 'aux:pass');
  if (copula >= 0) return copula;
  return unit.children[adjective].find((c) => c < adjective && /^(?:be|been|being)$/u.test(unit.lower(c))) ?? -1;
}

function subjectAt(unit: Unit, adjective: number): Range | null {
  // "it is worried that" has somebody who worries, "it is certain that" has nobody
  const felt = /(?:ed|afraid|confident|hopeful|aware|optimistic|ready|willing|eager|keen)$/u.test(
    unit.lower(adjective),
  );
  const head = unit.child(adjective, 'nsubj', 'nsubj:pass', ...(felt ? ['expl'] : []));
  const main = head >= 0 ? mainSubject(unit, head, adjective) : null;
  if (main) return main;
  if (head >= 0 && head < adjective) return nounPhrase(unit, head, 0, adjective);
  return head < 0 ? subjectOf(unit, adjective).phrase : null;
}

/** "He is a critic of the war", "They were opponents of slavery": what somebody is said to be for or against. */
export function partisanCue(unit: Unit, noun: number): Draft | null {
  if (!PARTISANS.has(unit.lower(noun)) || !/^NNS?$/u.test(unit.tag(noun)) || unit.lower(noun + 1) !== 'of') return null;
  const copula = unit.child(noun, 'cop');
  const object = unit.head(noun + 1);
  if (copula < 0 || object <= noun + 1) return null;
  const source = subjectAt(unit, noun);
  const content = trimContent(unit, { first: noun + 2, last: contentEnd(unit, noun, object, noun + 2) });
  if (!source || !content || source.last >= copula) return null;
  return {
    unit,
    rule: 'adjective',
    cue: [{ first: copula, last: noun + 1 }],
    source,
    content: [content],
    polarity: polarityOf(unit, noun, unit.lower(noun)),
    lemma: unit.lower(noun),
  };
}

/** What is against somebody and thinks nothing. */
const CONTESTS =
  /^(?:games?|match|matches|fight|struggle|war|battle|action|crimes?|case|cases|vote|decisions?|ruling|odds|evidence|charges?|lawsuit|suit)$/u;

/** "The party is against banning cars", "He was in favor of the ban": a stance told by a preposition alone. */
export function stanceCue(unit: Unit, at: number): Draft | null {
  const favor = /^favou?r$/u.test(unit.lower(at)) && unit.lower(at - 1) === 'in' && unit.lower(at + 1) === 'of';
  if (unit.lower(at) !== 'against' && !favor) return null;
  const first = favor ? at + 2 : at + 1;
  let be = favor ? at - 2 : at - 1;
  while (/^RB/u.test(unit.tag(be))) be -= 1;
  if (!/^(?:is|are|was|were|am|be|been|['’](?:s|re|m))$/u.test(unit.lower(be))) return null;
  const head = unit.head(first - 1) >= first ? unit.head(first - 1) : unit.head(be);
  if (head < first) return null;
  const source = subjectOf(unit, head).phrase ?? subjectOf(unit, at).phrase;
  const content = trimContent(unit, { first, last: contentEnd(unit, at, head, first) });
  // "the game is against Leeds"
  const contest = source && CONTESTS.test(unit.lower(source.last));
  if (!source || contest || !content || source.last >= be || unit.lower(source.first) === 'it') return null;
  const cue = [{ first: be, last: first - 1 }];
  return { unit, rule: 'adjective', cue, source, content: [content], polarity: 'positive', lemma: unit.lower(at) };
}

/** "reportedly", "allegedly": the clause is somebody's, and nobody says whose. */
export function reportingAdverb(unit: Unit, adverb: number): Draft | null {
  const head = unit.head(adverb);
  const clause = head >= 0 ? head : adverb;
  const parts = [
    { first: unit.left(clause), last: adverb - 1 },
    { first: adverb + 1, last: unit.right(clause) },
  ];
  // "the rifle he allegedly used — one of two": a dash ends the clause
  for (let i = adverb + 1; i <= parts[1].last; i += 1) if (/^(?:[—–;]|--)$/u.test(unit.lower(i))) parts[1].last = i - 1;
  // "for allegedly stealing it": the article's own preposition
  if (parts[0].first === parts[0].last && unit.tag(parts[0].first) === 'IN') parts.shift();
  const content = parts.flatMap((part) => trimContent(unit, part) ?? []);
  if (content.length === 0) return null;
  return {
    unit,
    rule: 'adverb',
    cue: [{ first: adverb, last: adverb }],
    source: null,
    content,
    polarity: 'positive',
    lemma: unit.lower(adverb),
  };
}
