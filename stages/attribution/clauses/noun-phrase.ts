import { SUMMATIVE_NOUNS } from '../lexicon/nouns.ts';
import { TIME_WORDS, WEEKDAY } from '../lexicon/others.ts';
import type { Range, Unit } from './unit.ts';

const NOMINAL = /^(?:NN|JJ|RBS$|CD|DT|PRP|PDT|POS|HYPH|\$|FW|WP\$|VBN$|\/$)/u;
const NOUN = /^(?:NN|RBS$|PRP$|CD|WP$|WDT|DT|FW|JJ)/u;

/** Takes punctuation, conjunctions and adverbs that do not belong to a noun phrase from its edges. */
export function trimPhrase(unit: Unit, { first, last }: Range): Range | null {
  const brackets = (at: number) => /^[)\]]$/u.test(unit.lower(at));
  const joins = (at: number) => unit.tag(at) === 'CC' && !/^(?:neither)$/u.test(unit.lower(at));
  while (first <= last && (unit.isPunctuation(first) || joins(first) || unit.tokens[first].quotation >= 0)) first += 1;
  while (
    last >= first &&
    ((unit.isPunctuation(last) && !brackets(last)) || unit.tag(last) === 'CC' || unit.tokens[last].quotation >= 0)
  )
    last -= 1;
  return first <= last ? { first, last } : null;
}

/**
 * The noun phrase of a subject or complement: the head's subtree, kept off the cue's side and widened to the left over
 * the rest of a nominal stretch that the parser cut ("Japanese Foreign Minister | Fumio Kishida", "X, Y and | Z").
 * @param before the phrase must end before this token, @param from and must not begin before that one.
 */
export function nounPhrase(unit: Unit, head: number, from: number, before: number): Range | null {
  let first = Math.max(from, unit.left(head));
  let last = Math.min(before - 1, unit.right(head));
  for (let i = head; i >= first; i -= 1)
    if (unit.tokens[i].quotation >= 0 || /^[:;]$/u.test(unit.lower(i))) {
      first = i + 1;
      break;
    }
  for (let i = head; i <= last; i += 1)
    if (unit.tokens[i].quotation >= 0 || /^[:;]$/u.test(unit.lower(i))) {
      last = i - 1;
      break;
    }
  // "General Smith, in remarks to …": an adverbial after a comma is not the phrase's
  for (let i = head + 1; i < last; i += 1)
    if (unit.lower(i) === ',' && /^(?:in|on|at|during|after|before|by|as|while|when)$/u.test(unit.lower(i + 1)))
      last = i - 1;
  first = widenLeft(unit, first, from);
  if (first > from && /^(?:neither)$/u.test(unit.lower(first - 1))) first -= 1;
  if (unit.lower(first) === ',') first += 1;
  // "six in 10 | voters", "nearly one in four"
  if (unit.tag(first) === 'CD' && unit.lower(first - 1) === 'in' && unit.tag(first - 2) === 'CD' && first - 2 >= from) {
    first -= 2;
    if (first > from && /^(?:nearly|about|almost|roughly|only|just)$/u.test(unit.lower(first - 1))) first -= 1;
  }
  first = afterSummary(unit, first, head);
  const phrase = trimPhrase(unit, { first, last });
  return phrase && withoutTime(unit, dropIntroduction(unit, phrase, head), head);
}

/** "a step | teachers vowed to fight": one step, and several teachers of whom the clause tells. */
function afterSummary(unit: Unit, first: number, head: number): number {
  if (!/^an?$/u.test(unit.lower(first)) || unit.tag(head) !== 'NNS') return first;
  for (let i = head - 1; i > first; i -= 1) if (SUMMATIVE_NOUNS.has(unit.lower(i))) return i + 1;
  return first;
}

/** "Monday | some agencies", "Senator Ann Lee | today": a time beside a name or noun phrase is the verb's. */
export function withoutTime(unit: Unit, { first, last }: Range, head: number): Range {
  let [from, to] = [first, last];
  // "figures published this week"
  let described = false;
  for (let i = first + 1; i < last; i += 1) if (/^(?:VB|W)/u.test(unit.tag(i))) described = true;
  if (
    !described &&
    last - first > 2 &&
    TIME_WORDS.has(unit.lower(last)) &&
    /^(?:last|this)$/u.test(unit.lower(last - 1)) &&
    /^NN/u.test(unit.tag(last - 2))
  )
    return { first, last: last - 2 };
  // "President Reyes on Monday", "a report during the weekend"
  const when = !described && TIME_WORDS.has(unit.lower(last)) ? timeStart(unit, last) : -1;
  if (when > first && when > head) return { first, last: when - 1 };
  if (
    !described &&
    to > head &&
    to > from &&
    TIME_WORDS.has(unit.lower(to)) &&
    !/^(?:IN|POS|HYPH|CC)$/u.test(unit.tag(to - 1))
  ) {
    to -= 1;
    if (to > head && /^(?:last|this|late|early|earlier|next)$/u.test(unit.lower(to))) to -= 1;
    if (unit.lower(to) === ',' || /^(?:IN|DT|CD)$/u.test(unit.tag(to))) to = last;
  }
  if (from < to && from !== head && WEEKDAY.test(unit.lower(from)) && /^(?:NN|DT|JJ|PRP\$)/u.test(unit.tag(from + 1)))
    from += TIME_WORDS.has(unit.lower(from + 1)) ? 0 : 1;
  return { first: from, last: to };
}

