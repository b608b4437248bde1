import { genderOfGivenName } from '../data/given-names.ts';
import { HONORIFICS } from '../data/titles.ts';
import { type Chain, type Document, type Draft, newChain } from '../document.ts';
import { personWords } from '../mentions.ts';

/** A person named in full, and where. */
interface Person {
  chain: Chain;
  /** As the given name has it, for telling namesakes apart; what the text says is the chain's. */
  likely: 'female' | 'male' | null;
  words: string[];
  /** Position among the document's mentions. */
  order: number;
}

const fold = (word: string): string => word.toLowerCase().replace(/\.$/u, '');

/** Gender that the words before a name tell. */
function genderBefore(document: Document, { sentence, first }: Draft): 'female' | 'male' | null {
  for (let i = first - 1; i >= Math.max(0, first - 4); i -= 1) {
    const word = fold(document.word(sentence, i));
    const gender = HONORIFICS.get(word);
    if (gender) return gender;
    if (/(?:woman|girl|actress|mother|sister|daughter|wife|widow|duchess|queen)$/u.test(word)) return 'female';
    if (/(?:[a-z]man|father|brother|husband|widower|actor)$/u.test(word)) return 'male';
    if (!/^\p{Lu}/u.test(document.word(sentence, i))) return null;
  }
  return null;
}

/** `John` and `J.`, `Robert` and `Robert`. */
const agrees = (a: string, b: string): boolean =>
  fold(a) === fold(b) ||
  (/^\p{L}\.?$/u.test(a) && fold(b).startsWith(fold(a))) ||
  (/^\p{L}\.?$/u.test(b) && fold(a).startsWith(fold(b)));

/** Two full names of one person: same last name, first names that agree; middle names may come and go. */
function sameName(a: readonly string[], b: readonly string[]): boolean {
  return agrees(a[0], b[0]) && fold(a[a.length - 1]) === fold(b[b.length - 1]);
}

/** Persons by one of their words; each list is short or in order of the text. */
class Index {
  readonly #byWord = new Map<string, Person[]>();

  add(word: string, person: Person): void {
    const key = fold(word);
    const known = this.#byWord.get(key);
    if (known === undefined) this.#byWord.set(key, [person]);
    else if (known[known.length - 1] !== person) known.push(person);
  }

  get(word: string): readonly Person[] {
    return this.#byWord.get(fold(word)) ?? [];
  }
}

/** No more persons of one surname are compared, so that a thousand namesakes take no quadratic time. */
const NAMESAKES = 20;

/** The person meant: of fitting gender, the last one named before, else the first one named after. */
function choose(persons: readonly Person[], gender: 'female' | 'male' | null, order: number): Person | null {
  let low = 0;
  let high = persons.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (persons[middle].order < order) low = middle + 1;
    else high = middle;
  }
  const before = persons.slice(Math.max(0, low - NAMESAKES), low).reverse();
  const near = [...before, ...persons.slice(low, low + NAMESAKES)];
  const genderOf = ({ chain, likely }: Person) => chain.gender ?? likely;
  const fits = (person: Person): boolean => gender === null || genderOf(person) === null || genderOf(person) === gender;
  return near.find((person) => gender !== null && genderOf(person) === gender) ?? near.find(fits) ?? null;
}

/**
 * Puts persons' mentions into chains: full names that agree, then surnames (or the one name that a full name begins
 * with) to the full name they stand for. `Mr` and `Mrs` keep namesakes apart. Linear in the mentions.
 */
export function chainPersons(document: Document): void {
  const surnames = new Index();
  const firstNames = new Index();
  const mentions = document.drafts.filter((draft) => draft.type === 'PER' && draft.kind !== 'nominal');
  const genders = mentions.map((draft) => genderBefore(document, draft));
  mentions.forEach((draft, order) => {
    const words = personWords(draft.text);
    if (words.length < 2) return;
    const gender = genders[order];
    const last = words[words.length - 1];
    const known = surnames.get(last).slice(-NAMESAKES);
    let person = known.findLast(
      (candidate) =>
        sameName(candidate.words, words) &&
        (gender === null || candidate.chain.gender === null || candidate.chain.gender === gender),
    );
    if (person === undefined) {
      person = { chain: newChain('PER', draft.text), likely: genderOfGivenName(words[0]), words, order };
      surnames.add(last, person);
      firstNames.add(words[0], person);
    } else if (
      words.length > person.words.length ||
      (words.length === person.words.length && draft.text.length > person.chain.canonical.length)
    ) {
      person.words = words;
      person.chain.canonical = draft.text;
    }
    person.chain.gender ??= gender;
    draft.chain = person.chain;
  });
  const single = new Index();
  mentions.forEach((draft, order) => {
    if (draft.chain !== null) return;
    const [word] = personWords(draft.text);
    const gender = genders[order];
    const name = word ?? draft.text;
    let person =
      choose(surnames.get(name), gender, order) ??
      choose(firstNames.get(name), gender, order) ??
      choose(single.get(name), gender, order);
    if (person === null) {
      person = { chain: newChain('PER', draft.text), likely: null, words: [name], order };
      single.add(name, person);
    }
    person.chain.gender ??= gender;
    draft.chain = person.chain;
  });
  for (const draft of mentions) if (draft.text !== draft.chain!.canonical) draft.kind = 'alias';
}
