import { VERB_FORMS } from '../lexicon/forms.ts';
import { PERSON_NOUNS, TIME_WORDS, VIEW_NOUNS } from '../lexicon/others.ts';
import { trimContent } from './content.ts';
import type { Draft, Rule } from './draft.ts';
import { withoutTime } from './noun-phrase.ts';
import { appositionEnd } from './subject-after.ts';
import type { Range, Unit } from './unit.ts';

/** The sentence without the phrase that names its source. */
function rest(unit: Unit, phrase: Range): Range[] {
  const parts = [
    { first: 0, last: phrase.first - 1 },
    { first: phrase.last + 1, last: unit.tokens.length - 1 },
  ];
  return parts.flatMap((part) => trimContent(unit, part) ?? []);
}

/** The first token of the clause around `at`, after a semicolon or "and" with its own verb; and its last. */
function aroundSource(unit: Unit, phrase: Range): Range[] {
  const parts = rest(unit, phrase);
  if (parts.length < 2) return parts;
  const [before, after] = parts;
  const joined = unit.lower(phrase.first - 1) === ',' || unit.isPunctuation(phrase.first - 1);
  // "…, according to X": what follows X in the sentence is said by X only where X stands between commas
  // "and, according to X, more than a million": what is joined to the sentence
  const adverb = before.first === before.last && !/^(?:NN|PRP)/u.test(unit.tag(before.first));
  // `“…” According to X, it rains`: a sentence of its own; "including, according to X, a million"
  const opens = /^According$/u.test(unit.tokens[phrase.first].text);
  if (
    adverb ||
    opens ||
    /^(?:CC|IN)$/u.test(unit.tag(phrase.first - 2)) ||
    unit.lower(phrase.first - 2) === 'including'
  )
    return [after];
  const described = /^W/u.test(unit.tag(phrase.last + 2));
  return joined && !described && unit.lower(phrase.last + 1) === ',' ? parts : [before];
}

/** "according to X", with X up to where its noun phrase ends. */
export function accordingTo(unit: Unit, at: number): Draft | null {
  if (unit.lower(at) !== 'according' || unit.lower(at + 1) !== 'to') return null;
  return sourcePhrase(unit, at, at + 2, 'according');
}

/** ", per two people who know": a source after the word in its reporting sense, not "per year". */
export function perSource(unit: Unit, at: number): Draft | null {
  if (unit.lower(at) !== 'per' || unit.lower(at - 1) !== ',' || !/^(?:DT|CD|NN|JJ|PRP\$)/u.test(unit.tag(at + 1)))
    return null;
  return sourcePhrase(unit, at, at + 1, 'per', 'according');
}

/** "For …, " or "To …, " at the start of a unit. */
export function opensWithView(unit: Unit): boolean {
  return /^(?:for|to)$/u.test(unit.lower(0)) && unit.tokens.slice(2, 10).some(({ lower }) => lower === ',');
}

/** "For Mr. Lee, the vote was a test", "To critics, it was a mistake": somebody's view, where the sentence opens with it. */
export function viewOf(unit: Unit, at: number): Draft | null {
  if (at !== 0 || !opensWithView(unit)) return null;
  const comma = unit.tokens.findIndex((token) => token.lower === ',');
  for (let i = 1; i < comma; i += 1)
    if (!/^(?:DT|NN|JJ|PRP|POS|CD|IN$)/u.test(unit.tag(i)) || TIME_WORDS.has(unit.lower(i))) return null;
  const last = comma - 1;
  const named = /^NNP$/u.test(unit.tag(last)) && /^(?:NN|JJ|DT)/u.test(unit.tag(1));
  if (!named && !/^(?:him|her|them|me|us)$/u.test(unit.lower(last)) && !PERSON_NOUNS.has(unit.lower(last))) return null;
  return build(unit, { first: 0, last: comma }, [{ first: 0, last: 0 }], { first: 1, last }, unit.lower(0), 'view');
}

/** "in the words of X", "in X's view". */
export function viewPhrase(unit: Unit, noun: number): Draft | null {
  if (!VIEW_NOUNS.has(unit.lower(noun))) return null;
  const owner = unit.child(noun, 'nmod:poss');
  if (owner >= 0 && owner < noun) {
    const start = unit.left(owner) - 1;
    if (!/^(?:in|to|from|by)$/u.test(unit.lower(start))) return null;
    if (start > 0 && !unit.isPunctuation(start - 1)) return null;
    if (!unit.isPunctuation(noun + 1)) return null;
    // "in his 40-page opinion, the judge wrote": a document
    if (noun > unit.right(owner) + 1 && unit.lower(noun - 1) !== 'own') return null;
    const source = { first: unit.left(owner), last: unit.lower(noun - 1) === 'own' ? noun - 2 : noun - 1 };
    return build(
      unit,
      { first: start, last: noun },
      [
        { first: start, last: start },
        { first: noun, last: noun },
      ],
      source,
      'view',
      'according',
    );
  }
  if (unit.lower(noun - 1) === 'the' && unit.lower(noun - 2) === 'in' && unit.lower(noun + 1) === 'of')
    return sourcePhrase(unit, noun - 2, noun + 2, 'words');
  return null;
}

