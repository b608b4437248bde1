import { ADJECTIVE_FORMS } from '../lexicon/adjectives.ts';
import { VERB_FORMS } from '../lexicon/forms.ts';
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
  if (!hasFiniteVerb(unit, first, last) && unit.tag(complement) !== 'VB' && opensClause(unit, first)) {
    // the parser ended a clause before its verb
    last = Math.max(last, limit, unit.right(rootOf(unit, cue)));
  }
  for (let i = first; i < last; i += 1) if (unit.lower(i) === ';') last = i - 1;
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
      if ((next === 'but' && ownCue(unit, i + 2)) || (next === 'and' && otherSource(unit, i + 2))) {
        last = i - 1;
        break;
      }
    }
  return last;
}

function opensClause(unit: Unit, first: number): boolean {
  return /^(?:that|whether|if|why|how|what)$/u.test(unit.lower(first));
}

function hasFiniteVerb(unit: Unit, first: number, last: number): boolean {
  for (let i = first; i <= last; i += 1)
    if (/^(?:VB[DZP]|MD)$/u.test(unit.tag(i)) || unit.lower(i) === 'be') return true;
  return false;
}

function rootOf(unit: Unit, at: number): number {
  let root = at;
  while (unit.head(root) >= 0) root = unit.head(root);
  return root;
}

/** ", but it did not say": a second remark of the same kind, not part of the first one's content. */
function ownCue(unit: Unit, at: number): boolean {
  for (let i = at; i < at + 5 && i < unit.tokens.length; i += 1) {
    if (unit.isPunctuation(i)) return false;
    if (VERB_FORMS.get(unit.lower(i))?.meanings.has('speech') && /^VB/u.test(unit.tag(i))) return true;
  }
  return false;
}

/** ", and the hauliers are afraid of": somebody else's attribution, joined to the cue's sentence. */
function otherSource(unit: Unit, from: number): boolean {
  if (/^(?:PRP|EX|VB.?|MD|TO|RB)$/u.test(unit.tag(from))) return false;
  for (let i = from; i < from + 8 && i < unit.tokens.length; i += 1) {
    const tag = unit.tag(i);
    if (/^(?:IN|TO|W)/u.test(tag) || tag === ':') return false;
    if (ADJECTIVE_FORMS.has(unit.lower(i)) && /^(?:is|are|was|were)$/u.test(unit.lower(i - 1))) return true;
    if (/^VB[DZP]$/u.test(tag) && VERB_FORMS.get(unit.lower(i))?.meanings.has('speech')) return i > from;
  }
  return false;
}
