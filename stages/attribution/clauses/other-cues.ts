import { ADJECTIVE_FORMS } from '../lexicon/adjectives.ts';
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
  if (copula < 0 && !/^xcomp/u.test(unit.relation(adjective))) return null;
  const subject = subjectAt(unit, adjective);
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
