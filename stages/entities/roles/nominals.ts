import { DEFINITE_OFFICES, OFFICE_MODIFIERS, UNNAMED_HEADS } from '../data/titles.ts';
import { type Chain, type Document, type Draft, newChain, newDraft } from '../document.ts';
import { countryOf } from '../gazetteer.ts';

/** A person whom a role stands for, and where last mentioned. */
interface Holder {
  chain: Chain;
  sentence: number;
}

/** Last two words before ` of `: `prime minister`, `president`. */
function headsOf(role: string): string[] {
  const words = role
    .replace(/ (?:of|for|at|on|in) .*$/u, '')
    .toLowerCase()
    .split(/\s+/u);
  return [words.slice(-1).join(' '), words.slice(-2).join(' ')];
}

const ARTICLE = new Set(['a', 'an', 'one', 'another']);
const DEFINITE = new Set(['the', 'this', 'that']);
const LONGEST_DESCRIPTION = 5;
/** Links an unnamed person to a body: "an official from". */
const FROM = /^(?:from|of|at|in|with|for)$/u;
const LONGEST_BODY = 8;

/** Confidence of a role phrase: with one holder in the text, and with several. */
const ONE_HOLDER = 0.8;
const LAST_HOLDER = 0.6;
/** Sentences back to somebody with a role that many have. */
const NEAR_HOLDER = 5;
const UNNAMED = 0.7;

/** Marks role phrases ("the president") and unnamed persons ("an official from …") with whom they stand for. */
export class Nominals {
  readonly #document: Document;
  readonly #holders = new Map<string, Holder[]>();
  readonly #unnamed = new Map<string, Chain>();
  /** Role phrases found; they may lie around names. */
  readonly found: Draft[] = [];

  constructor(document: Document) {
    this.#document = document;
  }

