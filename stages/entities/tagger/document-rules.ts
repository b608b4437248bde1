import { COMPANY_FORMS } from '../data/organisations.ts';
import { TAGGED_TYPES } from './labels.ts';
import { REACH } from './sentence.ts';
import type { ScoredName, TaggedSentence } from './tagger.ts';
import { COMMON_SHARE, NEVER_LOWER } from './word-lists.ts';
import type { Word } from './words.ts';

const PER = TAGGED_TYPES.indexOf('PER');
const LOC = TAGGED_TYPES.indexOf('LOC');
/** Types whose names a document repeats: persons, places, organisations. */
const REPEATED = 3;
const LONGEST_REPEAT = 5;
/** Less certain names say nothing of others. */
const RELIABLE = 0.4;
/** A place less certain than this may be a person whom the document names in full. */
const CERTAIN_PLACE = 0.6;
/** Confidence of a name that a rule marked; the model did not. */
const BY_RULE = 0.6;

const wordAt = (sentence: TaggedSentence, token: number): Word => sentence.view.padded[token + REACH];

function formOf(sentence: TaggedSentence, { first, last }: { first: number; last: number }): string {
  let form = wordAt(sentence, first).text;
  for (let i = first + 1; i <= last; i += 1) form += ` ${wordAt(sentence, i).text}`;
  return form;
}

/** How often a document's names have a form, by type. */
class Forms {
  readonly counts = new Map<string, number[]>();
  /** How often a form is certainly a place. */
  readonly places = new Map<string, number>();
  /** Last words of persons' names of several words. */
  readonly surnames = new Set<string>();
  /** First words of all forms. */
  readonly firstWords = new Set<string>();

  add(sentence: TaggedSentence, name: ScoredName): void {
    if (name.type >= REPEATED || name.confidence < RELIABLE) return;
    this.firstWords.add(wordAt(sentence, name.first).text);
    const form = formOf(sentence, name);
    this.#count(form, name.type);
    if (name.type === LOC && name.confidence >= CERTAIN_PLACE) this.places.set(form, (this.places.get(form) ?? 0) + 1);
    // "Siemens AG" is "Siemens" the next time
    if (name.last > name.first && COMPANY_FORMS.has(wordAt(sentence, name.last).text))
      this.#count(formOf(sentence, { first: name.first, last: name.last - 1 }), name.type);
    if (name.type === PER && name.last > name.first) this.surnames.add(wordAt(sentence, name.last).text);
  }

  #count(form: string, type: number): void {
    const counts = this.counts.get(form) ?? TAGGED_TYPES.map(() => 0);
    counts[type] += 1;
    this.counts.set(form, counts);
  }

  /** The type that most names of this form have. */
  majority(form: string): { type: number; count: number } | null {
    const counts = this.counts.get(form);
    if (counts === undefined) return null;
    const count = Math.max(...counts);
    return { type: counts.indexOf(count), count };
  }
}

/** Whether a word is more often lower-case inside sentences, so that a capital says little. */
const isCommon = (word: Word): boolean => word.share >= COMMON_SHARE;

/** "in Washington", "Seattle, Washington": a place whoever else has the name. */
function isPlaced(sentence: TaggedSentence, { first, type }: ScoredName): boolean {
  if (type !== LOC || first === 0) return false;
  if (wordAt(sentence, first - 1).lower === 'in') return true;
  return (
    wordAt(sentence, first - 1).text === ',' &&
    sentence.names.some((other) => other.type === LOC && other.last === first - 2)
  );
}

/** A word that is hardly ever lower-case is a name at a sentence's start too. */
const isNeverCommon = (word: Word): boolean => word.share <= NEVER_LOWER && word.text.length > 3;

function retype(sentence: TaggedSentence, name: ScoredName, forms: Forms): ScoredName {
  if (name.type >= REPEATED) return name;
  const form = formOf(sentence, name);
  const counts = forms.counts.get(form) ?? [];
  const single = name.first === name.last;
  if (
    single &&
    form.length > 2 &&
    forms.surnames.has(form) &&
    (forms.places.get(form) ?? 0) < 2 &&
    !isPlaced(sentence, name)
  )
    return name.type === PER ? name : { ...name, type: PER };
  const majority = forms.majority(form);
  if (majority && majority.type !== name.type && majority.count >= 2 && majority.count >= 2 * counts[name.type])
    return { ...name, type: majority.type };
  return name;
}

/** Names the model passed over although the document has them elsewhere. */
function repeats(sentence: TaggedSentence, names: readonly ScoredName[], forms: Forms): ScoredName[] {
  const { length } = sentence.view;
  const taken = new Uint8Array(length);
  for (const { first, last } of names) taken.fill(1, first, last + 1);
  const found: ScoredName[] = [];
  for (let i = 0; i < length; i += 1) {
    const word = wordAt(sentence, i);
    if (taken[i] || !word.startsUpper || word.text.length < 3) continue;
    if (forms.surnames.has(word.text) && !isCommon(word)) {
      found.push({ first: i, last: i, type: PER, confidence: BY_RULE });
      continue;
    }
    if (!forms.firstWords.has(word.text)) continue;
    let best: ScoredName | null = null;
    let form = '';
    for (let k = i; k < Math.min(i + LONGEST_REPEAT, length) && !taken[k]; k += 1) {
      form += (k > i ? ' ' : '') + wordAt(sentence, k).text;
      const majority = forms.majority(form);
      if (majority === null) continue;
      const isClear = majority.count >= 2 && i > 0 ? !isCommon(word) : isNeverCommon(word);
      if (k > i || isClear) best = { first: i, last: k, type: majority.type, confidence: BY_RULE };
    }
    if (best === null) continue;
    found.push(best);
    i = best.last;
  }
  return found;
}

/**
 * Makes a document's names agree: a form takes the type most of its uses have, a lone surname is the person named in
 * full elsewhere, and repeats that were passed over are marked. The sentences are changed in place.
 */
export function applyDocumentRules(sentences: readonly TaggedSentence[]): void {
  const forms = new Forms();
  for (const sentence of sentences) for (const name of sentence.names) forms.add(sentence, name);
  for (const sentence of sentences) {
    const names = sentence.names.map((name) => retype(sentence, name, forms));
    sentence.names = [...names, ...repeats(sentence, names, forms)].sort((a, b) => a.first - b.first);
  }
}
