import { ORGANISATION_HEADS, STATE_BODY } from '../data/organisations.ts';
import { type Chain, type Document, type Draft, newChain } from '../document.ts';
import { afterOf, countryNamed, countryOf, demonymOf, keyOf } from '../gazetteer.ts';
import { withoutForm } from '../mentions.ts';
import type { EntityType } from '../types.ts';

/** Country or place by possessive or demonym right before a mention: `Japan's`, `the Japanese`. */
export function possessor(document: Document, sentence: number, first: number): string | null {
  let at = first - 1;
  if (/^['’]s?$/iu.test(document.word(sentence, at))) at -= 1;
  else if (document.at(sentence, at)?.kind !== 'demonym' && document.at(sentence, at)?.type !== 'LOC') return null;
  const owner = document.at(sentence, at);
  if (owner === null) return null;
  if (owner.kind === 'demonym') return owner.country ?? null;
  const country = countryNamed(owner.text);
  return country?.name ?? null;
}

/** A body's name with its country, where the name itself has none: `Ministry of Foreign Affairs of Japan`. */
function fullBodyName(document: Document, { sentence, first, text }: Draft): string {
  if (!STATE_BODY.test(text)) return text;
  const words = text.split(' ');
  const demonym = demonymOf(words.slice(0, 2).join(' ')) ?? demonymOf(words[0]);
  if (demonym) {
    const rest = words.slice(demonymOf(words[0]) === undefined ? 2 : 1).join(' ');
    return countryOf(demonym) && rest !== '' && STATE_BODY.test(rest) ? `${rest} of ${afterOf(demonym)}` : text;
  }
  if (/ of (?:the )?\p{Lu}\S*$/u.test(text) && countryNamed(text.replace(/^.* of (?:the )?/u, ''))) return text;
  const owner = possessor(document, sentence, first);
  return owner === null ? text : `${text} of ${afterOf(owner)}`;
}

const SMALL = new Set(['of', 'the', 'and', 'for', 'in', 'on', 'to', 'de', 'du', 'la', '&']);

/** First letters of a name's words, with and without the small ones. */
function initialsOf(name: string): string[] {
  const words = name.split(/[\s-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  if (words.length < 2) return [];
  const letters = (list: string[]): string => list.map((word) => [...word][0].toUpperCase()).join('');
  return [letters(words.filter((word) => !SMALL.has(word))), letters(words)];
}

const ACRONYM = /^(?:\p{Lu}\.?){2,8}s?$/u;

export const isAcronym = (text: string): boolean => ACRONYM.test(text);

const isShouted = (name: string): boolean => name.length > 4 && name === name.toUpperCase();

/**
 * The word by which an organisation is known for short: "Toyota" of "Toyota Motor Corp.", "Aramco" of "Saudi Aramco". A
 * country's, people's or general word is none: the Bank of "Bank of England", the European of "European Union".
 */
function ownWord([first, second, ...rest]: readonly string[]): string | null {
  const isOwn = (word: string): boolean =>
    /^\p{Lu}\p{Ll}{2,}/u.test(word) &&
    !ORGANISATION_HEADS.has(word) &&
    countryNamed(word) === null &&
    demonymOf(word) === undefined;
  if (demonymOf(first) !== undefined) return rest.length === 0 && isOwn(second) ? second : null;
  return isOwn(first) && !SMALL.has(second) ? first : null;
}

/** Chains of places, organisations and other names, by normalised name. */
export class NameChains {
  readonly #byKey = new Map<string, Chain>();
  readonly #byInitials = new Map<string, Chain>();
  readonly #byStem = new Map<string, Chain>();
  /** Organisations by their last word; null where several have it. */
  readonly #byHead = new Map<string, Chain | null>();
  /** Organisations by the one word of their name that is theirs alone; null where several have it. */
  readonly #byOwnWord = new Map<string, Chain | null>();

  /** Chain of a country or region, by common name. */
  place(name: string): Chain {
    return this.named('LOC', name);
  }

  named(type: EntityType, canonical: string): Chain {
    const key = `${type} ${keyOf(canonical)}`;
    let chain = this.#byKey.get(key);
    if (chain === undefined) {
      chain = newChain(type, canonical);
      this.#byKey.set(key, chain);
      for (const initials of initialsOf(canonical))
        if (!this.#byInitials.has(`${type} ${initials}`)) this.#byInitials.set(`${type} ${initials}`, chain);
      const stem = `${type} ${keyOf(withoutForm(canonical))}`;
      if (!this.#byStem.has(stem)) this.#byStem.set(stem, chain);
      const words = canonical.split(/\s+/u);
      const head = words[words.length - 1];
      if (type === 'ORG' && words.length > 1) {
        this.#byHead.set(head, this.#byHead.has(head) ? null : chain);
        const own = ownWord(words);
        if (own !== null) this.#byOwnWord.set(own, this.#byOwnWord.has(own) ? null : chain);
      }
    }
    return chain;
  }

  /** Forms that the text's own words say mean the same, as it writes them. */
  readonly learned = new Map<string, Chain>();

  /** Learns another form of a name. */
  learn(form: string, chain: Chain): void {
    this.learned.set(form, chain);
    this.alias(form, chain);
  }

  /** Another form of a name. */
  alias(form: string, chain: Chain): void {
    for (const type of ['ORG', 'LOC', 'MISC', chain.type]) this.#byKey.set(`${type} ${keyOf(form)}`, chain);
  }

  /** Chain that a form already has, by itself, as an acronym, or as a company's short name. */
  find(type: EntityType, form: string): Chain | null {
    const known = this.#byKey.get(`${type} ${keyOf(form)}`);
    if (known !== undefined) return known;
    if (isAcronym(form)) {
      const named = this.#byInitials.get(`${type} ${form.replace(/\.|s$/gu, '')}`);
      if (named !== undefined) return named;
    }
    if (type !== 'ORG') return null;
    // "the Board" after "the Harbour Board"
    const headed = ORGANISATION_HEADS.has(form) ? this.#byHead.get(form) : undefined;
    return this.#byStem.get(`${type} ${keyOf(withoutForm(form))}`) ?? headed ?? this.#byOwnWord.get(form) ?? null;
  }
}

function chainOf(document: Document, draft: Draft, chains: NameChains): Chain {
  if (draft.kind === 'demonym') return chains.named(draft.country ? 'LOC' : 'MISC', draft.country ?? draft.text);
  if (draft.type === 'LOC') {
    const country = countryNamed(draft.text);
    if (country !== null) return chains.place(country.name);
  }
  if (draft.type === 'ORG') {
    const full = fullBodyName(document, draft);
    if (full !== draft.text) {
      const chain = chains.named('ORG', full);
      if (chains.find('ORG', draft.text) === null) chains.alias(draft.text, chain);
      return chain;
    }
  }
  return chains.find(draft.type, draft.text) ?? chains.named(draft.type, draft.text);
}

/** Puts the mentions that are no persons into chains. Longer names come first, so that short forms find them. */
export function chainNames(document: Document, chains: NameChains): void {
  const named = document.drafts.filter((draft) => draft.type !== 'PER' && draft.chain === null);
  const long = named.filter((draft) => !isAcronym(draft.text) && draft.last > draft.first);
  const short = named.filter((draft) => isAcronym(draft.text) || draft.last === draft.first);
  for (const draft of [...long, ...short]) {
    const chain = chainOf(document, draft, chains);
    draft.chain = chain;
    // a dateline's capitals are not how the name is written
    if (isShouted(chain.canonical) && !isShouted(draft.text) && keyOf(chain.canonical) === keyOf(draft.text))
      chain.canonical = draft.text;
    if (draft.kind !== 'name' || draft.type === 'DATE' || draft.type === 'EMAIL') continue;
    if (countryNamed(draft.text) && draft.type === 'LOC') continue;
    if (isAcronym(draft.text) && keyOf(draft.text) !== keyOf(chain.canonical)) draft.kind = 'acronym';
    else if (
      keyOf(draft.text) !== keyOf(chain.canonical) &&
      !keyOf(chain.canonical).startsWith(`${keyOf(draft.text)} of `)
    )
      draft.kind = 'alias';
  }
}