/** The preposition of "on Monday", "during the weekend", "in March", which a time ends; -1 where it has none. */
function timeStart(unit: Unit, last: number): number {
  let at = last - 1;
  while (at > last - 3 && /^(?:DT|JJ)$/u.test(unit.tag(at))) at -= 1;
  const day = WEEKDAY.test(unit.lower(last)) || /^(?:CD|NNP)$/u.test(unit.tag(last)) || at < last - 1;
  return day && /^(?:on|in|during|over)$/u.test(unit.lower(at)) ? at : -1;
}

/** Nominal tokens right before a phrase belong to it: titles, and earlier members of a coordination. */
function widenLeft(unit: Unit, first: number, from: number): number {
  if (/^(?:PRP|WP|WDT|EX)$/u.test(unit.tag(first))) return first;
  let start = first;
  let i = first - 1;
  let coordinated = false;
  while (i >= from && unit.tokens[i].quotation < 0) {
    const tag = unit.tag(i);
    if (tag === 'CC' && /^(?:and|or|&)$/u.test(unit.lower(i))) coordinated = true;
    else if (tag === ',' && coordinated) {
      /* a comma inside a coordination */
    } else if (!NOMINAL.test(tag)) break;
    else start = i;
    i -= 1;
  }
  // what a preposition or a verb governs is not the subject
  if (i >= from && /^(?:IN|TO|VB)/u.test(unit.tag(i))) return first;
  return start;
}

/** "On Tuesday, Smith" and "After the vote, Smith": what stands before the head's own phrase and a comma goes. */
function dropIntroduction(unit: Unit, phrase: Range, head: number): Range {
  const tag = unit.tag(phrase.first);
  if (!/^(?:IN|RB|TO|VBG|VBN)$/u.test(tag)) return phrase;
  if (/^(?:RB)$/u.test(tag) && unit.head(phrase.first) !== head && unit.lower(phrase.first + 1) !== ',') return phrase;
  for (let i = Math.min(head, phrase.last) - 1; i > phrase.first; i -= 1)
    if (unit.lower(i) === ',') return { first: i + 1, last: phrase.last };
  // "For that reason Smith": the name at the end is the subject
  const name = /^NNP/u.test(unit.tag(head)) ? head : phrase.last;
  if (tag === 'IN' && /^NNP/u.test(unit.tag(name))) {
    let first = name;
    while (first - 1 > phrase.first && /^NNP/u.test(unit.tag(first - 1))) first -= 1;
    return { first, last: phrase.last };
  }
  return phrase;
}

/** The noun phrase that ends right before a token, read from tags alone; null where none does. */
export function phraseBefore(unit: Unit, at: number, from: number): Range | null {
  let last = at - 1;
  // "the missing"
  if (unit.tag(last) === 'VBG' && unit.tag(last - 1) === 'DT' && last > from) return { first: last - 1, last };
  while (last >= from && (/^(?:MD|RB|VB[DPZ]?|VBN)$/u.test(unit.tag(last)) || /^(?:n['’]t)$/u.test(unit.lower(last)))) {
    // "the accused", "the injured"
    if (unit.tag(last) === 'VBN' && unit.tag(last - 1) === 'DT' && last === at - 1)
      return { first: Math.max(from, last - 1), last };
    if (/^VB/u.test(unit.tag(last)) && !/^(?:ha[sdv]|is|are|was|were|be|did|does|do|['’])/u.test(unit.lower(last)))
      return null;
    last -= 1;
  }
  if (last < from || !NOUN.test(unit.tag(last)) || unit.tokens[last].quotation >= 0) return null;
  let first = last;
  while (
    first - 1 >= from &&
    unit.tokens[first - 1].quotation < 0 &&
    (NOMINAL.test(unit.tag(first - 1)) || /^(?:of|for|at)$/u.test(unit.lower(first - 1)))
  )
    first -= 1;
  const phrase = trimPhrase(unit, { first: afterSummary(unit, first, last), last });
  return phrase && withoutTime(unit, dropIntroduction(unit, phrase, last), last);
}
