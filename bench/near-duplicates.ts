import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  BAND_VALUES,
  BANDS,
  SIGNATURE_VALUES,
  type Signature,
  signature,
  similarity,
} from '../stages/near-duplicates/index.ts';
import { SHINGLE_WORDS, shingles } from '../stages/near-duplicates/shingles.ts';

/**
 * Prints how well near duplicates are found: for pairs of texts around each Jaccard similarity, how many share a band (and
 * so are compared), how far the estimate is off, and what a signature costs.
 */

const FOLDERS = ['raw', 'test/stages/attribution/dense', 'test/stages/attribution/gold'];
const WORDS = 400;
const PAIRS = 2000;
const TARGETS = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

let state = 20_260_401;
/** Marsaglia's xorshift, so that each run measures the same. */
function random(below: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const vocabulary = FOLDERS.flatMap((folder) =>
  readdirSync(`${ROOT}${folder}`)
    .filter((file) => file.endsWith('.txt'))
    .flatMap((file) => readFileSync(`${ROOT}${folder}/${file}`, 'utf8').match(/[\p{L}\p{N}]+/gu) ?? []),
);
const word = () => vocabulary[random(vocabulary.length)];
const text = () => Array.from({ length: WORDS }, word);

/** Exchanges words until about this part of the shingles is left in both. */
function edited(words: string[], jaccard: number): string[] {
  const kept = (2 * jaccard) / (1 + jaccard);
  const rate = 1 - kept ** (1 / SHINGLE_WORDS);
  return words.map((each) => (random(1_000_000) < rate * 1_000_000 ? word() : each));
}

function exact(a: string, b: string): number {
  const [one, other] = [shingles(a), shingles(b)];
  const both = [...one].filter((each) => other.has(each)).length;
  return both / (one.size + other.size - both);
}

const sign = (given: string) => signature(given) as Signature;

const rows = TARGETS.map((target) => {
  const pairs = Array.from({ length: PAIRS }, () => {
    const words = text();
    const [a, b] = [words.join(' '), edited(words, target).join(' ')];
    const [one, other] = [sign(a), sign(b)];
    const truth = exact(a, b);
    return {
      truth,
      isCompared: one.bands.some((band, i) => band === other.bands[i]),
      error: similarity(one.values, other.values) - truth,
    };
  }).filter(({ truth }) => Math.abs(truth - target) < 0.02);
  const mean = (of: (pair: (typeof pairs)[number]) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  return {
    jaccard: target,
    pairs: pairs.length,
    'compared %': Number((100 * mean(({ isCompared }) => Number(isCompared))).toFixed(2)),
    'mean error': Number(mean(({ error }) => error).toFixed(4)),
    'standard error': Number(Math.sqrt(mean(({ error }) => error ** 2)).toFixed(4)),
  };
});
console.log(`${SIGNATURE_VALUES} values, ${BANDS} bands of ${BAND_VALUES}, shingles of ${SHINGLE_WORDS} words`);
console.table(rows);

const unrelated = Array.from({ length: 1000 }, () => sign(text().join(' ')));
let compared = 0;
for (const [i, a] of unrelated.entries()) {
  for (const b of unrelated.slice(i + 1)) if (a.bands.some((band, at) => band === b.bands[at])) compared += 1;
}
console.log(`unrelated: ${compared} of ${(1000 * 999) / 2} pairs compared`);

const samples = Array.from({ length: 200 }, () => Array.from({ length: 700 }, word).join(' '));
for (const each of samples) sign(each);
const times = Array.from({ length: 5 }, () => {
  const start = performance.now();
  for (const each of samples) sign(each);
  return (performance.now() - start) / samples.length;
});
console.log(`700 words: ${Math.min(...times).toFixed(3)} ms a signature`);