  find(): Draft[] {
    const byMention = new Set<Draft>();
    this.#document.sentences.forEach(({ lower, mentions }, sentence) => {
      for (let i = 0; i < lower.length; i += 1) {
        const draft = mentions[i];
        if (draft !== null && !byMention.has(draft)) {
          byMention.add(draft);
          if (draft.type === 'PER' && draft.chain) this.#note(draft.chain, sentence);
        }
        if (ARTICLE.has(lower[i])) this.#unnamedAt(sentence, i);
        else if (DEFINITE.has(lower[i])) this.#definiteAt(sentence, i);
      }
    });
    return this.found;
  }

  #note(chain: Chain, sentence: number): void {
    for (const role of chain.roles)
      for (const head of new Set(headsOf(role))) {
        const holders = (this.#holders.get(head) ?? []).filter((holder) => holder.chain !== chain).slice(-3);
        this.#holders.set(head, [...holders, { chain, sentence }]);
      }
  }

  #push(sentence: number, first: number, last: number, chain: Chain, confidence: number): void {
    const text = this.#document.slice(sentence, first, last);
    this.found.push(newDraft({ sentence, first, last, text, type: 'PER', kind: 'nominal', confidence, chain }));
  }

  /** "the (Russian) foreign minister" */
  #definiteAt(sentence: number, start: number): void {
    const document = this.#document;
    let at = start + 1;
    const demonym = document.at(sentence, at);
    if (demonym?.kind === 'demonym') at = demonym.last + 1;
    const first = at;
    while (
      at - first < LONGEST_DESCRIPTION &&
      OFFICE_MODIFIERS.has(document.lower(sentence, at)) &&
      !this.#endsAt(sentence, at)
    )
      at += 1;
    const head = document.lower(sentence, at);
    const isOffice = DEFINITE_OFFICES.has(head);
    if ((!isOffice && !UNNAMED_HEADS.has(head)) || !this.#endsAt(sentence, at)) return;
    if (at === first) {
      const unnamed = this.#unnamed.get(head);
      if (unnamed !== undefined) {
        this.#push(sentence, start, at, unnamed, UNNAMED);
        return;
      }
    }
    // "the official" may be somebody named with that word
    if (!isOffice && this.#holders.get(head)?.length !== 1) return;
    const words = document.slice(sentence, first, at).toLowerCase().split(/\s+/u).slice(-2).join(' ');
    const country = demonym?.kind === 'demonym' ? demonym.country : undefined;
    const named = country && (countryOf(country)?.named ?? country);
    const holders = (this.#holders.get(words) ?? []).filter(
      ({ chain }) => !named || [...chain.roles].some((role) => role.endsWith(` of ${named}`)),
    );
    const holder = holders[holders.length - 1];
    // With several holders only the one spoken of just now is meant.
    if (holder === undefined || (holders.length > 1 && sentence - holder.sentence > 2)) return;
    if (!isOffice && sentence - holder.sentence > NEAR_HOLDER) return;
    this.#push(sentence, start, at, holder.chain, holders.length === 1 ? ONE_HOLDER : LAST_HOLDER);
    holder.sentence = sentence;
  }

  /** Whether a role phrase may end here: no name, noun or `of` goes on. */
  #endsAt(sentence: number, at: number): boolean {
    const next = this.#document.word(sentence, at + 1);
    if (/^(?:of|for|-|elect|general)$/u.test(next) || OFFICE_MODIFIERS.has(next.toLowerCase())) return false;
    return (
      !DEFINITE_OFFICES.has(next.toLowerCase()) && !/^\p{Lu}/u.test(next) && this.#document.at(sentence, at) === null
    );
  }

  /** "a senior Ukrainian official", "an official from Japan's Ministry of Foreign Affairs" */
  #unnamedAt(sentence: number, start: number): void {
    const document = this.#document;
    let head = start + 1;
    while (head - start <= LONGEST_DESCRIPTION && !UNNAMED_HEADS.has(document.lower(sentence, head))) {
      if (!/^[\p{L}-]+$/u.test(document.word(sentence, head)) || FROM.test(document.lower(sentence, head))) return;
      head += 1;
    }
    if (head - start > LONGEST_DESCRIPTION || document.at(sentence, head) !== null) return;
    if (/^\p{Lu}/u.test(document.word(sentence, head + 1)) || UNNAMED_HEADS.has(document.lower(sentence, head + 1)))
      return;
    const name = document.lower(sentence, head);
    const body = FROM.test(document.lower(sentence, head + 1)) ? this.#bodyFrom(sentence, head + 2) : null;
    const described = document.slice(sentence, start + 1, head);
    const belongs = [...Array(head - start - 1).keys()].some((i) => document.at(sentence, start + 1 + i) !== null);
    if (body === null && !belongs) return;
    const canonical =
      body === null
        ? `unnamed ${described}`
        : `unnamed ${described} of ${document.slice(sentence, body.first, body.last).replace(/\s+/gu, ' ')}`;
    const chain = newChain('PER', canonical);
    chain.roles.add(described);
    this.#unnamed.set(name, chain);
    this.#push(sentence, start, body?.last ?? head, chain, UNNAMED);
  }

  /** Name of the body after "from (the)", with its owner: "Japan's Ministry of Foreign Affairs". */
  #bodyFrom(sentence: number, start: number): { first: number; last: number } | null {
    const document = this.#document;
    const first = /^the$/u.test(document.word(sentence, start)) ? start + 1 : start;
    let last = -1;
    for (let i = first; i < first + LONGEST_BODY; i += 1) {
      const draft = document.at(sentence, i);
      if (draft !== null && (draft.type === 'ORG' || draft.type === 'LOC' || draft.kind === 'demonym')) {
        i = draft.last;
        if (draft.kind !== 'demonym') last = draft.last;
      } else if (!/^['’]s?$/u.test(document.word(sentence, i))) break;
    }
    return last < 0 ? null : { first, last };
  }
}