/** A source after "according to": a noun phrase, and an apposition or relative clause after its comma. */
function sourcePhrase(unit: Unit, at: number, from: number, lemma: string, rule: Rule = 'according'): Draft | null {
  const last = phraseEnd(unit, from, at <= 1 || /^According$/u.test(unit.tokens[at].text));
  const source = last < from ? null : trimSource(unit, { first: from, last });
  if (!source) return null;
  const phrase = { first: at, last: afterTime(unit, last) };
  return build(unit, phrase, [{ first: at, last: from - 1 }], source, lemma, rule);
}

/** "According to the mayor, | during the weekend, police …": a time between commas is when it was said. */
function afterTime(unit: Unit, last: number): number {
  if (unit.lower(last + 1) !== ',' || !/^(?:on|in|during|over|at)$/u.test(unit.lower(last + 2))) return last;
  let end = last + 3;
  while (/^(?:DT|JJ|CD|NN)/u.test(unit.tag(end)) && !TIME_WORDS.has(unit.lower(end)) && end < last + 7) end += 1;
  return TIME_WORDS.has(unit.lower(end)) && unit.lower(end + 1) === ',' ? end : last;
}

/**
 * Where a noun phrase that starts at `from` ends, read from tags: at a comma, a finite verb or a quotation.
 * @param opening the phrase opens its sentence, so that an apposition must end in a comma before the sentence goes on.
 */
function phraseEnd(unit: Unit, from: number, opening: boolean): number {
  const stops = (i: number) =>
    i >= unit.tokens.length || unit.tokens[i].quotation >= 0 || /^(?:[.:;?!—–]|--)$/u.test(unit.lower(i));
  const finite = (i: number) => /^(?:VB[DZP]|MD)$/u.test(unit.tag(i));
  let relative = false;
  let i = from;
  for (; !stops(i) && unit.lower(i) !== ','; i += 1) {
    const tag = unit.tag(i);
    const name = /^\p{Lu}/u.test(unit.tokens[i - 1]?.text ?? '') && /^\p{Lu}/u.test(unit.tokens[i + 1]?.text ?? '');
    if (/^W/u.test(tag)) relative = true;
    else if (finite(i) && !relative && !name && !reduced(unit, i)) return i - 1;
    else if (tag === 'PRP' && i > from && !relative) return i - 1;
  }
  const first = i - 1;
  if (unit.lower(i) !== ',') return first;
  // "according to police, who said": the next statement, not a description
  if (/^(?:who|which)$/u.test(unit.lower(i + 1)) && VERB_FORMS.get(unit.lower(i + 2))?.meanings.has('speech'))
    return first;
  if (!opening) return appositionEnd(unit, first);
  const next = unit.tag(i + 1);
  const described = /^WP|^WDT/u.test(next);
  if (!described && !/^(?:DT|NN|JJ|CD|PRP\$|RB$)/u.test(next)) return first;
  let end = i + 1;
  for (; !stops(end) && unit.lower(end) !== ','; end += 1)
    if (!described && (finite(end) || (unit.tag(end) === 'CC' && opening && unit.tag(end + 1) === 'PRP'))) return first;
  if (unit.lower(end) !== ',') return first;
  // "According to the agency, the chief prosecutor, Ali Rao, | said": a role and its name are the next clause's subject
  let name = end + 1;
  while (/^NNP/u.test(unit.tag(name))) name += 1;
  return name > end + 1 && unit.lower(name) === ',' && finite(name + 1) ? first : end - 1;
}

/** "a person | briefed on the matter": a participle that was tagged as a past form, with nothing for its object. */
function reduced(unit: Unit, at: number): boolean {
  const later =
    /^(?:IN|TO)$/u.test(unit.tag(at + 1)) ||
    TIME_WORDS.has(unit.lower(at + 1)) ||
    /^(?:last|this|earlier)$/u.test(unit.lower(at + 1));
  return unit.tag(at) === 'VBD' && unit.lower(at).endsWith('ed') && later;
}

function trimSource(unit: Unit, { first, last }: Range): Range | null {
  while (last >= first && unit.isPunctuation(last) && !/^[)\]]$/u.test(unit.lower(last))) last -= 1;
  return last >= first ? withoutTime(unit, { first, last }, first) : null;
}

function build(unit: Unit, phrase: Range, cue: Range[], source: Range, lemma: string, rule: Rule): Draft | null {
  const content = aroundSource(unit, phrase);
  if (content.length === 0) return null;
  return { unit, rule, cue, source, content, polarity: 'positive', lemma };
}
