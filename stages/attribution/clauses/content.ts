import type { Range, Unit } from './unit.ts';

const LEADING = /^[,:;.…—–-]+$/u;
const TRAILING = /^[,:;.…—–-]+$/u;

/** Punctuation at the edges of a content goes, quotation marks and question marks stay. */
export function trimContent(unit: Unit, { first, last }: Range): Range | null {
  const edge = (i: number, pattern: RegExp) => unit.tokens[i].quotation < 0 && pattern.test(unit.tokens[i].text);
  while (first <= last && edge(first, LEADING)) first += 1;
  while (last >= first && edge(last, TRAILING)) last -= 1;
  return first <= last ? { first, last } : null;
}

/** A participle or phrase after a comma that belongs to the cue's clause, not to what was said. */
const CUE_SIDE =
  /^(?:adding|according|citing|noting|saying|referring|quoting|speaking|telling|calling|describing|insisting|arguing|warning|explaining|claiming|stressing|urging|pointing|suggesting|promising|pledging|vowing|while|but)$/u;

/**
 * Last token of a content that begins at a complement's head: the end of its subtree, further while words follow that
 * the parser hung on the cue without a comma, and no further than a comma and a new remark of the cue's clause.
 */
export function contentEnd(unit: Unit, cue: number, complement: number, first: number): number {
  let last = unit.right(complement);
  const limit = unit.right(cue);
  const parent = unit.head(complement);
  if (limit > last && parent === cue) {
    for (const child of unit.children[cue]) {
      if (child <= last) continue;
      const start = unit.left(child);
      const relation = unit.relation(child);
      if (relation === 'punct') continue;
      if (/^(?:conj|cc|parataxis|nsubj)/u.test(relation)) break;
      const afterComma = start > 0 && unit.lower(start - 1) === ',';
      if (afterComma && (relation !== 'advcl' || CUE_SIDE.test(unit.lower(start)))) break;
      last = unit.right(child);
    }
  }
  for (let i = Math.max(first + 1, complement + 1); i < last; i += 1)
    if (unit.lower(i) === ',' && i + 1 <= last) {
      const next = unit.lower(i + 1);
      if (
        next === 'according' ||
        (/^(?:adding|citing|noting|saying|quoting)$/u.test(next) && unit.tag(i + 1) === 'VBG')
      ) {
        last = i - 1;
        break;
      }
    }
  return last;
}
