import { possessor } from '../chains/names.ts';
import { HONORIFICS, OFFICE_HEADS, OFFICE_MODIFIERS, POST_NOMINALS } from '../data/titles.ts';
import type { Document, Draft } from '../document.ts';
import { afterOf, countryNamed, countryOf, countryOfCapital, demonymOf, seatNamed } from '../gazetteer.ts';

const fold = (word: string): string => word.toLowerCase().replace(/\.$/u, '');

/** A title found beside a name. */
export interface Title {
  /** As the text has it: `Defense Minister`. */
  words: string;
  /** Country it belongs to, by common name. */
  country: string | null;
  /** Organisation before it: `Global Times reporter`. */
  organisation: string | null;
  /** Its first token. */
  first: number;
}

/** Role as it is kept: `Defense Minister of Japan`. */
export function roleOf({ words, country, organisation }: Title): string {
  if (organisation !== null) return `${organisation} ${words}`;
  return country === null ? words : `${words} of ${afterOf(country)}`;
}

const LONGEST_TITLE = 8;
const isHead = (word: string): boolean => OFFICE_HEADS.has(fold(word));
const isModifier = (word: string): boolean => OFFICE_MODIFIERS.has(fold(word)) || word === '-' || word === '&';
/** "Fisheries Minister": a capital says that the word belongs to the title, though not at a sentence's start. */
const isCapitalisedModifier = (document: Document, sentence: number, token: number): boolean =>
  token > 0 &&
  /^\p{Lu}\p{Ll}+$/u.test(document.word(sentence, token)) &&
  /^\p{Lu}/u.test(document.word(sentence, token + 1)) &&
  demonymOf(document.word(sentence, token)) === undefined;
const FORMER = new Set(['former', 'ex', 'acting', 'then', 'interim', 'deputy', 'late']);

/** Country, people or organisation named right before a title. */
function ownerOf(document: Document, sentence: number, first: number): Pick<Title, 'country' | 'organisation'> {
  const country = possessor(document, sentence, first);
  if (country !== null) return { country, organisation: null };
  const before = document.at(sentence, first - 1);
  if (before?.type === 'LOC' && countryNamed(before.text))
    return { country: countryNamed(before.text)!.name, organisation: null };
  if (before?.type === 'ORG') return { country: null, organisation: before.text };
  return { country: null, organisation: null };
}

/** The title that ends right before a token, null for none. */
export function titleBefore(document: Document, sentence: number, before: number): Title | null {
  let last = before - 1;
  while (HONORIFICS.has(fold(document.word(sentence, last)))) last -= 1;
  if (!isHead(document.word(sentence, last)) || document.at(sentence, last) !== null) return null;
  let first = last;
  while (first > 0 && last - first < LONGEST_TITLE) {
    const word = document.word(sentence, first - 1);
    if (document.at(sentence, first - 1) !== null) break;
    if (!(isHead(word) || isModifier(word) || isCapitalisedModifier(document, sentence, first - 1))) break;
    first -= 1;
  }
  while (first < last && /^[-&]$/u.test(document.word(sentence, first))) first += 1;
  const owner = ownerOf(document, sentence, first);
  let words = document.slice(sentence, first, last);
  // "former Russian president": what stands before the demonym belongs to the title
  if (owner.country !== null && document.at(sentence, first - 1)?.kind === 'demonym') {
    const start = document.at(sentence, first - 1)!.first;
    if (FORMER.has(document.lower(sentence, start - 1))) words = `${document.word(sentence, start - 1)} ${words}`;
  }
  return { words, ...owner, first };
}

const LONGEST_APPOSITION = 16;
const ENDS_APPOSITION = /^(?:[,.;:!?()"“”–—]|who|which|said|says|told|has|have|had|was|is|will)$/u;

/** Role that an apposition after a name gives: ", an expert on grain,"; the country of "the Russian foreign minister" goes last. */
function apposition(document: Document, { sentence, last }: Draft): string | null {
  const { tokens } = document.sentences[sentence];
  if (document.word(sentence, last + 1) !== ',') return null;
  let first = last + 2;
  if (/^(?:a|an|the|its|their)$/iu.test(document.word(sentence, first))) first += 1;
  let end = first;
  while (end < tokens.length && end - first < LONGEST_APPOSITION && !ENDS_APPOSITION.test(tokens[end].text)) end += 1;
  if (end === first || (end < tokens.length && end - first >= LONGEST_APPOSITION)) return null;
  // An apposition is closed again; otherwise it is a list or a new clause.
  const isArticle = first === last + 3;
  if (end < tokens.length && !(isArticle ? /^(?:[,.;)]|who|which)$/u : /^[,.;)]$/u).test(tokens[end].text)) return null;
  let head = first;
  while (head < end && !isHead(tokens[head].text)) {
    if (/^(?:of|for|at|in|on|with|and|to)$/u.test(tokens[head].text)) return null;
    head += 1;
  }
  if (head === end || document.at(sentence, head) !== null) return null;
  if (document.at(sentence, end - 1)?.type === 'PER') return null;
  if (head === end - 1) {
    const title = titleBefore(document, sentence, end);
    if (title !== null && title.country !== null) return roleOf(title);
  }
  return document.slice(sentence, first, end - 1);
}

