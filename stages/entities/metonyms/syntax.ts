import type { Tree } from '../../syntax/types.ts';
import {
  ABSTRACT_NOUN,
  ACTOR_NOUNS,
  ACTOR_VERBS,
  AGENTS,
  CONNECTIONS,
  CONSENT,
  CONTROLLED_BY,
  EMITTING,
  FAITH,
  GIVING_VERBS,
  HAPPENING,
  LETTING_VERBS,
  MOTION_VERBS,
  OBJECT_VERBS,
  PHYSICAL_NOUNS,
  PLACE_NOUNS,
  PLACE_SUBJECT_VERBS,
  PLACE_VERBS,
  RELATIONS,
  TOWARDS_A_PLACE,
  YIELDING,
} from '../data/metonymy.ts';
import type { Sentence } from '../document.ts';
import { isOneOf } from './lemmas.ts';
import type { Verdict } from './verdict.ts';

/** Tokens that may stand between two commas after what a cleft sentence names. */
const MOST_BETWEEN_COMMAS = 8;

/** A sentence with its dependency tree, as metonyms look at it. */
export class Clauses {
  readonly #tokens: Sentence['tokens'];
  readonly #tree: Tree;
  readonly #children: number[][];

  constructor(tokens: Sentence['tokens'], tree: Tree) {
    this.#tokens = tokens;
    this.#tree = tree;
    this.#children = tokens.map(() => []);
    tree.head.forEach((head, token) => {
      if (head >= 0) this.#children[head].push(token);
    });
  }

