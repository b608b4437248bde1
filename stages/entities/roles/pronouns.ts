import { type Chain, type Document, type Draft, newDraft } from '../document.ts';

const GENDERS: ReadonlyMap<string, 'female' | 'male'> = new Map([
  ...['he', 'him', 'his', 'himself'].map((word) => [word, 'male'] as const),
  ...['she', 'her', 'hers', 'herself'].map((word) => [word, 'female'] as const),
]);
const CONFIDENCE = 0.7;
/** Nobody named more sentences back is meant. */
const FARTHEST = 3;
/** Kin and the like, whom a pronoun may mean without a name. */
const UNNAMED = new Map<string, 'female' | 'male'>([
  ...'mother wife sister daughter aunt grandmother niece widow girlfriend woman girl'
    .split(' ')
    .map((word) => [word, 'female'] as const),
  ...'father husband brother son uncle grandfather nephew widower boyfriend man boy'
    .split(' ')
    .map((word) => [word, 'male'] as const),
]);
/** A sentence of more persons than this is a list; no pronoun is looked up in it. */
const MOST_PERSONS = 12;

/**
 * Links pronouns of the third person to the one person that can be meant: the only fitting one named before it in its
 * sentence, else the only one of the sentence before. Where several fit nothing is said.
 * @param mentions persons' mentions in order of the text, role phrases too.
 */
export function findPronouns(document: Document, mentions: readonly Draft[]): Draft[] {
  const found: Draft[] = [];
  let next = 0;
  /** Genders of those spoken of without a name since persons were last named. */
  const unnamed = new Set<'female' | 'male'>();
  let earlier = new Set<Chain>();
  let earlierAt = 0;
  document.sentences.forEach(({ tokens, lower }, sentence) => {
    const here = new Set<Chain>();
    tokens.forEach((token, i) => {
      for (; next < mentions.length && isBefore(mentions[next], sentence, i); next += 1)
        if (mentions[next].chain) here.add(mentions[next].chain!);
      const gender = GENDERS.get(lower[i]);
      if (gender === undefined || document.at(sentence, i) !== null) return;
      if (here.size > MOST_PERSONS) return;
      const fits = (chains: Set<Chain>): Chain[] =>
        [...chains].filter((chain) => chain.gender === null || chain.gender === gender);
      const near = fits(here);
      const isNear = sentence - earlierAt <= FARTHEST && !unnamed.has(gender);
      const candidates = near.length > 0 ? near : isNear ? fits(earlier) : [];
      if (candidates.length !== 1) return;
      const [chain] = candidates;
      chain.gender ??= gender;
      here.add(chain);
      found.push(
        newDraft({
          sentence,
          first: i,
          last: i,
          text: token.text,
          type: 'PER',
          kind: 'pronoun',
          confidence: CONFIDENCE,
          chain,
        }),
      );
    });
    for (; next < mentions.length && mentions[next].sentence <= sentence; next += 1)
      if (mentions[next].chain) here.add(mentions[next].chain!);
    if (here.size > 0) {
      earlier = here;
      earlierAt = sentence;
      unnamed.clear();
    }
    for (const gender of unnamedHere(document, sentence)) unnamed.add(gender);
  });
  return found;
}

/** Genders of persons without a name in a sentence: "your mother", but not "his wife, Ruth". */
function* unnamedHere(document: Document, sentence: number): Generator<'female' | 'male'> {
  const { tokens } = document.sentences[sentence];
  for (let i = 0; i < tokens.length; i += 1) {
    const gender = UNNAMED.get(tokens[i].text);
    if (gender === undefined) continue;
    const after = tokens[i + 1]?.text === ',' ? i + 2 : i + 1;
    if (document.at(sentence, after)?.type !== 'PER') yield gender;
  }
}

function isBefore(draft: Draft, sentence: number, token: number): boolean {
  return draft.sentence < sentence || (draft.sentence === sentence && draft.first < token);
}
