import { VERB_FORMS } from '../lexicon/forms.ts';
import { FINITE, limited } from './content-limit.ts';
import { tense } from './coordination.ts';
import type { Rule } from './draft.ts';
import type { Range, Unit } from './unit.ts';

const LEADING = /^[,:;.…—–-]+$/u;

const TRAILING = /^[,:;.…—–-]+$/u;

/** Punctuation at the edges of a content goes, quotation marks and question marks stay. */
export function trimContent(unit: Unit, { first, last }: Range): Range | null {
  const edge = (i: number, pattern: RegExp) => unit.tokens[i].quotation < 0 && pattern.test(unit.tokens[i].text);
  while (first <= last && edge(first, LEADING)) first += 1;
  // "But the roof held, he said": the article's own conjunction
  if (first === 0 && last > 0 && unit.tag(0) === 'CC' && /^(?:but|and|yet)$/u.test(unit.lower(0))) first = 1;
  while (last >= first && (edge(last, TRAILING) || (last > first && unit.tag(last) === 'CC'))) last -= 1;
  return first <= last ? { first, last } : null;
}

/** What a verb attributes, and by which rule. */
export interface Complement {
  rule: Rule;
  content: Range[];
  /** Further words of the cue: "for" in "called for". */
  more?: number[];
}

/** A complement of one stretch; null where nothing but punctuation is in it. */
export const one = (unit: Unit, rule: Rule, range: Range, more?: number[]): Complement | null => {
  const content = trimContent(unit, range);
  return content && { rule, content: [content], more };
};

/** A participle or phrase after a comma that belongs to the cue's clause, not to what was said. */
export const CUE_SIDE =
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
      if (relation === 'conj' && joinsContent(unit, cue, child, complement)) {
        last = unit.right(child);
        continue;
      }
      if (relation === 'cc') continue;
      // "threatened to impose | could hurt"
      const infinitive = unit.children[complement].some((c) => unit.tag(c) === 'TO');
      if (infinitive && /^ccomp/u.test(relation) && /^(?:MD|VB[DZP])$/u.test(unit.tag(start))) break;
      if (/^(?:conj|parataxis|nsubj)/u.test(relation)) break;
      const afterComma = start > 0 && unit.lower(start - 1) === ',';
      if (afterComma && (relation !== 'advcl' || CUE_SIDE.test(unit.lower(start)))) break;
      last = unit.right(child);
    }
  }
  if (!unit.children[complement].some((c) => unit.tag(c) === 'TO')) last = withJoinedThat(unit, cue, last);
  // "said that the bird that has flown | may return": a relative clause may have been parsed for the whole
  const next = last + 1;
  if (
    unit.lower(first) === 'that' &&
    /^(?:MD|VB[DZP])$/u.test(unit.tag(next)) &&
    !/^(?:acl|csubj)/u.test(unit.relation(cue)) &&
    /^(?:that|which|who)$/u.test(firstRelative(unit, first + 1, last))
  )
    last = Math.max(last, unit.right(unit.head(next) > next ? unit.head(next) : next));
  // "ballots that they contend | were forged"
  const after = last + 1;
  if (/^(?:MD|VB[DZP])$/u.test(unit.tag(after)) && VERB_FORMS.get(unit.lower(last))?.frames.has('clause') && last > cue)
    last = Math.max(last, unit.right(unit.head(after) > after ? unit.head(after) : after));
  if (!hasFiniteVerb(unit, first, last) && unit.tag(complement) !== 'VB' && opensClause(unit, first)) {
    // the parser ended a clause before its verb
    last = Math.max(last, limit, unit.right(rootOf(unit, cue)));
  }
  if (unit.lower(last + 1) === ',' && AFTERTHOUGHT.test(unit.lower(last + 2)) && last + 3 >= unit.tokens.length - 1)
    last += 2;
  return limited(unit, cue, complement, first, last);
}

/** The first relative pronoun of a stretch, '' where there is none. */
function firstRelative(unit: Unit, first: number, last: number): string {
  for (let i = first; i <= last; i += 1) if (/^W(?:P|DT)/u.test(unit.tag(i))) return unit.lower(i);
  return '';
}

/** ", either", ", too" at the end of a sentence. */
const AFTERTHOUGHT = /^(?:either|too|though|anyway|either|again)$/u;

/**
 * "says the oil is missing and could have been sold": a verb that the parser joined to the cue, though only the content's
 * verb can share its tense.
 */
function joinsContent(unit: Unit, cue: number, verb: number, complement: number): boolean {
  if (!/^(?:VB|JJ|NN)/u.test(unit.tag(verb)) || unit.child(verb, 'nsubj', 'nsubj:pass', 'expl') >= 0) return false;
  // "rejected the plan, and will appeal": nothing finite can be joined to a noun or an infinitive
  if (!FINITE.test(tense(unit, complement)) && unit.child(complement, 'cop') < 0) return false;
  const own = tense(unit, verb);
  const modal = own === 'MD';
  if (!FINITE.test(own)) return false;
  return own !== tense(unit, cue) && (modal || own === tense(unit, complement));
}

/** "said it was late, | but that it would come": a second clause with "that" goes on with the content. */
function withJoinedThat(unit: Unit, cue: number, last: number): number {
  let at = last + 1;
  if (unit.lower(at) === ',') at += 1;
  const conjunction = unit.tag(at) === 'CC' ? at : last;
  const that = conjunction + 1;
  if (!/^(?:and|but)$/u.test(unit.lower(conjunction)) || unit.lower(that) !== 'that') return last;
  if (unit.tag(that) !== 'IN') return last;
  let clause = unit.head(that);
  for (let up = clause; up > that && up !== cue; up = unit.head(up)) clause = up;
  return clause > that ? Math.max(last, unit.right(clause)) : last;
}

function opensClause(unit: Unit, first: number): boolean {
  return /^(?:that|whether|if|why|how|what)$/u.test(unit.lower(first));
}

/** Whether a stretch has a verb that can be a clause's main one. */
export function hasFiniteVerb(unit: Unit, first: number, last: number): boolean {
  for (let i = first; i <= last; i += 1)
    if (/^(?:VB[DZP]|MD)$/u.test(unit.tag(i)) || unit.lower(i) === 'be') return true;
  return false;
}

function rootOf(unit: Unit, at: number): number {
  let root = at;
  while (unit.head(root) >= 0) root = unit.head(root);
  return root;
}
