import { COMPANY_FORMS } from './data/organisations.ts';
import { HONORIFICS, NAME_SUFFIXES, OFFICE_HEADS, OFFICE_MODIFIERS } from './data/titles.ts';
import type { Document } from './document.ts';
import { countryNamed, demonymOf, seatNamed } from './gazetteer.ts';
import { TAGGED_TYPES } from './tagger/labels.ts';
import type { ScoredName } from './tagger/tagger.ts';
import type { EntityType } from './types.ts';

const bare = (word: string): string => word.toLowerCase().replace(/\.$/u, '');
const isTitle = (word: string): boolean =>
  HONORIFICS.has(bare(word)) || OFFICE_HEADS.has(bare(word)) || OFFICE_MODIFIERS.has(bare(word));
const POSSESSIVE = /^['’](?:s|S)?$/u;
const ARTICLE = /^(?:the|The|THE|a|A|an|An)$/u;
const NO_LETTER = /^[^\p{L}\p{N}]+$/u;

/** First token of a person's name after the titles that the tagger took in. */
function afterTitles(document: Document, sentence: number, first: number, last: number): number {
  let start = first;
  for (let i = first; i < last; i += 1) {
    const word = document.word(sentence, i);
    if (HONORIFICS.has(bare(word)) && word !== 'Fr') start = i + 1;
    else if (OFFICE_HEADS.has(bare(word)) && /^\p{L}+\.?$/u.test(word)) start = i + 1;
    else if (!isTitle(word) && demonymOf(word) === undefined) break;
  }
  return start;
}

/** Cuts articles, possessives, titles and stray marks off a name; null where nothing is left. */
function trim(document: Document, sentence: number, name: ScoredName): { first: number; last: number } | null {
  const type = TAGGED_TYPES[name.type];
  let { first, last } = name;
  if (type === 'DATE') return { first, last };
  while (first <= last && NO_LETTER.test(document.word(sentence, first))) first += 1;
  while (
    last >= first &&
    (POSSESSIVE.test(document.word(sentence, last)) || NO_LETTER.test(document.word(sentence, last)))
  )
    last -= 1;
  while (first < last && ARTICLE.test(document.word(sentence, first))) first += 1;
  if (first > last) return null;
  if (type === 'PER') first = afterTitles(document, sentence, first, last);
  return { first, last };
}

/** Longest demonym in words: "South Korean". */
const DEMONYM_WORDS = 3;

/** Number of tokens of the longest demonym that starts at a token, 0 for none. */
function demonymLength(document: Document, sentence: number, token: number): number {
  const { tokens } = document.sentences[sentence];
  for (let length = Math.min(DEMONYM_WORDS, tokens.length - token); length > 0; length -= 1)
    if (demonymOf(document.slice(sentence, token, token + length - 1)) !== undefined) return length;
  return 0;
}

/** Confidence of what a list alone tells. */
const BY_LIST = 0.75;
/** A one-word name the tagger is less sure of than this gives way to a list. */
const DOUBTFUL = 0.6;

function addName(document: Document, sentence: number, name: ScoredName): void {
  const span = trim(document, sentence, name);
  if (span === null || !document.isFree(sentence, span.first, span.last)) return;
  const { first, last } = span;
  let type: EntityType = TAGGED_TYPES[name.type];
  const text = document.slice(sentence, first, last);
  const { confidence } = name;
  if (demonymOf(text) !== undefined && type !== 'DATE') {
    if (type === 'PER' && confidence > DOUBTFUL) {
      document.add(sentence, first, last, { type, kind: 'name', confidence });
      return;
    }
    document.add(sentence, first, last, {
      type: 'MISC',
      kind: 'demonym',
      confidence: Math.max(confidence, BY_LIST),
      country: demonymOf(text) ?? undefined,
    });
    return;
  }
  // Countries and houses are places here, also where they act; a country's team is left to the tagger.
  if (type === 'ORG' && (seatNamed(text)?.house || (countryNamed(text) && confidence < DOUBTFUL))) type = 'LOC';
  if (type === 'MISC' && countryNamed(text)) type = 'LOC';
  document.add(sentence, first, last, { type, kind: 'name', confidence });
}

const LONGEST_NAME = 6;
const CAPITAL = /^\p{Lu}/u;

/** Countries and seats that the tagger passed over, where the word can be nothing else. */
function addListed(document: Document, sentence: number): void {
  const { tokens } = document.sentences[sentence];
  for (let i = 0; i < tokens.length; i += 1) {
    if (!CAPITAL.test(tokens[i].text) || document.at(sentence, i) !== null) continue;
    const demonym = demonymLength(document, sentence, i);
    if (demonym > 0 && document.isFree(sentence, i, i + demonym - 1)) {
      const text = document.slice(sentence, i, i + demonym - 1);
      document.add(sentence, i, i + demonym - 1, {
        type: 'MISC',
        kind: 'demonym',
        confidence: BY_LIST,
        country: demonymOf(text) ?? undefined,
      });
      i += demonym - 1;
      continue;
    }
    for (let length = Math.min(LONGEST_NAME, tokens.length - i); length > 0; length -= 1) {
      const last = i + length - 1;
      const text = document.slice(sentence, i, last);
      const country = countryNamed(text);
      // "Turkey", "Chad", "Jordan": a word of many meanings counts only where the tagger knew it for a place.
      const certain = country !== null && (length > 1 || !AMBIGUOUS.has(country.name));
      if ((!certain && !seatNamed(text)?.house) || !document.isFree(sentence, i, last)) continue;
      document.add(sentence, i, last, { type: 'LOC', kind: 'name', confidence: BY_LIST });
      i = last;
      break;
    }
  }
}

const AMBIGUOUS = new Set(['Turkey', 'Chad', 'Jordan', 'Georgia', 'Guinea', 'Niger', 'Jamaica', 'Grenada', 'Dominica']);

const EMAIL = /^[\p{L}\p{N}][\p{L}\p{N}._%+-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

/** Turns the tagger's names, listed names and addresses into mentions. */
export function findMentions(document: Document): void {
  document.sentences.forEach(({ tokens, names }, sentence) => {
    tokens.forEach((token, i) => {
      if (EMAIL.test(token.text)) document.add(sentence, i, i, { type: 'EMAIL', kind: 'name', confidence: 1 });
    });
    for (const name of names) if (TAGGED_TYPES[name.type] !== 'DATE') addName(document, sentence, name);
    addListed(document, sentence);
  });
}

/** Words of a person's name that tell who it is, without `Jr.` and the like. */
export function personWords(text: string): string[] {
  return text.split(/\s+/u).filter((word) => !NAME_SUFFIXES.has(word) && word !== ',');
}

/** An organisation's name without its legal form. */
export function withoutForm(name: string): string {
  const words = name.split(' ');
  while (words.length > 1 && COMPANY_FORMS.has(words[words.length - 1])) words.pop();
  return words.join(' ').replace(/,$/u, '');
}
