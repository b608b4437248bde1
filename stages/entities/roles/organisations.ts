import { isAcronym } from '../chains/names.ts';
import {
  ACTS_OF_SPEECH,
  KNOWN_BODIES,
  ORGANISATION_HEADS,
  ORGANISATION_NOUNS,
  STATE_BODY,
} from '../data/organisations.ts';
import { OFFICE_HEADS, UNNAMED_HEADS } from '../data/titles.ts';
import { type Chain, type Document, type Draft, newDraft } from '../document.ts';

/** An organisation that a noun agrees with, and where last mentioned. */
interface Holder {
  chain: Chain;
  sentence: number;
}

/** Sentences back to an organisation, where one agrees with the noun and where several do. */
const FAR = 15;
const NEAR = 3;
const ONE_HOLDER = 0.75;
const LAST_HOLDER = 0.6;
const BY_PRONOUN = 0.65;

/** Nouns by the word of a name that they agree with. */
const nounsByWord = new Map<string, string[]>();
for (const [noun, words] of ORGANISATION_NOUNS)
  for (const word of words) nounsByWord.set(word, [...(nounsByWord.get(word) ?? []), noun]);

function nounsOf(chain: Chain): Set<string> {
  const words = chain.canonical.toLowerCase().split(/[\s’']+/u);
  const known = [chain.canonical, ...chain.aliases].flatMap((name) => KNOWN_BODIES.get(name) ?? []);
  return new Set([...words.flatMap((word) => nounsByWord.get(word) ?? []), ...known]);
}

/** "the company" after a name that does not tell what it is: no body of state, no institution, no acronym. */
const mayBeCompany = ({ text }: Draft): boolean =>
  !STATE_BODY.test(text) && !isAcronym(text) && !text.split(' ').some((word) => ORGANISATION_HEADS.has(word));

const nounsCalled = new Set([...ORGANISATION_NOUNS.keys(), ...[...KNOWN_BODIES.values()].flat()]);

/** Finds "the agency", "the company" and a clear "it" for organisations named before. Linear in the text. */
export class OrganisationNominals {
  readonly #document: Document;
  readonly #holders = new Map<string, Holder[]>();
  readonly #nouns = new Map<Chain, Set<string>>();
  /** The only organisation of the last sentence that had any, where it came first; null where several did. */
  #subject: { draft: Draft; sentence: number } | null = null;
  readonly found: Draft[] = [];

  constructor(document: Document) {
    this.#document = document;
  }

  find(): Draft[] {
    this.#document.sentences.forEach(({ tokens, lower, mentions }, sentence) => {
      const before = this.#subject;
      const organisations: Draft[] = [];
      tokens.forEach((token, i) => {
        const draft = mentions[i];
        if (draft !== null && draft.first === i && (draft.type === 'ORG' || draft.type === 'LOC')) {
          this.#note(draft, sentence);
          if (draft.type === 'ORG') organisations.push(draft);
        }
        if (lower[i] === 'the') this.#definiteAt(sentence, i, before);
        else if (token.text === 'It' && i <= 1) this.#pronounAt(sentence, i, before);
      });
      if (organisations.length > 0) {
        const [draft] = organisations;
        const isOnly = organisations.every(({ chain }) => chain === draft.chain) && draft.first <= 2;
        this.#subject = isOnly ? { draft, sentence } : null;
      }
    });
    return this.found;
  }

  #note({ chain }: Draft, sentence: number): void {
    if (chain === null) return;
    let nouns = this.#nouns.get(chain);
    if (nouns === undefined) {
      nouns = nounsOf(chain);
      this.#nouns.set(chain, nouns);
    }
    for (const noun of nouns) {
      const others = (this.#holders.get(noun) ?? []).filter((holder) => holder.chain !== chain).slice(-2);
      this.#holders.set(noun, [...others, { chain, sentence }]);
    }
  }

  #push(sentence: number, first: number, last: number, rest: Pick<Draft, 'chain' | 'kind' | 'confidence'>): void {
    const text = this.#document.slice(sentence, first, last);
    this.found.push(newDraft({ sentence, first, last, text, type: rest.chain?.type ?? 'ORG', ...rest }));
  }

  #definiteAt(sentence: number, start: number, before: { draft: Draft; sentence: number } | null): void {
    const document = this.#document;
    const at = start + 1;
    const noun = document.word(sentence, at);
    if (!nounsCalled.has(noun) || document.at(sentence, at) !== null || !this.#endsAt(sentence, at)) return;
    const holders = this.#holders.get(noun) ?? [];
    const last = holders[holders.length - 1];
    if (last === undefined) {
      const isCompany = /^(?:company|firm)$/u.test(noun) && before !== null && sentence - before.sentence <= 1;
      if (isCompany && mayBeCompany(before.draft))
        this.#push(sentence, start, at, { chain: before.draft.chain, kind: 'nominal', confidence: LAST_HOLDER });
      return;
    }
    const several = holders.length > 1;
    if (sentence - last.sentence > (several ? NEAR : FAR)) return;
    if (several && holders[holders.length - 2].sentence === last.sentence) return;
    const confidence = several ? LAST_HOLDER : ONE_HOLDER;
    this.#push(sentence, start, at, { chain: last.chain, kind: 'nominal', confidence });
    last.sentence = sentence;
  }

  /** "It said", "It did not say" at a sentence's start, the sentence before being about one organisation. */
  #pronounAt(sentence: number, at: number, before: { draft: Draft; sentence: number } | null): void {
    if (before === null || sentence - before.sentence !== 1) return;
    const next = this.#document.lower(sentence, at + 1);
    const isDenial = /^(?:did|does)$/u.test(next) && /^(?:not|n['’]t)$/u.test(this.#document.lower(sentence, at + 2));
    if (
      !ACTS_OF_SPEECH.has(next) &&
      !(isDenial && /^(?:say|comment|give|name)$/u.test(this.#document.lower(sentence, at + 3)))
    )
      return;
    this.#push(sentence, at, at, { chain: before.draft.chain, kind: 'pronoun', confidence: BY_PRONOUN });
  }

  /** Whether no name, office or `of` goes on: "the council spokeswoman" is a person. */
  #endsAt(sentence: number, at: number): boolean {
    const next = this.#document.lower(sentence, at + 1);
    if (/^(?:of|for|-)$/u.test(next) || nounsCalled.has(next) || OFFICE_HEADS.has(next) || UNNAMED_HEADS.has(next))
      return false;
    return !/^\p{Lu}/u.test(this.#document.word(sentence, at + 1)) && this.#document.at(sentence, at + 1) === null;
  }
}
