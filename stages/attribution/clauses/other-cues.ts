import { ADJECTIVE_FORMS } from '../lexicon/adjectives.ts';
import { VIEW_NOUNS } from '../lexicon/others.ts';
import { contentEnd, trimContent } from './content.ts';
import { cueRanges } from './cue-words.ts';
import type { Draft } from './draft.ts';
import { nounPhrase } from './noun-phrase.ts';
import { polarityOf } from './polarity.ts';
import { appositionEnd, mainSubject, subjectOf } from './subject.ts';
import type { Range, Unit } from './unit.ts';

/** "Tokyo is fearful of a rising China", "Japan is keen to expand", "she was sure that". */
export function adjectiveCue(unit: Unit, adjective: number): Draft | null {
  const frames = ADJECTIVE_FORMS.get(unit.lower(adjective));
  if (!frames || !/^(?:JJ|VBN|VBD)/u.test(unit.tag(adjective))) return null;
  const copula = unit.child(adjective, 'cop', 'aux:pass');
  if (copula < 0 && !/^xcomp/u.test(unit.relation(adjective))) return null;
  const subject = subjectAt(unit, adjective);
  if (!subject) return null;
  for (const child of unit.children[adjective]) {
    if (child <= adjective) continue;
    const first = unit.left(child);
    const opening = unit.lower(first);
    const relation = unit.relation(child);
    const more: number[] = [];
    let start = -1;
    if (/^(?:ccomp|xcomp|advcl|acl)/u.test(relation)) {
      if (opening === 'to' && frames.has('infinitive')) start = first;
      else if (opening !== 'to' && frames.has('clause') && /^(?:ccomp|advcl)$/u.test(relation)) {
        if (opening === 'that' || relation === 'ccomp') start = first;
      } else if (opening === 'that' && frames.has('clause') && first === adjective + 1) start = first;
    }
    if (start < 0 && frames.has(opening) && /^(?:obl|nmod|advcl|xcomp)/u.test(relation) && first === adjective + 1) {
      start = first + 1;
      more.push(first);
    }
    if (start <= adjective) continue;
    const content = trimContent(unit, { first: start, last: contentEnd(unit, adjective, child, start) });
    if (!content) continue;
    return {
      unit,
      rule: 'adjective',
      cue: cueRanges(unit, adjective, more),
      source: subject,
      content: [content],
      polarity: polarityOf(unit, adjective, unit.lower(adjective)),
      lemma: unit.lower(adjective),
    };
  }
  return null;
}

function subjectAt(unit: Unit, adjective: number): Range | null {
  const head = unit.child(adjective, 'nsubj', 'nsubj:pass');
  const main = head >= 0 ? mainSubject(unit, head, adjective) : null;
  if (main) return main;
  if (head >= 0 && head < adjective) return nounPhrase(unit, head, 0, adjective);
  return head < 0 ? subjectOf(unit, adjective).phrase : null;
}

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
  if (before.last - before.first < 1) return [after];
  return joined && unit.lower(phrase.last + 1) === ',' ? parts : [before];
}

/** "according to X", with X up to where its noun phrase ends. */
export function accordingTo(unit: Unit, at: number): Draft | null {
  if (unit.lower(at) !== 'according' || unit.lower(at + 1) !== 'to') return null;
  return sourcePhrase(unit, at, at + 2, 'according');
}

/** "in the words of X", "in X's view". */
export function viewPhrase(unit: Unit, noun: number): Draft | null {
  if (!VIEW_NOUNS.has(unit.lower(noun))) return null;
  const owner = unit.child(noun, 'nmod:poss');
  if (owner >= 0 && owner < noun) {
    const start = unit.left(owner) - 1;
    if (!/^(?:in|to|from)$/u.test(unit.lower(start))) return null;
    if (start > 0 && !unit.isPunctuation(start - 1)) return null;
    if (!unit.isPunctuation(noun + 1)) return null;
    const source = { first: unit.left(owner), last: noun - 1 };
    return build(
      unit,
      { first: start, last: noun },
      [
        { first: start, last: start },
        { first: noun, last: noun },
      ],
      source,
      'view',
    );
  }
  if (unit.lower(noun - 1) === 'the' && unit.lower(noun - 2) === 'in' && unit.lower(noun + 1) === 'of')
    return sourcePhrase(unit, noun - 2, noun + 2, 'words');
  return null;
}

/** A source after "according to": a noun phrase, and an apposition or relative clause after its comma. */
function sourcePhrase(unit: Unit, at: number, from: number, lemma: string): Draft | null {
  const last = phraseEnd(unit, from, at <= 1);
  const source = last < from ? null : trimSource(unit, { first: from, last });
  if (!source) return null;
  return build(unit, { first: at, last: source.last }, [{ first: at, last: from - 1 }], source, lemma);
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
  if (!opening) return appositionEnd(unit, first);
  const next = unit.tag(i + 1);
  const described = /^WP|^WDT/u.test(next);
  if (!described && !/^(?:DT|NN|JJ|CD|PRP\$|RB$)/u.test(next)) return first;
  let end = i + 1;
  for (; !stops(end) && unit.lower(end) !== ','; end += 1)
    if (!described && (finite(end) || (unit.tag(end) === 'CC' && opening && unit.tag(end + 1) === 'PRP'))) return first;
  return unit.lower(end) === ',' ? end - 1 : first;
}

/** "a person | briefed on the matter": a participle that was tagged as a past form, with nothing for its object. */
function reduced(unit: Unit, at: number): boolean {
  return unit.tag(at) === 'VBD' && unit.lower(at).endsWith('ed') && /^(?:IN|TO)$/u.test(unit.tag(at + 1));
}

function trimSource(unit: Unit, { first, last }: Range): Range | null {
  while (last >= first && unit.isPunctuation(last)) last -= 1;
  return last >= first ? { first, last } : null;
}

function build(unit: Unit, phrase: Range, cue: Range[], source: Range, lemma: string): Draft | null {
  const content = aroundSource(unit, phrase);
  if (content.length === 0) return null;
  return { unit, rule: 'according', cue, source, content, polarity: 'positive', lemma };
}

/** "reportedly", "allegedly": the clause is somebody's, and nobody says whose. */
export function reportingAdverb(unit: Unit, adverb: number): Draft | null {
  const head = unit.head(adverb);
  const clause = head >= 0 ? head : adverb;
  const parts = [
    { first: unit.left(clause), last: adverb - 1 },
    { first: adverb + 1, last: unit.right(clause) },
  ];
  const content = parts.flatMap((part) => trimContent(unit, part) ?? []);
  if (content.length === 0) return null;
  return {
    unit,
    rule: 'adverb',
    cue: [{ first: adverb, last: adverb }],
    source: null,
    content,
    polarity: 'positive',
    lemma: unit.lower(adverb),
  };
}
