import { VERB_FORMS } from '../lexicon/forms.ts';
import { phraseBefore } from './noun-phrase.ts';
import type { Range, Unit } from './unit.ts';

const speaks = (unit: Unit, at: number) => VERB_FORMS.get(unit.lower(at))?.meanings.has('speech') === true;

/**
 * "said the strike was over, adding that", "calling it a farce and urging": the verb of speech that a participle after a
 * comma or conjunction goes on with, though parsers join it to that verb's content; -1 for none.
 */
export function outerSpeaker(unit: Unit, participle: number): number {
  if (unit.tag(participle) !== 'VBG' || !speaks(unit, participle)) return -1;
  const before = unit.lower(participle - 1);
  if (before === 'and' || before === 'but') {
    for (let i = participle - 2; i > 0; i -= 1) {
      if (unit.tokens[i].quotation >= 0 || /^[.;:]$/u.test(unit.lower(i))) return -1;
      if (unit.tag(i) === 'VBG' && speaks(unit, i) && unit.lower(i - 1) === ',') return i;
    }
    return -1;
  }
  if (before !== ',') return -1;
  let up = unit.head(participle);
  let inner = participle;
  for (let steps = 0; steps < 5 && up >= 0 && up < participle; steps += 1) {
    const complement = /^(?:ccomp|advcl)/u.test(unit.relation(inner)) || inner !== participle;
    if (complement && inner !== participle && unit.relation(inner).startsWith('ccomp') && speaks(unit, up)) return up;
    if (inner === participle && unit.relation(inner).startsWith('ccomp') && speaks(unit, up)) return up;
    if (
      inner === participle &&
      speaks(unit, up) &&
      /^VB[DZP]/u.test(unit.tag(up)) &&
      unit.child(participle, 'nsubj') >= 0
    )
      return up;
    inner = up;
    up = unit.head(up);
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