/** "The former Polish president, Jan Kowal,": a title that a comma parts from the name it describes. */
function descriptionBefore(document: Document, { sentence, first, last }: Draft): Title | null {
  let start = first;
  while (HONORIFICS.has(fold(document.word(sentence, start - 1)))) start -= 1;
  const next = POST_NOMINALS.has(document.word(sentence, last + 1)) ? last + 2 : last + 1;
  if (document.word(sentence, start - 1) !== ',' || !/^[,.;]?$/u.test(document.word(sentence, next))) return null;
  const title = titleBefore(document, sentence, start - 1);
  if (title === null) return null;
  // "Its chief executive, Jo Pell,"
  const isOwned = /^(?:its|their|the)$/iu.test(document.word(sentence, title.first - 1));
  return isOwned || title.country !== null || title.organisation !== null ? title : null;
}

/** Words that join the members of a list. */
const LIST = /^(?:,|and|&|, and)$/u;

/** Whether only a comma or `and` lies between a person and the title of the next: both titles have one country. */
function isCoordinated(document: Document, before: Draft, title: Title): boolean {
  const { tokens } = document.sentences[before.sentence];
  if (title.first <= before.last + 1) return false;
  const gap = document.text.slice(tokens[before.last].end, tokens[title.first].start).trim();
  return LIST.test(gap.replace(/\s+/gu, ' '));
}

/** Tokens or mentions before a title that are looked at: hardly a sentence is that long, and time stays linear. */
const FARTHEST = 500;

/**
 * Persons of "their Russian counterparts X and Y": titles of the persons named before, in their order.
 * @param earlier mentions before them in the sentence.
 */
function pairCounterparts(
  earlier: readonly Draft[],
  group: readonly Draft[],
  titles: ReadonlyMap<Draft, Title>,
  country: string | null,
): void {
  const before = earlier.filter((draft) => draft.type === 'PER' && titles.has(draft));
  const base = before.filter((draft) => draft.country !== country).slice(-group.length);
  group.forEach((draft, i) => {
    const match = base[base.length === group.length ? i : base.length - 1];
    const title = match && titles.get(match);
    if (title) draft.role = roleOf({ ...title, country, organisation: null });
  });
}

/** Persons named one after the other from a mention on. */
function listFrom(document: Document, drafts: readonly Draft[], start: number): Draft[] {
  const list = [drafts[start]];
  for (let i = start + 1; i < drafts.length; i += 1) {
    const before = list[list.length - 1];
    const draft = drafts[i];
    if (draft.type !== 'PER' || draft.sentence !== before.sentence) break;
    const { tokens } = document.sentences[draft.sentence];
    if (!LIST.test(document.text.slice(tokens[before.last].end, tokens[draft.first].start).trim())) break;
    list.push(draft);
  }
  return list;
}

/** Offices of a state, which somebody named holds for one country. */
const STATE_OFFICE = /(?:president|premier|chancellor|minister)$/iu;

/** Country that a sentence is about from its first word, where no other is named before the title. */
function subjectCountry(document: Document, title: Title, sentence: number): string | null {
  if (!STATE_OFFICE.test(title.words) || title.first > FARTHEST) return null;
  const countries = new Set<string>();
  const { mentions } = document.sentences[sentence];
  for (let i = 0; i < title.first; i += 1) {
    const draft = mentions[i];
    if (draft === null || draft.first !== i || (draft.type !== 'LOC' && draft.kind !== 'demonym')) continue;
    const name =
      draft.country ??
      countryNamed(draft.text)?.name ??
      seatNamed(draft.text)?.country ??
      countryOfCapital(draft.text)?.name;
    if (name === undefined || countryOf(name) === null) continue;
    if (
      countries.size === 0 &&
      (i > 1 || draft.kind === 'demonym' || /^(?:in|at|from|near|outside)$/iu.test(document.word(sentence, 0)))
    )
      return null;
    countries.add(name);
  }
  return countries.size === 1 ? [...countries][0] : null;
}

/** Gives persons the roles that stand beside their names. */
export function findRoles(document: Document): void {
  const titles = new Map<Draft, Title>();
  const { drafts } = document;
  let sentenceStart = 0;
  drafts.forEach((draft, i) => {
    if (i > 0 && drafts[i - 1].sentence !== draft.sentence) sentenceStart = i;
    if (draft.type !== 'PER' || draft.kind === 'nominal') return;
    const title = titleBefore(document, draft.sentence, draft.first) ?? descriptionBefore(document, draft);
    if (title === null) {
      const role = apposition(document, draft);
      if (role !== null) draft.role = role;
      return;
    }
    if (/^counterparts?$/iu.test(title.words)) {
      const group = /s$/iu.test(title.words) ? listFrom(document, drafts, i) : [draft];
      pairCounterparts(drafts.slice(Math.max(sentenceStart, i - FARTHEST), i), group, titles, title.country);
      return;
    }
    const before = drafts.slice(Math.max(sentenceStart, i - 1), i).find((other) => other.type === 'PER');
    const inherited = before && titles.get(before);
    if (
      title.country === null &&
      title.organisation === null &&
      inherited?.country &&
      isCoordinated(document, before!, title)
    )
      title.country = inherited.country;
    title.country ??= title.organisation === null ? subjectCountry(document, title, draft.sentence) : null;
    titles.set(draft, title);
    draft.role = roleOf(title);
    draft.country = title.country ?? undefined;
  });
}
