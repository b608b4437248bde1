import type { Chain, Document, Draft } from '../document.ts';
import { isAcronym, type NameChains } from './names.ts';

/**
 * What may stand between a name and another name of the same, in lower case; `~` is a place or a few words. The text
 * itself says here that both are one.
 */
const SAYS_SO =
  /^[,(–—-]*\s*(?:which (?:is|are|was|were) |who (?:is|was) |that (?:is|are) )?(?:(?:also|better|formerly|previously|commonly|locally|officially|once|widely|popularly|still|now|sometimes|originally)[ ,]+)*(?:known|called|named|referred to(?= (?:[^,;()]{1,40} )?as\b)|dubbed|nicknamed|styled)(?: (?:in|by|to|locally|by|among) [^,;()]{1,40}?)?(?: (?:as|by))?(?: the| its| his| her)?(?: acronym| name| initials| nickname| stage name| pen name)?[\s"“‘']*$|^[,(]\s*(?:formerly|previously|originally|née|nee|aka|a\.k\.a\.|alias|or)(?: the)?[\s"“‘']*$|^,? which \p{L}+ (?:calls?|called|knows? as|refers? to as)(?: the)?[\s"“‘']*$/iu;

/** "Kenya called the African Union …" and "Kenya named Nairobi …" say what somebody did. */
const DID_SO = /^\s+(?:called|named|dubbed|nicknamed|styled)\b/iu;

/** No alias stands farther off than this. */
const FARTHEST_TOKENS = 14;

const CAPITAL = /^\p{Lu}/u;

/** Words after which a name follows that the tagger may have passed over. */
const BEFORE_ALIAS = /^(?:as|called|named|dubbed|nicknamed)$/u;

/** Marks the capitalised words after "known as (the)" and the like where the tagger saw no name. */
function addMissed(document: Document, sentence: number): void {
  const { tokens } = document.sentences[sentence];
  for (let i = 1; i < tokens.length; i += 1) {
    if (!BEFORE_ALIAS.test(tokens[i - 1].text)) continue;
    let first = i;
    while (first < tokens.length && /^(?:the|["“‘'])$/u.test(tokens[first].text)) first += 1;
    let last = first - 1;
    while (last + 1 < tokens.length && CAPITAL.test(tokens[last + 1].text) && document.at(sentence, last + 1) === null)
      last += 1;
    if (last < first || document.isEndless(sentence, first, last)) continue;
    const named = nameBefore(document, sentence, first);
    if (named === null) continue;
    document.add(sentence, first, last, { type: named.type, kind: 'alias', confidence: 0.6 });
  }
}

const between = (document: Document, a: Draft, b: Draft): string => {
  const { tokens } = document.sentences[a.sentence];
  return document.text.slice(tokens[a.last].end, tokens[b.first].start);
};

/** The nearest name before an alias that the words between say to be the same. */
function nameBefore(document: Document, sentence: number, first: number): Draft | null {
  const { tokens } = document.sentences[sentence];
  let seen: Draft | null = null;
  for (let i = first - 1; i >= Math.max(0, first - FARTHEST_TOKENS); i -= 1) {
    const draft = document.at(sentence, i);
    if (draft === null || draft === seen) continue;
    seen = draft;
    if (draft.type === 'DATE' || draft.kind === 'demonym') continue;
    const words = document.text.slice(tokens[draft.last].end, tokens[first].start);
    if (SAYS_SO.test(words) && !DID_SO.test(words)) return draft;
  }
  return null;
}

/** Letters of an acronym in their order in a name: `UNHCR`, `WHO`. */
function abbreviates(acronym: string, name: string): boolean {
  const letters = acronym.replace(/[.s]|-/gu, '').toLowerCase();
  const initials = name
    .split(/[\s-]+/u)
    .map((word) => word[0]?.toLowerCase() ?? '')
    .join('');
  let at = 0;
  for (const initial of initials) if (initial === letters[at]) at += 1;
  return at === letters.length;
}

/** `World Health Organization (WHO)`, either way round. */
function linkAcronym(document: Document, long: Draft, short: Draft, chains: NameChains): void {
  const [name, acronym] = isAcronym(short.text) ? [long, short] : [short, long];
  if (!isAcronym(acronym.text) || isAcronym(name.text) || name.chain === null) return;
  if (!abbreviates(acronym.text, name.text)) return;
  if (!/^\s*\($/u.test(between(document, long, short))) return;
  acronym.type = name.type;
  acronym.kind = 'acronym';
  acronym.chain = name.chain;
  chains.learn(acronym.text, name.chain);
}

/** Names in parentheses after a longer one that the tagger passed over: `(WFP)`. */
function addAcronyms(document: Document, sentence: number): void {
  const { tokens } = document.sentences[sentence];
  for (let i = 2; i + 1 < tokens.length; i += 1) {
    if (tokens[i - 1].text !== '(' || tokens[i + 1].text !== ')' || document.at(sentence, i) !== null) continue;
    const name = document.at(sentence, i - 2);
    if (name === null || !isAcronym(tokens[i].text) || !abbreviates(tokens[i].text, name.text)) continue;
    if (name.type === 'ORG' || name.type === 'LOC' || name.type === 'MISC' || name.type === 'EVENT')
      document.add(sentence, i, i, { type: name.type, kind: 'acronym', confidence: 0.9 });
  }
}

/** Adds names that only the text's own words show to be names: aliases and acronyms. */
export function addAliases(document: Document): void {
  for (let sentence = 0; sentence < document.sentences.length; sentence += 1) {
    addMissed(document, sentence);
    addAcronyms(document, sentence);
  }
}

/** Learns aliases from the text's own words. Mentions of one sentence only; linear in the text. */
export function learnAliases(document: Document, chains: NameChains): void {
  let before: Draft | null = null;
  for (const draft of document.drafts) {
    if (draft.type === 'DATE' || draft.type === 'EMAIL') continue;
    if (before !== null && before.sentence === draft.sentence) {
      linkAcronym(document, before, draft, chains);
      const named = nameBefore(document, draft.sentence, draft.first);
      if (named?.chain && named.type !== 'PER' && draft.type !== 'PER' && draft.kind !== 'demonym') {
        draft.type = named.type;
        draft.kind = 'alias';
        draft.chain = named.chain;
        chains.learn(draft.text, named.chain);
      } else if (named?.chain && named.type === 'PER' && draft.type === 'PER') {
        draft.kind = 'alias';
        draft.chain = named.chain;
      }
    }
    before = draft;
  }
}

/** Longest alias that is looked for, in tokens. */
const LONGEST_ALIAS = 6;
/** A repeat is as certain as what the text said of it. */
const BY_ALIAS = 0.7;

/** Gives every use of a learned alias its chain, also where the tagger saw something else in it or nothing. */
export function markLearned(document: Document, chains: NameChains): void {
  const { learned } = chains;
  if (learned.size === 0) return;
  const firstWords = new Set([...learned.keys()].map((form) => form.split(/\s+/u)[0]));
  document.sentences.forEach(({ tokens }, sentence) => {
    for (let i = 0; i < tokens.length; i += 1) {
      if (!firstWords.has(tokens[i].text)) continue;
      for (let last = Math.min(i + LONGEST_ALIAS, tokens.length) - 1; last >= i; last -= 1) {
        const chain = learned.get(document.slice(sentence, i, last));
        if (chain === undefined) continue;
        claim(document, sentence, i, last, chain);
        i = last;
        break;
      }
    }
  });
}

function claim(document: Document, sentence: number, first: number, last: number, chain: Chain): void {
  const present = document.at(sentence, first);
  if (present === null) {
    if (!document.isFree(sentence, first, last)) return;
    document.add(sentence, first, last, { type: chain.type, kind: 'alias', confidence: BY_ALIAS, chain });
    return;
  }
  if (present.first !== first || present.last !== last || present.chain === chain || present.kind === 'demonym') return;
  present.chain = chain;
  present.type = chain.type;
  if (present.kind === 'name') present.kind = isAcronym(present.text) ? 'acronym' : 'alias';
}
