import { trimPhrase } from './noun-phrase.ts';
import type { Range, Unit } from './unit.ts';

/** "…, said Mr Smith, who runs the mill": the noun phrase right after a verb, from the tree where it starts there. */
export function subjectAfter(unit: Unit, verb: number): Range | null {
  const first = verb + 1;
  if (first >= unit.tokens.length || unit.isPunctuation(first) || unit.tokens[first].quotation >= 0) return null;
  let head = -1;
  for (let i = first; i < unit.tokens.length && i < first + 12; i += 1) {
    if (unit.isPunctuation(i)) break;
    if (unit.head(i) === verb && /^(?:nsubj|obj|obl|nmod)/u.test(unit.relation(i))) {
      head = i;
      break;
    }
  }
  if (head < 0 || unit.left(head) > first) return readAfter(unit, first);
  if (unit.child(head, 'case') >= 0) return null;
  let last = unit.right(head);
  for (let i = first; i <= last; i += 1)
    if (unit.tokens[i].quotation >= 0 || /^[:;]$/u.test(unit.lower(i))) last = i - 1;
  last = appositionEnd(unit, last);
  const phrase = trimPhrase(unit, { first, last });
  return phrase;
}

/** ", chairman of the federation", ", which brought the suit" after a name: the last token of such descriptions. */
export function appositionEnd(unit: Unit, last: number): number {
  let end = last;
  for (let pieces = 0; pieces < 3 && unit.lower(end + 1) === ','; pieces += 1) {
    // ", 61, a retired nurse"
    if (unit.tag(end + 2) === 'CD' && unit.lower(end + 3) === ',') end += 2;
    const opening = unit.tag(end + 2);
    const relative = /^W(?:P|DT)/u.test(opening);
    if (!relative && (pieces > 0 || !/^(?:DT|NNP?S?|JJ|PRP\$)$/u.test(opening))) return end;
    if (/^(?:hours?|days?|weeks?|months?|years?)$/u.test(unit.lower(end + 3))) return end;
    let open = relative;
    let i = end + 2;
    for (; i < unit.tokens.length && unit.tokens[i].quotation < 0 && !/^[,.:;?!—–()]$/u.test(unit.lower(i)); i += 1) {
      const tag = unit.tag(i);
      if (/^W|^IN$/u.test(tag) && /^(?:who|which|that|whose|where)$/u.test(unit.lower(i))) open = true;
      if (/^(?:VB[DZP]|MD)$/u.test(tag) && !open) return end;
    }
    end = i - 1;
  }
  return end;
}

/** The noun phrase that starts at a token, from tags alone: up to a comma, and over an apposition up to the next one. */
function readAfter(unit: Unit, first: number): Range | null {
  if (!/^(?:DT|NN|PRP|JJ|CD)/u.test(unit.tag(first))) return null;
  let last = first;
  let commas = 0;
  for (let i = first; i < unit.tokens.length && i < first + 40; i += 1) {
    const tag = unit.tag(i);
    if (unit.tokens[i].quotation >= 0 || /^[.:;?!—–]$/u.test(unit.lower(i)) || /^(?:VB[DZP]|MD|WRB)$/u.test(tag)) break;
    if (tag === ',') {
      commas += 1;
      if (commas > 1 || !/^(?:DT|NNS?|JJ)$/u.test(unit.tag(i + 1))) break;
    } else if (/^(?:IN|TO)$/u.test(tag) && !/^(?:of|at|for|from|to)$/u.test(unit.lower(i))) break;
    else last = i;
  }
  const phrase = trimPhrase(unit, { first, last });
  return phrase;
}
