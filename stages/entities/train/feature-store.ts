import { contextFeatures, FeatureList, wordFeatures } from '../tagger/features.ts';
import { FEATURE_BITS } from '../tagger/hash.ts';
import { REACH, viewSentence } from '../tagger/sentence.ts';
import { type WordListEntries, WordLists } from '../tagger/word-lists.ts';
import { Words } from '../tagger/words.ts';
import type { Example } from './examples.ts';

/** Features of a sentence: of all its tokens in one array, and where each token's end. */
export interface SentenceFeatures {
  features: Uint32Array;
  ends: Uint32Array;
}

/** Extracts features exactly as at run time. */
export class FeatureExtractor {
  readonly #lists: WordLists;
  readonly #words: Words;
  readonly #list = new FeatureList();

  constructor(entries: WordListEntries) {
    this.#lists = new WordLists(entries);
    this.#words = new Words(this.#lists);
  }

  extract(tokens: readonly string[]): SentenceFeatures {
    const view = viewSentence(tokens, this.#words, this.#lists);
    const list = this.#list;
    list.clear();
    const ends = new Uint32Array(tokens.length);
    for (let token = 0; token < tokens.length; token += 1) {
      for (let offset = -REACH; offset <= REACH; offset += 1)
        wordFeatures(list, view.padded[token + REACH + offset], view.letterCase, offset);
      contextFeatures(list, view, token);
      ends[token] = list.length;
    }
    return { features: Uint32Array.from(list.values.subarray(0, list.length)), ends };
  }
}

/** Examples with their features renumbered: only those seen often enough, in rising order of their hashes. */
export interface FeatureStore {
  sentences: SentenceFeatures[];
  /** Hash of each feature. */
  keys: Uint32Array;
}

/** @param minCount features seen less often are left out. */
export function buildFeatureStore(
  examples: readonly Example[],
  lists: WordListEntries,
  minCount: number,
): FeatureStore {
  const extractor = new FeatureExtractor(lists);
  const counts = new Uint8Array(2 ** FEATURE_BITS);
  const sentences = examples.map(({ tokens }) => {
    const sentence = extractor.extract(tokens);
    for (const feature of sentence.features) if (counts[feature] < 255) counts[feature] += 1;
    return sentence;
  });
  let kept = 0;
  for (let key = 0; key < counts.length; key += 1) if (counts[key] >= minCount) kept += 1;
  const keys = new Uint32Array(kept);
  /** Features before each block of 256 hashes, so that a feature's number is found without a table of all hashes. */
  const blocks = new Uint32Array(counts.length >> 8);
  let next = 0;
  for (let key = 0; key < counts.length; key += 1) {
    if ((key & 255) === 0) blocks[key >> 8] = next;
    if (counts[key] < minCount) continue;
    keys[next] = key;
    next += 1;
  }
  for (const sentence of sentences) renumber(sentence, counts, minCount, blocks, keys);
  return { sentences, keys };
}

function renumber(
  sentence: SentenceFeatures,
  counts: Uint8Array,
  minCount: number,
  blocks: Uint32Array,
  keys: Uint32Array,
): void {
  const { features, ends } = sentence;
  let to = 0;
  let from = 0;
  for (let token = 0; token < ends.length; token += 1) {
    for (; from < ends[token]; from += 1) {
      const feature = features[from];
      if (counts[feature] < minCount) continue;
      let number = blocks[feature >> 8];
      while (keys[number] !== feature) number += 1;
      features[to] = number;
      to += 1;
    }
    ends[token] = to;
  }
  sentence.features = features.slice(0, to);
}