  #lower(token: number): string {
    return this.#tokens[token]?.text.toLowerCase() ?? '';
  }

  #is(token: number, list: ReadonlySet<string>): boolean {
    return isOneOf(this.#lower(token), list);
  }

  /** First child of a token by one of some relations. */
  #child(token: number, ...relations: string[]): number {
    return this.#children[token].find((child) => relations.includes(this.#tree.relation[child])) ?? -1;
  }

  /** The token of `[first, last]` that the others hang on; of a list its first member, which stands for all. */
  #headOf(first: number, last: number): number {
    let token = first;
    while (this.#tree.head[token] >= first && this.#tree.head[token] <= last) token = this.#tree.head[token];
    while (this.#tree.relation[token] === 'conj' && this.#isNominal(this.#tree.head[token]))
      token = this.#tree.head[token];
    return token;
  }

  #isNominal(token: number): boolean {
    return /^(?:PROPN|NOUN|PRON)$/u.test(this.#tree.upos[token] ?? '');
  }

  /** "It was Seoul that proposed it": what it was that did something. */
  #isCleft(first: number, last: number): boolean {
    if (this.#lower(first - 2) !== 'it' || !/^(?:is|was)$/u.test(this.#lower(first - 1))) return false;
    let next = last + 1;
    // "It is Washington, not the fund, that decides"
    if (this.#lower(next) === ',') {
      do next += 1;
      while (next < last + MOST_BETWEEN_COMMAS && this.#lower(next) !== ',');
      next += 1;
    }
    if (!/^(?:that|which|who)$/u.test(this.#lower(next))) return false;
    let verb = next + 1;
    while (/^(?:ADV|AUX)$/u.test(this.#tree.upos[verb] ?? '')) verb += 1;
    return this.#tree.upos[verb] === 'VERB' && !this.#is(verb, PLACE_SUBJECT_VERBS);
  }

  /** What the syntax around a seat, tokens `[first, last]`, says of it. */
  verdict(first: number, last: number): Verdict {
    if (/^[-‐‑]$/u.test(this.#lower(last + 1)) && CONTROLLED_BY.has(this.#lower(last + 2))) return 'actor';
    const token = this.#headOf(first, last);
    const head = this.#tree.head[token];
    if (this.#isCleft(first, last)) return 'actor';
    if (head < 0) return 'none';
    switch (this.#tree.relation[token]) {
      case 'nsubj':
      case 'nsubj:outer':
        return this.#subject(head);
      case 'nsubj:pass':
        return this.#is(head, OBJECT_VERBS) || this.#is(head, GIVING_VERBS) ? 'actor' : 'none';
      case 'iobj':
        return 'actor';
      // "promised Kyiv more shells", which the parser takes for one name
      case 'compound':
        return this.#tree.relation[head] === 'obj' && this.#is(this.#tree.head[head], GIVING_VERBS) ? 'actor' : 'none';
      case 'obj':
        return this.#object(head);
      case 'nmod:poss':
        return this.#owner(head);
      case 'obl:agent':
        return 'actor';
      case 'obl':
      case 'nmod':
        return this.#oblique(token, head);
      default:
        return 'none';
    }
  }

  /** Subject of a verb: an actor where the verb has an object or clause and is none of those that towns are said to do. */
  #subject(verb: number): Verdict {
    if (this.#child(verb, 'cop') >= 0) return this.#is(verb, AGENTS) ? 'actor' : 'none';
    if (!/^(?:VERB|AUX)$/u.test(this.#tree.upos[verb])) return 'none';
    const clause = this.#child(verb, 'xcomp', 'ccomp');
    const object = this.#child(verb, 'obj', 'iobj');
    if (/^(?:has|have|had)$/u.test(this.#lower(verb)))
      return (clause >= 0 && this.#tree.upos[clause] === 'VERB') || this.#owner(object) === 'actor' ? 'actor' : 'none';
    if (this.#is(verb, PLACE_SUBJECT_VERBS) || this.#is(verb, PLACE_VERBS)) {
      // "Tashkent sees the railway as a way out"
      const isView =
        /^s(?:ees?|aw|een)$/u.test(this.#lower(verb)) &&
        this.#children[verb].some((child) => this.#hasCase(child, 'as'));
      return isView ? 'actor' : 'place';
    }
    if (object >= 0 || clause >= 0 || this.#is(verb, ACTOR_VERBS)) return 'actor';
    return this.#is(verb, HAPPENING) ? 'none' : 'actor';
  }

  /** Object of a verb. */
  #object(verb: number): Verdict {
    // "want Athens to sell", "has made Moscow dependent"
    if (this.#child(verb, 'xcomp') >= 0 && this.#is(verb, LETTING_VERBS)) return 'actor';
    if (this.#is(verb, TOWARDS_A_PLACE)) return 'place';
    return this.#is(verb, OBJECT_VERBS) ? 'actor' : 'none';
  }

  /** What belongs to it. */
  #owner(noun: number): Verdict {
    if (noun < 0) return 'none';
    if (this.#is(noun, PLACE_NOUNS) || this.#is(noun, PHYSICAL_NOUNS)) return 'place';
    if (this.#is(noun, ACTOR_NOUNS) || this.#is(noun, RELATIONS) || ABSTRACT_NOUN.test(this.#lower(noun)))
      return 'actor';
    return 'none';
  }

  #hasCase(token: number, preposition: string): boolean {
    return this.#children[token].some(
      (child) => this.#tree.relation[child] === 'case' && this.#lower(child) === preposition,
    );
  }

  /** After a preposition: what governs it decides. */
  #oblique(token: number, head: number): Verdict {
    const preposition = this.#lower(this.#child(token, 'case'));
    const isVerb = this.#tree.upos[head] === 'VERB';
    switch (preposition) {
      case 'by':
        return 'actor';
      case 'with':
      case 'against':
        return this.#is(head, CONNECTIONS) ? 'place' : 'actor';
      case 'over':
        return this.#is(head, RELATIONS) || this.#is(head, ACTOR_VERBS) ? 'actor' : 'place';
      case 'in':
        return this.#is(head, FAITH) ? 'actor' : 'place';
      case 'to':
        return isVerb && (this.#is(head, GIVING_VERBS) || this.#is(head, YIELDING)) ? 'actor' : 'none';
      case 'from':
        if (isVerb) return this.#is(head, MOTION_VERBS) || this.#is(head, EMITTING) ? 'place' : 'none';
        return this.#is(head, RELATIONS) || this.#is(head, ACTOR_NOUNS) || ABSTRACT_NOUN.test(this.#lower(head))
          ? 'actor'
          : 'none';
      case 'of':
        if (this.#is(head, CONSENT)) return 'actor';
        return this.#is(head, PLACE_NOUNS) || this.#is(head, PHYSICAL_NOUNS) ? 'place' : 'none';
      case 'between':
        if (this.#is(head, CONNECTIONS)) return 'place';
        return this.#is(head, RELATIONS) ? 'actor' : 'none';
      case 'on':
        return this.#is(head, PLACE_NOUNS) || this.#is(head, PHYSICAL_NOUNS) ? 'place' : 'none';
      case 'outside':
      case 'down':
      case 'along':
      case 'up':
      case 'past':
      case 'behind':
      case 'near':
      case 'through':
      case 'around':
        return 'place';
      default:
        return 'none';
    }
  }
}
