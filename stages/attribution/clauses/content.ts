import { ADJECTIVE_FORMS } from '../lexicon/adjectives.ts';
import { DIRECT_FORMS, VERB_FORMS } from '../lexicon/forms.ts';
import { COMMENTING_PARTICIPLES, SUMMATIVE_NOUNS } from '../lexicon/nouns.ts';
import { outerCue, tense } from './coordination.ts';
import type { Rule } from './draft.ts';
import { finalCue } from './final-cue.ts';
import type { Range, Unit } from './unit.ts';

const TIME = /^(?:hour|day|week|month|year)s?$/u;
const LEADING = /^[,:;.…—–-]+$/u;
const TRAILING = /^[,:;.…—–-]+$/u;

/** Punctuation at the edges of a content goes, quotation marks and question marks stay. */
export function trimContent(unit: Unit, { first, last }: Range): Range | null {
  const edge = (i: number, pattern: RegExp) => unit.tokens[i].quotation < 0 && pattern.test(unit.tokens[i].text);
  while (first <= last && edge(first, LEADING)) first += 1;
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

/** Where a content that may reach to `last` ends before the article, or a second cue, goes on. */
export function limited(unit: Unit, cue: number, complement: number, first: number, end: number): number {
  let last = end;
  const spoken = finalCue(unit);
  if (spoken && cue < spoken.comma && last >= spoken.comma) last = spoken.comma - 1;
  for (let i = first + 1; i < last; i += 1)
    if (/^(?:[—–]|--)$/u.test(unit.lower(i)) && remark(unit, i + 1)) last = i - 1;
  const described = inDescription(unit, cue);
  for (let i = first; i < last; i += 1)
    if (unit.lower(i) === ';' || (described && unit.lower(i) === ',' && /^(?:VB[DZP]|MD)$/u.test(unit.tag(i + 1))))
      last = i - 1;
  for (let i = Math.max(first + 1, complement + 1); i < last; i += 1)
    if (unit.lower(i) === ',' && i + 1 <= last) {
      const next = unit.lower(i + 1);
      if (
        next === 'according' ||
        (next === 'which' && remarkedOn(unit, i + 1, last)) ||
        (unit.tag(i + 1) === 'VBG' &&
          (CUE_SIDE.test(next) || COMMENTING_PARTICIPLES.has(next) || VERB_FORMS.get(next)?.meanings.has('speech'))) ||
        (i > complement && (remark(unit, i + 1) || inverted(unit, i + 1)))
      ) {
        last = i - 1;
        break;
      }
      if (
        (next === 'but' && unit.lower(i + 2) !== 'that' && ownCue(unit, i + 2)) ||
        (/^(?:and|while|though|although)$/u.test(next) &&
          otherSource(unit, i + 2) &&
          (next !== 'and' || hasFiniteVerb(unit, first, i - 1)))
      ) {
        last = i - 1;
        break;
      }
    } else if (unit.lower(i) === 'while' && otherSource(unit, i + 1)) {
      last = i - 1;
      break;
    }
  const question = /^(?:whether|why|how|what|when|where|who)$/u.test(unit.lower(first));
  for (let i = Math.max(first + 1, complement + 1); i < last; i += 1)
    if (
      unit.tag(i) === 'CC' &&
      ((question && newClause(unit, i)) ||
        joinsCue(unit, i, last, cue) ||
        (unit.children[complement].some((c) => unit.tag(c) === 'TO') && secondVerb(unit, i, cue)) ||
        (unit.tag(cue) === 'VBG' &&
          unit.tag(i + 1) === 'VBG' &&
          VERB_FORMS.get(unit.lower(i + 1))?.meanings.has('speech')) ||
        (/^NN/u.test(unit.tag(complement)) && newClause(unit, i)))
    )
      return unit.lower(i - 1) === ',' ? i - 2 : i - 1;
  return last;
}

/** ", either", ", too" at the end of a sentence. */
const AFTERTHOUGHT = /^(?:either|too|though|anyway|either|again)$/u;

/** ", who said he was tired, | left": the cue's relative clause ends where the sentence's own verb comes. */
function inDescription(unit: Unit, cue: number): boolean {
  for (let i = cue - 1; i > 0 && i > cue - 6; i -= 1)
    if (/^(?:who|which)$/u.test(unit.lower(i))) return unit.lower(i - 1) === ',' || apposed(unit, i - 1);
  return false;
}

/** ", a friend | who": the noun phrase that ends at a token is an apposition. */
function apposed(unit: Unit, last: number): boolean {
  let first = last;
  while (first > 0 && /^(?:NN|JJ|DT|PRP\$|POS|CD)/u.test(unit.tag(first))) first -= 1;
  return first > 0 && unit.lower(first) === ',';
}

/** Tenses of a verb that can share a subject with another clause's. */
const FINITE = /^(?:past|present|MD)$/u;

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

/** "asked for a delay | and it was right to": a clause of its own after what was only a noun. */
function newClause(unit: Unit, conjunction: number): boolean {
  return /^(?:PRP|EX)$/u.test(unit.tag(conjunction + 1)) && /^(?:VB[DZP]|MD)$/u.test(unit.tag(conjunction + 2));
}

/** "wants to leave | and has threatened": no infinitive can be joined to a finite verb, which is the cue's subject's. */
function secondVerb(unit: Unit, conjunction: number, cue: number): boolean {
  let at = conjunction + 1;
  while (unit.tag(at) === 'RB') at += 1;
  return (
    /^VB[DZP]$/u.test(unit.tag(at)) &&
    /^VB[DZP]$/u.test(unit.tag(cue)) &&
    (unit.tag(at) === 'VBD') === (unit.tag(cue) === 'VBD')
  );
}

/** "said they felt alone | and called for": a second verb of the cue's own subject. */
function joinsCue(unit: Unit, conjunction: number, last: number, cue: number): boolean {
  for (let i = conjunction + 1; i <= last && i < conjunction + 5; i += 1) if (outerCue(unit, i) === cue) return true;
  return false;
}

/** ", a decision that", ", the first such trip", ", two weeks after": the article's remark on the whole sentence. */
function remark(unit: Unit, from: number): boolean {
  const at = /^(?:almost|nearly|about|just|only|barely)$/u.test(unit.lower(from)) ? from + 1 : from;
  if (
    /^(?:DT|CD|JJ)$/u.test(unit.tag(at)) &&
    TIME.test(unit.lower(at + 1)) &&
    /^(?:after|before)$/u.test(unit.lower(at + 2))
  )
    return true;
  if (unit.lower(at) === 'the') return /^(?:first|second|third|latest|last)$/u.test(unit.lower(at + 1));
  if (unit.lower(at) === 'something') return /^(?:PRP|NN|DT)/u.test(unit.tag(at + 1));
  if (!/^(?:an?|another)$/u.test(unit.lower(at))) return false;
  for (let i = at + 1; i < at + 4; i += 1) if (SUMMATIVE_NOUNS.has(unit.lower(i))) return true;
  return false;
}

/** ", which he denied": a clause that says what somebody says to what was attributed. */
function remarkedOn(unit: Unit, which: number, last: number): boolean {
  const entry = VERB_FORMS.get(unit.lower(last));
  return (
    last > which + 1 &&
    last < which + 8 &&
    entry?.frames.has('noun') === true &&
    entry.meanings.has('speech') &&
    /^VB[DZPN]$/u.test(unit.tag(last)) &&
    /^(?:NN|DT|PRP)/u.test(unit.tag(which + 1))
  );
}

/** ", say people close to him": a cue's clause at the end of the sentence. */
function inverted(unit: Unit, at: number): boolean {
  return (
    DIRECT_FORMS.has(unit.lower(at)) &&
    /^VB[DZP]?$/u.test(unit.tag(at)) &&
    /^(?:NN|DT|PRP\$|JJ|CD)/u.test(unit.tag(at + 1)) &&
    unit.child(at, 'aux', 'mark') < 0
  );
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
    const inside = i > from && /^(?:in|of|for|at|from|with)$/u.test(unit.lower(i));
    if ((/^(?:IN|TO|W)/u.test(tag) && !inside) || tag === ':') return false;
    if (ADJECTIVE_FORMS.has(unit.lower(i)) && /^(?:is|are|was|were)$/u.test(unit.lower(i - 1))) return true;
    const perfect = tag === 'VBN' && /^ha(?:s|ve|d)$/u.test(unit.lower(i - 1));
    if ((perfect || /^VB[DZP]$/u.test(tag)) && VERB_FORMS.get(unit.lower(i))?.meanings.has('speech')) return i > from;
  }
  return false;
}
