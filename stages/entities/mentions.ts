import { isEvent } from './data/events.ts';
import { COMPANY_FORMS, ORGANISATION_HEADS } from './data/organisations.ts';
import { HONORIFICS, NAME_SUFFIXES, OFFICE_HEADS, OFFICE_MODIFIERS, POST_NOMINALS } from './data/titles.ts';
import type { Document } from './document.ts';
import {
  countryNamed,
  countryOfCapital,
  demonymOf,
  mayStartDemonym,
  mayStartListed,
  regionNamed,
  seatNamed,
} from './gazetteer.ts';
import { NAME_TYPES } from './tagger/labels.ts';
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

/** A place's name may begin with a word that the tagger left out: `Northeast Asia`, `The Hague`. */
function withFirstWord(document: Document, sentence: number, first: number, last: number): number {
  if (first === 0) return first;
  const longer = document.slice(sentence, first - 1, last);
  return regionNamed(longer) || (longer.startsWith('The ') && countryOfCapital(longer) !== null) ? first - 1 : first;
}

/**
 * Last token of a name with the head that a possessive parts from it: "St Piran's Hospital", "Transport Workers' Union".
 */
function withHead(document: Document, sentence: number, first: number, last: number): number {
  const isSaint = /^(?:St\.?|Saint)$/u.test(document.word(sentence, first));
  const isPlural = document.word(sentence, last).endsWith('s') && /^['’]$/u.test(document.word(sentence, last + 1));
  if (!(isSaint && /^['’]s$/u.test(document.word(sentence, last + 1))) && !isPlural) return last;
  return ORGANISATION_HEADS.has(document.word(sentence, last + 2)) ? last + 2 : last;
}

/** A full stop inside a sentence, as of `Ltd.`, `S.r.l.` and `Que.`, belongs to its word. */
function isAbbreviated(document: Document, sentence: number, token: number): boolean {
  const { tokens } = document.sentences[sentence];
  return tokens[token].text === '.' && !tokens[token].spaceBefore && token < tokens.length - 1;
}

/** Cuts articles, possessives, titles and stray marks off a name; null where nothing is left. */
function trim(document: Document, sentence: number, name: ScoredName): { first: number; last: number } | null {
  const type = NAME_TYPES[name.type];
  let { first, last } = name;
  if (type === 'DATE') return { first, last };
  while (first <= last && NO_LETTER.test(document.word(sentence, first))) first += 1;
  // "St. George's" and "Sotheby's" are names with their possessives
  const isOwnPossessive = name.confidence > DOUBTFUL && last > first;
  while (
    last >= first &&
    !(isOwnPossessive && POSSESSIVE.test(document.word(sentence, last))) &&
    !isAbbreviated(document, sentence, last) &&
    (POSSESSIVE.test(document.word(sentence, last)) || NO_LETTER.test(document.word(sentence, last)))
  )
    last -= 1;
  while (first < last && ARTICLE.test(document.word(sentence, first)) && document.word(sentence, first + 1) !== '-')
    first += 1;
  if (first > last) return null;
  if (type === 'LOC') first = withFirstWord(document, sentence, first, last);
  if (type === 'PER') {
    first = afterTitles(document, sentence, first, last);
    // "Helen Okafor of Port Merrin": a place after a full name is hardly ever part of it
    for (let i = first + 2; i < last && name.confidence < SURE; i += 1)
      if (document.word(sentence, i) === 'of') last = i - 1;
    while (last > first + 1 && POST_NOMINALS.has(document.word(sentence, last))) {
      last -= 1;
      if (document.word(sentence, last) === ',') last -= 1;
    }
  } else last = withHead(document, sentence, first, last);
  return { first, last };
}

/** Longest demonym in words: "South Korean". */
const DEMONYM_WORDS = 3;

/** Number of tokens of the longest demonym that starts at a token, 0 for none. */
function demonymLength(document: Document, sentence: number, token: number): number {
  const { tokens } = document.sentences[sentence];
  if (!mayStartDemonym(tokens[token].text)) return 0;
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
  if (
    span === null ||
    document.isEndless(sentence, span.first, span.last) ||
    !document.isFree(sentence, span.first, span.last)
  )
    return;
  const { first, last } = span;
  // News writes names with a capital; "coast guard" is none.
  if (name.confidence < SURE && !/[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(document.slice(sentence, first, last))) return;
  let type: EntityType = NAME_TYPES[name.type];
  const text = document.slice(sentence, first, last);
  const { confidence } = name;
  // "the Caribbean" is a region, "Caribbean" before a noun its adjective
  const isRegion = type === 'LOC' && regionNamed(text);
  if (demonymOf(text) !== undefined && type !== 'DATE' && !isRegion) {
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
  if (type === 'PER' && seatNamed(text)?.house) type = 'LOC';
  if (type === 'ORG' && (seatNamed(text)?.house || (countryNamed(text) && confidence < DOUBTFUL))) type = 'LOC';
  if (type === 'MISC' && countryNamed(text)) type = 'LOC';
  if (type === 'PER' && confidence < DOUBTFUL && countryNamed(text) && !AMBIGUOUS.has(text)) type = 'LOC';
  if (type === 'PER' && confidence < SURE && (PLACE_BEGINNING.test(text) || LANDFORM.test(text))) type = 'LOC';
  if (type === 'ORG' && (regionNamed(text) || (confidence < SURE && (isLandform(text) || countryOfCapital(text)))))
    type = 'LOC';
  if (type === 'MISC' && isEvent(text)) type = 'EVENT';
  document.add(sentence, first, last, { type, kind: 'name', confidence });
}

/** First words of places' names. */
const PLACE_BEGINNING = /^(?:Port|Mount|Cape|Lake|Gulf|Bay|Isle|Fort|Lower|Upper) \p{Lu}/u;
/** Last words that only places have. */
const LANDFORM = /(?:^| )(?:Islands?|Archipelago|Sea|Ocean|Peninsula|Straits?|Mountains|Desert|Canal|Delta|Lakes?)$/u;
/** "Fund for Saving the Aral Sea" is none. */
const isLandform = (name: string): boolean => LANDFORM.test(name) && !/ (?:of|for) /u.test(name);
/** A capital's team or council is an organisation only where the tagger is sure. */
const SURE = 0.9;

const LONGEST_NAME = 6;
const CAPITAL = /^\p{Lu}/u;

/** "National Dockers' Union": capitals around a plural possessive, up to a head, which the tagger passed over. */
function addUnion(document: Document, sentence: number, possessive: number): void {
  if (!ORGANISATION_HEADS.has(document.word(sentence, possessive + 1))) return;
  if (!/^\p{Lu}\p{Ll}+s$/u.test(document.word(sentence, possessive - 1))) return;
  let first = possessive - 1;
  while (first > 0 && possessive - first < LONGEST_NAME && /^\p{Lu}\p{Ll}+$/u.test(document.word(sentence, first - 1)))
    first -= 1;
  if (ARTICLE.test(document.word(sentence, first))) first += 1;
  if (first < possessive && document.isFree(sentence, first, possessive + 1))
    document.add(sentence, first, possessive + 1, { type: 'ORG', kind: 'name', confidence: BY_LIST });
}

/** Countries, capitals and seats that the tagger passed over, where the word can be nothing else. */
function addListed(document: Document, sentence: number): void {
  const { tokens } = document.sentences[sentence];
  for (let i = 0; i < tokens.length; i += 1) {
    if (i > 0 && (tokens[i].text === '’' || tokens[i].text === "'")) addUnion(document, sentence, i);
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
    if (!mayStartListed(tokens[i].text)) continue;
    for (let length = Math.min(LONGEST_NAME, tokens.length - i); length > 0; length -= 1) {
      const last = i + length - 1;
      if (NO_LETTER.test(tokens[last].text)) continue;
      const text = document.slice(sentence, i, last);
      const country = countryNamed(text);
      // "US$5"
      if (tokens[last + 1]?.text.startsWith('$')) continue;
      // "the States" are a country, "the states" are not
      if (length > 1 && !tokens.slice(i + 1, last + 1).some((token) => /\p{Lu}/u.test(token.text))) continue;
      // "Turkey", "Chad", "Jordan": a word of many meanings counts only where the tagger knew it for a place.
      const listed = country !== null || countryOfCapital(text) !== null || seatNamed(text)?.house === true;
      if (!listed || AMBIGUOUS.has(text) || !document.isFree(sentence, i, last)) continue;
      document.add(sentence, i, last, { type: 'LOC', kind: 'name', confidence: BY_LIST });
      i = last;
      break;
    }
  }
}

const AMBIGUOUS = new Set(
  'Turkey Chad Jordan Georgia Guinea Niger Jamaica Grenada Dominica Victoria Wellington Georgetown Santiago Lima Sofia Aden Nassau Male Washington Colombo Bern Berne Victoria'.split(
    ' ',
  ),
);

const EMAIL = /^[\p{L}\p{N}][\p{L}\p{N}._%+-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

/** Two names of one type around a hyphen without spaces are one: "Oyelaran-Hughes". */
function joinHyphenated(document: Document, sentence: number, names: readonly ScoredName[]): ScoredName[] {
  const joined: ScoredName[] = [];
  for (const name of names) {
    const before = joined[joined.length - 1];
    const { tokens } = document.sentences[sentence];
    const isHyphenated =
      before !== undefined &&
      before.type === name.type &&
      NAME_TYPES[name.type] === 'PER' &&
      name.first === before.last + 2 &&
      /^[-‐‑]$/u.test(document.text.slice(tokens[before.last].end, tokens[name.first].start));
    if (isHyphenated)
      joined[joined.length - 1] = {
        ...before,
        last: name.last,
        confidence: Math.min(before.confidence, name.confidence),
      };
    else joined.push(name);
  }
  return joined;
}

const PERSON = NAME_TYPES.indexOf('PER');

/** "Jane Roe of Evening Post" as one organisation is a person and one, where the second is named alone elsewhere. */
function partMembers(
  document: Document,
  sentence: number,
  name: ScoredName,
  organisations: ReadonlySet<string>,
): ScoredName[] {
  if (NAME_TYPES[name.type] !== 'ORG') return [name];
  const { first, last } = name;
  let of = first + 2;
  while (of < last && document.word(sentence, of) !== 'of') of += 1;
  if (of >= last || of > first + 3 || !organisations.has(document.slice(sentence, of + 1, last))) return [name];
  for (let i = first; i < of; i += 1) {
    const word = document.word(sentence, i);
    if (!/^\p{Lu}[\p{Ll}.]/u.test(word) || ORGANISATION_HEADS.has(word) || isTitle(word)) return [name];
  }
  return [
    { ...name, last: of - 1, type: PERSON },
    { ...name, first: of + 1 },
  ];
}

/** Turns the tagger's names, listed names and addresses into mentions. */
export function findMentions(document: Document): void {
  const organisations = new Set<string>();
  document.sentences.forEach(({ names }, sentence) => {
    for (const { first, last, type } of names)
      if (NAME_TYPES[type] === 'ORG') organisations.add(document.slice(sentence, first, last));
  });
  const hasAddresses = document.text.includes('@');
  document.sentences.forEach(({ tokens, names }, sentence) => {
    if (hasAddresses)
      tokens.forEach((token, i) => {
        if (EMAIL.test(token.text)) document.add(sentence, i, i, { type: 'EMAIL', kind: 'name', confidence: 1 });
      });
    for (const name of joinHyphenated(document, sentence, names).flatMap((name) =>
      partMembers(document, sentence, name, organisations),
    ))
      if (NAME_TYPES[name.type] !== 'DATE') addName(document, sentence, name);
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
