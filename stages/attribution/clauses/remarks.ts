import { VERB_FORMS } from '../lexicon/forms.ts';
import { groupStart } from './coordination.ts';
import { phraseBefore } from './noun-phrase.ts';
import type { Range, Unit } from './unit.ts';

const speaks = (unit: Unit, at: number) => VERB_FORMS.get(unit.lower(at))?.meanings.has('speech') === true;

/**
 * "said the strike was over, adding that", "calling it a farce and urging": the verb of speech that a participle after a
 * comma or conjunction goes on with, though parsers join it to that verb's content; -1 for none.
 */
export function outerSpeaker(unit: Unit, participle: number): number {
  if (unit.tag(participle) !== 'VBG' || !speaks(unit, participle)) return -1;
  // `"where it counts," pointing to`: the mark closes after the comma
  const marked = /^["”’»]$/u.test(unit.lower(participle - 1)) && unit.lower(participle - 2) === ',';
  const before = marked ? ',' : unit.lower(participle - 1);
  if (before === 'and' || before === 'but') {
    for (let i = participle - 2; i > 0; i -= 1) {
      if (unit.tokens[i].quotation >= 0 || /^[.;:]$/u.test(unit.lower(i))) return -1;
      if (unit.tag(i) === 'VBG' && speaks(unit, i) && unit.lower(i - 1) === ',') return i;
    }
    return -1;
  }
  if (before !== ',') return -1;
  for (let up = unit.head(participle), inner = participle; up >= 0; inner = up, up = unit.head(up)) {
    const finite = /^VB[DZP]$/u.test(unit.tag(up)) || unit.child(up, 'aux', 'cop') >= 0;
    if (up > participle || !finite) continue;
    const described = unit.relation(up).startsWith('acl') && inner !== participle;
    const over = unit.head(up);
    if (described) continue;
    if (unit.relation(up).startsWith('ccomp') && over >= 0 && over < up && speaks(unit, over)) return over;
    // behind a closing mark the quoted words' own verbs have nothing to do with it
    if (marked && over >= 0) continue;
    return inner === participle && unit.child(participle, 'nsubj') < 0 ? -1 : up;
  }
  return -1;
}

/** "President Reyes, asked about the dispute, | said": what stands before a participle between commas. */
export function partedSubject(unit: Unit, verb: number, floor: number): Range | null {
  let start = verb;
  while (start > floor && /^(?:MD|RB)$/u.test(unit.tag(start - 1))) start -= 1;
  if (unit.lower(start - 1) !== ',' || !/^VB[DZP]$/u.test(unit.tag(verb))) return null;
  let comma = start - 2;
  while (comma > floor && unit.lower(comma) !== ',') {
    if (unit.tokens[comma].quotation >= 0 || /^[:;]$/u.test(unit.lower(comma))) return null;
    comma -= 1;
  }
  const opening = comma + 1;
  if (comma <= floor || unit.lower(comma) !== ',' || !/^VB[DNG]$/u.test(unit.tag(opening))) return null;
  for (let i = opening + 1; i < start - 1; i += 1) if (/^(?:VB[DZP]|MD)$/u.test(unit.tag(i))) return null;
  const phrase = phraseBefore(unit, comma, floor);
  // "studies, published in 1989, show": what describes a noun belongs to it, what somebody was asked does not
  const asked = unit.tag(opening) === 'VBG' || VERB_FORMS.get(unit.lower(opening))?.frames.has('order');
  return phrase && !asked ? { first: phrase.first, last: start - 2 } : phrase;
}

/**
 * "Mr. Gale, who has denied that it leaks, | wrote", "the clerks, among them two of mine, | say": a subject with what stands
 * between commas behind it, whatever the parser gave the verb for a subject.
 */
export function describedSubject(unit: Unit, verb: number, floor: number): Range | null {
  const start = groupStart(unit, verb);
  if (unit.lower(start - 1) !== ',' || !/^(?:VB[DZPN]|MD)$/u.test(unit.tag(start)) || unit.lower(verb + 1) === 'by')
    return null;
  let opening = start - 2;
  let verbs = 0;
  for (; opening > floor; opening -= 1) {
    if (unit.tokens[opening].quotation >= 0 || /^[:;]$/u.test(unit.lower(opening))) return null;
    if (/^(?:VB[DZP]|MD)$/u.test(unit.tag(opening))) verbs += 1;
    if (unit.lower(opening - 1) !== ',') continue;
    const word = unit.lower(opening);
    if (/^(?:who|which|whose)$/u.test(word)) break;
    if (/^(?:including|among|like|such)$/u.test(word) && verbs === 0) break;
    // "Jeb Henson, the Texan who leads the committee, | faulted"
    if (/^(?:DT|NN|JJ|CD)/u.test(unit.tag(opening)) && describes(unit, opening, start - 1)) break;
    // the verb goes on with the clause before that comma
    if (/^(?:VB[DZP]|MD|CC|PRP|EX)$/u.test(unit.tag(opening))) return null;
  }
  if (opening <= floor + 1) return null;
  const phrase = phraseBefore(unit, opening - 1, floor);
  if (!phrase) return null;
  // "Her rival, Attorney General Roy Hart, who"
  const role = unit.lower(phrase.first - 1) === ',' ? phraseBefore(unit, phrase.first - 1, floor) : null;
  const named =
    role && /^NNP/u.test(unit.tag(phrase.first)) && (role.first === floor || unit.tag(role.first - 1) === 'CC');
  return { first: named ? role.first : phrase.first, last: start - 2 };
}

/** "the Texan who leads the committee": a noun phrase with a relative clause between two tokens, and no comma. */
function describes(unit: Unit, first: number, end: number): boolean {
  let pronoun = -1;
  for (let i = first; i < end; i += 1) {
    if (unit.lower(i) === ',') return false;
    if (/^(?:VB[DZP]|MD)$/u.test(unit.tag(i)) && pronoun < 0) return false;
    if (pronoun < 0 && /^(?:who|which)$/u.test(unit.lower(i))) pronoun = i;
  }
  return pronoun > first;
}

/** "leaders, who called it a mistake and urged": the verb in the same relative clause; -1 where there is none. */
export function describedBefore(unit: Unit, verb: number): number {
  if (unit.tag(verb - 1) !== 'CC' || !speaks(unit, verb)) return -1;
  let cue = -1;
  for (let i = verb - 2; i > 0; i -= 1) {
    if (/^[,.;:]$/u.test(unit.lower(i)) || unit.tokens[i].quotation >= 0) return -1;
    if (/^VB[DZP]$/u.test(unit.tag(i))) {
      if (cue >= 0 || !speaks(unit, i) || unit.tag(i) !== unit.tag(verb)) return -1;
      cue = i;
    }
    if (unit.lower(i) === 'who') return cue === i + 1 ? cue : -1;
  }
  return -1;
}

/**
 * "Senator Gale, who spoke at the event, praised it and | said": the sentence's main verb after a relative clause, where the
 * parser joined the second verb to that clause; -1 where there is none.
 */
export function afterDescription(unit: Unit, pronoun: number, described: number, verb: number): number {
  if (!/^(?:who|which)$/u.test(unit.lower(pronoun)) || pronoun > described) return -1;
  for (let i = described + 1; i < verb - 1; i += 1)
    if (unit.lower(i) === ',' && /^VB[DZPN]$/u.test(unit.tag(i + 1)) && unit.child(i + 1, 'nsubj') !== pronoun)
      if (unit.tag(i + 1) !== 'VBN' || (speaks(unit, i + 1) && unit.lower(i + 2) !== 'by')) return i + 1;
  return -1;
}
