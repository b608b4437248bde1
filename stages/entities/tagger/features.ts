import { feature1, feature2, feature3, feature4 } from './hash.ts';
import { CAPITALS, type LetterCase, NO_PHRASE, REACH, type Run, type SentenceView, shapesOf } from './sentence.ts';
import { PHRASE_KINDS } from './word-lists.ts';
import type { Word } from './words.ts';

/** Collects the features of a token. */
export class FeatureList {
  values = new Int32Array(256);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length] = value;
    this.length += 1;
  }
}

const UNKNOWN_CLUSTER = 0x3f11;

/** Clusters that count for a word; in a sentence of capitals those of its likely form. */
function clustersOf(word: Word, letterCase: LetterCase): readonly number[] | null {
  return letterCase === CAPITALS ? word.clustersInCapitals : word.clusters;
}

/**
 * Features of the token `offset` words before a word, that ask for this word alone. They depend on nothing else, so
 * that their sum can be kept for each word.
 */
export function wordFeatures(list: FeatureList, word: Word, letterCase: LetterCase, offset: number): void {
  const at = (template: number): number => template * 8 + offset + REACH;
  list.push(feature1(at(1), word.norm));
  if (Math.abs(offset) === REACH) return;
  const [shape, short] = shapesOf(word, letterCase);
  const clusters = clustersOf(word, letterCase);
  if (clusters === null) list.push(feature2(at(2), UNKNOWN_CLUSTER, short));
  else for (const cluster of clusters) list.push(feature1(at(3), cluster));
  if (Math.abs(offset) === 2) return;
  list.push(feature1(at(4), short));
  if (offset !== 0) return;
  list.push(feature2(at(5), letterCase === CAPITALS ? word.norm : word.exact, 0));
  list.push(feature2(at(6), shape, letterCase));
  list.push(feature2(at(7), short, letterCase));
  for (const prefix of word.prefixes) list.push(feature1(at(8), prefix));
  for (const suffix of word.suffixes) list.push(feature1(at(9), suffix));
  list.push(feature2(at(10), word.suffixes[2], short));
  list.push(feature3(at(11), word.suffixes[1], short, letterCase));
  list.push(feature3(at(12), word.share, short, letterCase));
  if (clusters !== null) for (const cluster of clusters) list.push(feature2(at(13), cluster, short));
}

const BIAS = feature1(20 * 8, 0);

/** The n-th cluster of a padded word, by size; a mark for a word unknown. */
function clusterAt(view: SentenceView, at: number, size: number): number {
  const clusters = clustersOf(view.padded[at], view.letterCase);
  return clusters === null ? UNKNOWN_CLUSTER : clusters[size];
}

/** Features of a token that ask for several words, for its place, or for lists. */
export function contextFeatures(list: FeatureList, view: SentenceView, token: number): void {
  const { paddedNorm: norm, paddedShape: shape, padded, letterCase } = view;
  const at = token + REACH;
  const T = (template: number): number => template * 8;
  list.push(BIAS);
  list.push(feature2(T(21), norm[at - 1], norm[at]));
  list.push(feature2(T(22), norm[at], norm[at + 1]));
  list.push(feature3(T(23), norm[at - 1], norm[at], norm[at + 1]));
  list.push(feature2(T(24), norm[at - 2], norm[at - 1]));
  list.push(feature2(T(25), norm[at + 1], norm[at + 2]));
  list.push(feature2(T(26), norm[at - 1], shape[at]));
  list.push(feature2(T(27), shape[at], norm[at + 1]));
  list.push(feature3(T(28), shape[at - 1], shape[at], shape[at + 1]));
  list.push(feature3(T(29), shape[at - 2], shape[at - 1], shape[at]));
  list.push(feature3(T(30), shape[at], shape[at + 1], shape[at + 2]));
  list.push(feature3(T(31), shape[at], token === 0 ? 1 : 0, letterCase));
  const share = padded[at].share;
  if (token === 0) list.push(feature2(T(32), share, shape[at]));
  else list.push(feature3(T(33), padded[at - 1].share, shape[at - 1], share));
  if (token < view.length - 1) list.push(feature4(T(34), padded[at + 1].share, shape[at + 1], share, shape[at]));
  const before = clusterAt(view, at - 1, 1);
  const here = clusterAt(view, at, 1);
  const after = clusterAt(view, at + 1, 1);
  list.push(feature2(T(35), before, here));
  list.push(feature2(T(36), here, after));
  list.push(feature3(T(37), clusterAt(view, at - 1, 0), clusterAt(view, at, 0), clusterAt(view, at + 1, 0)));
  list.push(feature2(T(38), before, shape[at]));
  list.push(feature2(T(39), shape[at], after));
  list.push(feature3(T(40), before, shape[at], after));
  phraseFeatures(list, view, token);
  runFeatures(list, view, token, view.runs[token], 60);
  runFeatures(list, view, token, view.longRuns[token], 70);
}

/** A number for all phrases a token lies in. */
function phraseKey(places: Uint8Array | undefined): number {
  if (places === undefined || places === NO_PHRASE) return 0;
  let key = 0;
  for (let kind = 0; kind < PHRASE_KINDS; kind += 1) key = Math.imul(key, 31) + places[kind];
  return key | 0;
}

function phraseFeatures(list: FeatureList, view: SentenceView, token: number): void {
  const { paddedNorm: norm, paddedShape: shape, phrases, letterCase } = view;
  const at = token + REACH;
  for (let offset = -1; offset <= 1; offset += 1) {
    const places = phrases[token + offset];
    if (places === undefined || places === NO_PHRASE) continue;
    for (let kind = 0; kind < PHRASE_KINDS; kind += 1) {
      if (places[kind] === 0) continue;
      const key = kind * 16 + places[kind];
      list.push(feature1(50 * 8 + offset + REACH, key));
      if (offset !== 0) continue;
      list.push(feature3(51 * 8, key, shape[at], letterCase));
      list.push(feature2(52 * 8, key, norm[at - 1]));
      list.push(feature2(53 * 8, key, norm[at + 1]));
    }
  }
  const key = phraseKey(phrases[token]);
  list.push(feature2(54 * 8, key, shape[at]));
  list.push(feature2(55 * 8, key, phraseKey(phrases[token + 1])));
}

/** What stands around the run of capitalised words that a token lies in, and its first and last words. */
function runFeatures(list: FeatureList, view: SentenceView, token: number, run: Run | null, template: number): void {
  if (run === null || view.letterCase === CAPITALS) return;
  const { paddedNorm: norm, letterCase } = view;
  const T = (n: number): number => (template + n) * 8;
  const first = run.first + REACH;
  const last = run.last + REACH;
  const place = (token === run.first ? 1 : 0) + (token === run.last ? 2 : 0);
  list.push(feature2(T(0), place, norm[first - 1]));
  list.push(feature2(T(1), place, norm[last + 1]));
  list.push(feature2(T(2), place, norm[last]));
  list.push(feature2(T(3), place, norm[first]));
  list.push(feature3(T(4), place, Math.min(run.last - run.first, 6), letterCase));
  list.push(feature2(T(5), place, clusterAt(view, last, 1)));
  list.push(feature3(T(6), place, clusterAt(view, first - 1, 1), clusterAt(view, last + 1, 1)));
}
