import type { Range, Unit } from './unit.ts';

/** The words of a verbal cue: the verb with its auxiliaries, negation and particle, as stretches. */
export function cueRanges(unit: Unit, verb: number, more: readonly number[] = []): Range[] {
  const words = new Set([verb, ...more]);
  for (const child of unit.children[verb]) {
    const relation = unit.relation(child);
    const close = child > verb - 8 && child < verb + 3;
    if (!close || unit.tokens[child].quotation >= 0) continue;
    if (/^(?:aux|cop|compound:prt)/u.test(relation)) words.add(child);
    else if (relation === 'advmod' && /^(?:not|n['’]t|never)$/u.test(unit.lower(child))) words.add(child);
  }
  const sorted = [...words].sort((a, b) => a - b);
  const ranges: Range[] = [];
  for (const word of sorted) {
    const last = ranges.at(-1);
    if (last && word === last.last + 1) last.last = word;
    else ranges.push({ first: word, last: word });
  }
  return ranges;
}
