import {
  ACTOR_ADJECTIVES,
  ACTOR_NOUNS,
  ACTOR_VERBS,
  CONNECTIONS,
  FAITH,
  LOCATIVE,
  MOTION_VERBS,
  OBJECT_VERBS,
  PLACE_NOUNS,
  PLACE_VERBS,
  RELATIONS,
} from '../data/metonymy.ts';
import type { Document, Draft } from '../document.ts';
import { countryNamed, countryOfCapital, seatNamed } from '../gazetteer.ts';
import { isOneOf } from './lemmas.ts';
import type { Verdict } from './verdict.ts';

const AUXILIARY =
  /^(?:is|are|was|were|be|been|being|has|have|had|will|would|may|might|can|could|must|should|shall|did|does|do|cannot|ca|wo|n['’]t|not|['’](?:ll|d|ve))$/u;
const MODAL = /^(?:will|would|may|might|can|could|must|should|shall|did|does|wo|ca|['’](?:ll|d))$/u;
const ADVERB =
  /^(?:\p{Ll}+ly|also|never|always|often|still|now|then|once|again|too|even|just|soon|already|yet|both|itself|alike|long|far|so|more|less|most|all|today|yesterday|largely|first|later|seldom|perhaps|rather|well|quite|very|too|increasingly|deeply|somewhat|either|hardly)$/u;
const POSSESSIVE = /^['’]s?$/u;
const MOST_SKIPPED = 5;
/** Words of an attribute before a noun: "increasing military". */
const NOUN_REACH = 5;

/** A seat of government: capital, house, or another place that stands for a body. */
export const isSeat = (text: string): boolean => seatNamed(text) !== null || countryOfCapital(text) !== null;

/** Another possible actor: seat or country. */
const isActorName = (draft: Draft | null): boolean =>
  draft !== null && draft.type === 'LOC' && (isSeat(draft.text) || countryNamed(draft.text) !== null);

/** First token of the mention with its article. */
function withArticle(document: Document, draft: Draft): number {
  return document.lower(draft.sentence, draft.first - 1) === 'the' ? draft.first - 1 : draft.first;
}

/** Neighbours of a list that are looked at on each side. */
const MOST_LISTED = 8;

/** The list of actors a mention stands in: "Tokyo and Moscow", "Paris, London and Berlin". */
export function coordination(document: Document, draft: Draft): { first: number; last: number; others: Draft[] } {
  const { sentence } = draft;
  const others: Draft[] = [];
  let first = withArticle(document, draft);
  let { last } = draft;
  const isLink = (word: string): boolean => /^(?:and|or|nor|,|&)$/u.test(word);
  while (others.length < MOST_LISTED) {
    let at = first - 1;
    if (!isLink(document.lower(sentence, at))) break;
    if (isLink(document.lower(sentence, at - 1))) at -= 1;
    const other = document.at(sentence, at - 1);
    if (!isActorName(other)) break;
    others.push(other!);
    first = withArticle(document, other!);
  }
  while (others.length < 2 * MOST_LISTED) {
    let at = last + 1;
    if (!isLink(document.lower(sentence, at))) break;
    if (isLink(document.lower(sentence, at + 1))) at += 1;
    if (document.lower(sentence, at + 1) === 'the') at += 1;
    const other = document.at(sentence, at + 1);
    if (!isActorName(other)) break;
    others.push(other!);
    last = other!.last;
  }
  return { first, last, others };
}

/** Nearest content word before a token, with how far it may be. */
function wordsBefore(document: Document, sentence: number, token: number, count: number): string[] {
  const words: string[] = [];
  for (let i = token - 1; i >= 0 && words.length < count; i -= 1) {
    const word = document.lower(sentence, i);
    if (/^[.;:!?()"“”—]$/u.test(word)) break;
    words.push(word);
  }
  return words;
}

/** What belongs to it: "Beijing's increasing military strength", "Moscow residents". */
function belongings(document: Document, draft: Draft, last: number): Verdict {
  const { sentence } = draft;
  const possessive = POSSESSIVE.test(document.word(sentence, last + 1));
  const start = last + (possessive ? 2 : 1);
  const reach = possessive ? NOUN_REACH : 2;
  let verdict: Verdict = 'none';
  for (let i = start; i < start + reach; i += 1) {
    const word = document.lower(sentence, i);
    if (
      !/^[\p{L}-]+$/u.test(word) ||
      /^(?:of|in|to|for|with|on|at|that|from|by|as|over|and|or|than|has|is|was|had|will|would)$/u.test(word)
    )
      break;
    // the last noun of the phrase decides: "Tokyo's stock exchange", "Moscow's foreign policy"
    if (isOneOf(word, PLACE_NOUNS)) verdict = 'place';
    else if (possessive && isOneOf(word, ACTOR_NOUNS)) verdict = 'actor';
    else if (
      !possessive &&
      /^(?:official|officials|diplomat|diplomats|spokesman|spokeswoman|spokesperson|negotiators?|policymakers?|aides?|envoys?)$/u.test(
        word,
      )
    )
      verdict = 'actor';
  }
  return verdict === 'none' && possessive ? 'weak-actor' : verdict;
}

/** What it does: the verb after it, over auxiliaries and adverbs. */
function predicate(document: Document, sentence: number, last: number): Verdict {
  let at = last + 1;
  if (document.word(sentence, at) === ',') {
    // "Tokyo, for its part, said": the apposition is left out
    let end = at + 1;
    while (end < at + 9 && document.word(sentence, end) !== ',' && document.word(sentence, end) !== '') end += 1;
    if (document.word(sentence, end) !== ',' || document.at(sentence, at + 1)?.type === 'LOC') return 'none';
    at = end + 1;
  }
  let auxiliary = '';
  let modal = false;
  for (let skipped = 0; skipped < MOST_SKIPPED; skipped += 1) {
    const word = document.lower(sentence, at);
    if (AUXILIARY.test(word)) {
      auxiliary = word;
      modal ||= MODAL.test(word);
    } else if (!ADVERB.test(word)) break;
    at += 1;
  }
  const word = document.lower(sentence, at);
  if (word === '') return 'none';
  const isPassive = /^(?:is|are|was|were|be|been)$/u.test(auxiliary) && /(?:ed|en)$/u.test(word);
  if (isOneOf(word, PLACE_VERBS)) return 'place';
  if (/^(?:is|are|was|were|been|be)$/u.test(auxiliary) && isOneOf(word, ACTOR_ADJECTIVES)) return 'actor';
  if (/^(?:and|or|in|on|at|of|to|for|with|by|from)$/u.test(word)) return 'none';
  if (isOneOf(word, ACTOR_VERBS) && !isPassive) return inflected(word, auxiliary) ? 'actor' : 'none';
  if (isPassive && isOneOf(word, OBJECT_VERBS)) return 'actor';
  // "is expected to apply"
  if (/^(?:expected|set|poised|likely|due|bound)$/u.test(word) && document.lower(sentence, at + 1) === 'to')
    return isOneOf(document.lower(sentence, at + 2), PLACE_VERBS) ? 'none' : 'actor';
  if (/^(?:has|had|have)$/u.test(auxiliary) && actorObject(document, sentence, at)) return 'actor';
  if (modal && !/^(?:be|see|get|remain)$/u.test(word)) return 'weak-actor';
  if (/^(?:is|are|was|were|been)$/u.test(auxiliary) && actorObject(document, sentence, at)) return 'actor';
  return auxiliary !== '' ? 'none' : /(?:ed|es|s)$/u.test(word) && word.length > 4 ? 'weak-actor' : 'none';
}

/** A verb of its own after the name, not a plural noun that the name describes. */
function inflected(word: string, auxiliary: string): boolean {
  return (
    auxiliary !== '' ||
    /(?:ed|s|[ae]nt|ght|[ao]ld|new|aw|old|eld|oke|ook|ook|ave|aid|ade|ut|eft|oke|ought|uck|elt|ell|ead|ept|et)$/u.test(
      word,
    )
  );
}

/** "had their reasons", "have been close allies": the object belongs to an actor. */
function actorObject(document: Document, sentence: number, start: number): boolean {
  for (let i = start; i < start + NOUN_REACH; i += 1) {
    const word = document.lower(sentence, i);
    if (!/^[\p{L}-]+$/u.test(word) || /^(?:of|in|to|for|with|on|at|that|from|by)$/u.test(word)) return false;
    if (isOneOf(word, PLACE_NOUNS)) return false;
    if (isOneOf(word, ACTOR_NOUNS) || isOneOf(word, RELATIONS)) return true;
  }
  return false;
}

const BETWEEN_WORDS = 6;

/** "faith in": of somebody, not somewhere. */
const isFaithIn = (word: string, before: string): boolean => word === 'in' && isOneOf(before, FAITH);

/** What stands before it: "in", "based in", "flew to", "ties with", "urged". */
function government(document: Document, sentence: number, first: number): Verdict {
  const before = wordsBefore(document, sentence, first, BETWEEN_WORDS);
  const [word] = before;
  if (word === undefined) return 'none';
  if (LOCATIVE.has(word)) return isFaithIn(word, before[1] ?? '') ? 'actor' : 'place';
  // "a rising Beijing"
  if (/^(?:a|an)$/u.test(before[1] ?? '') && /^\p{L}+$/u.test(word)) return 'actor';
  if (/^(?:capital|city|town|downtown|mayor)$/u.test(word)) return 'place';
  if (word === 'between') {
    if (before.slice(1, 4).some((near) => isOneOf(near, CONNECTIONS))) return 'place';
    return before.slice(1).some((near) => isOneOf(near, RELATIONS)) ? 'actor' : 'weak-actor';
  }
  if (word === 'of') {
    if (
      before
        .slice(1, 3)
        .some(
          (near) =>
            isOneOf(near, PLACE_NOUNS) ||
            /^(?:battle|siege|treaty|fall|capture|part|parts|bishop|capital|streets?)$/u.test(near),
        )
    )
      return 'place';
    return before
      .slice(1, 3)
      .some(
        (near) =>
          isOneOf(near, RELATIONS) ||
          isOneOf(near, OBJECT_VERBS) ||
          /^(?:critical|suspicious|wary|independent|critic|ally|allies|control|behalf)$/u.test(near),
      )
      ? 'actor'
      : 'none';
  }
  if (/^(?:to|into|toward|towards|from|for|via)$/u.test(word)) {
    const near = before.slice(1, 4);
    if (
      near.some((other) => isOneOf(other, MOTION_VERBS) && (/(?:ed|ing)$/u.test(other) || !isOneOf(other, ACTOR_NOUNS)))
    )
      return 'place';
    if (near.some((other) => isOneOf(other, RELATIONS))) return 'actor';
    if (word === 'into' || word === 'via') return 'place';
    if (word === 'from' && before.slice(1, 5).some((other) => isOneOf(other, GETTING))) return 'actor';
    return near.some((other) => isOneOf(other, OBJECT_VERBS) || isOneOf(other, ACTOR_NOUNS)) ? 'actor' : 'none';
  }
  if (/^(?:with|against|on|upon|over|by|about)$/u.test(word)) {
    if (
      before
        .slice(1, 5)
        .some((near) => isOneOf(near, RELATIONS) || isOneOf(near, ACTOR_NOUNS) || isOneOf(near, ACTOR_ADJECTIVES))
    )
      return 'actor';
    return word === 'with' || word === 'against' || word === 'by' ? 'weak-actor' : 'none';
  }
  if (word === 'than' || word === 'like' || word === 'as' || word === 'unlike') return 'weak-actor';
  if (isOneOf(word, OBJECT_VERBS)) return 'actor';
  if (isOneOf(word, MOTION_VERBS) || /^(?:visiting|leaving|reaching|near)$/u.test(word)) return 'place';
  // "to needle Rabat"
  return before[1] === 'to' && /^\p{L}{3,}$/u.test(word) && !isOneOf(word, PLACE_VERBS) ? 'weak-actor' : 'none';
}

/** What one gets "from Madrid" comes from somebody. */
const GETTING = new Set(
  'seek demand want expect receive win extract obtain borrow await request require gain'.split(' '),
);

/** "MOSCOW (Reuters) -", "TOKYO, Nov. 1 --": where a report was filed. */
function isDateline(document: Document, { sentence, first, last }: Draft): boolean {
  if (first !== 0) return false;
  for (let i = last + 1; i < last + 14; i += 1) {
    const word = document.word(sentence, i);
    if (/^(?:—|–|--|-)$/u.test(word)) {
      const { tokens } = document.sentences[sentence];
      // "Moscow-backed"
      if (word === '-' && !tokens[i].spaceBefore && !tokens[i + 1]?.spaceBefore) return false;
      return /^(?:[,(]|—|–|--|-)$/u.test(document.word(sentence, last + 1));
    }
    if (/^\p{Ll}/u.test(word) && document.at(sentence, i) === null) return false;
  }
  return false;
}

/** "Moscow, Russia", "Washington, D.C.", "Paris, Texas". */
function isWithinPlace(document: Document, { sentence, last }: Draft): boolean {
  const next = document.at(sentence, last + 2);
  if (document.word(sentence, last + 1) !== ',' || next?.type !== 'LOC' || isSeat(next.text)) return false;
  return !/^(?:and|or)$/u.test(document.lower(sentence, next.last + 1)) && document.lower(sentence, last + 2) !== 'and';
}

/** After "in" and the like, where a report was filed, or what another place is added to: surely a place. */
export function isLocated(document: Document, draft: Draft): boolean {
  const first = withArticle(document, draft);
  const before = document.lower(draft.sentence, first - 1);
  // "in Moscow's view"
  const isOwner = POSSESSIVE.test(document.word(draft.sentence, draft.last + 1));
  const isAfterLocative =
    !isOwner && LOCATIVE.has(before) && !isFaithIn(before, document.lower(draft.sentence, first - 2));
  return isAfterLocative || isDateline(document, draft) || isWithinPlace(document, draft);
}

/** What the words right around a mention say. */
export function verdictFor(document: Document, draft: Draft): Verdict {
  const { sentence } = draft;
  const list = coordination(document, draft);
  const owned = belongings(document, draft, draft.last);
  if (owned === 'actor' || owned === 'place') return owned;
  const governed = government(document, sentence, list.first);
  if (governed === 'place') return 'place';
  const own =
    list.first === withArticle(document, draft) ? 'none' : government(document, sentence, withArticle(document, draft));
  if (own === 'place' || own === 'actor') return own;
  // A name after a preposition is no subject.
  const isSubject = !/^(?:in|at|of|to|from|with|by|for|on|against|over|near|into|between|than|toward|towards)$/u.test(
    document.lower(sentence, list.first - 1),
  );
  const acts = isSubject ? predicate(document, sentence, list.last) : 'none';
  if (acts === 'actor' || acts === 'place') return acts;
  if (governed === 'actor') return 'actor';
  if (isSubject && list.others.length > 0 && acts === 'none' && governed === 'none') return 'weak-actor';
  return [governed, acts, owned].includes('weak-actor') ? 'weak-actor' : 'none';
}
