import { contextFeatures, FeatureList, wordFeatures } from './features.ts';
import { LABELS } from './labels.ts';
import { type LetterCase, REACH, type SentenceView } from './sentence.ts';
import { LANES, unpack, type Weights } from './weights.ts';
import type { Word } from './words.ts';

/** Offsets from `-REACH` to `REACH`. */
const OFFSETS = 2 * REACH + 1;

/**
 * Where single words alone put `O` this far ahead of all names, features of several words hardly ever change it: they are
 * not looked at, which saves time. F1 of no type on the dev parts differs at 4.
 */
const CERTAIN_LEAD = 4;

/** More rows than this are given up before the next sentence, so that memory stays bounded. */
const MOST_KEPT = 2 ** 15;
/** Rows that there is room for at first. */
const FIRST_ROWS = 2 ** 10;

/** Sums of a token's weights are less than this. */
const MOST = 2 ** 15;

/** Whether the sum of `O` is ahead of that of every other label by `lead`; most tokens are told by the first few. */
function isCertain(lanes: Int32Array, lead: number): boolean {
  const outside = (lanes[0] << 16) >> 16;
  const most = outside - lead;
  if (lanes[LANES - 1] > most || (lanes[0] - outside) >> 16 > most) return false;
  for (let lane = 1; lane < LANES - 1; lane += 1) {
    const first = (lanes[lane] << 16) >> 16;
    if (first > most || (lanes[lane] - first) >> 16 > most) return false;
  }
  return true;
}

if (OFFSETS !== 7) throw new Error('The sums of the words around a token are written out for three on each side.');

/** Numbers that a word's sums at all offsets take. */
const ROW = OFFSETS * LANES;

/**
 * Sums up what the words around a token contribute, each by its offset. Written out, which takes a third of a loop's time.
 * @param rows where the sums of each word begin in `sums`.
 */
function addWords(sums: Int32Array, rows: Int32Array, token: number, lanes: Int32Array): void {
  const a = rows[token];
  const b = rows[token + 1] + LANES;
  const c = rows[token + 2] + 2 * LANES;
  const d = rows[token + 3] + 3 * LANES;
  const e = rows[token + 4] + 4 * LANES;
  const f = rows[token + 5] + 5 * LANES;
  const g = rows[token + 6] + 6 * LANES;
  for (let lane = 0; lane < LANES; lane += 1) {
    const left = (((sums[a + lane] + sums[b + lane]) | 0) + sums[c + lane]) | 0;
    const right = (((sums[e + lane] + sums[f + lane]) | 0) + sums[g + lane]) | 0;
    lanes[lane] = ((left + sums[d + lane]) | 0) + right;
  }
}

/** Scores every label for every token of a sentence. The part that one word alone decides is kept for each word. */
export class Scorer {
  readonly #weights: Weights;
  readonly #scale: number;
  readonly #list = new FeatureList();
  /** The least sum that stands for more than `CERTAIN_LEAD`. */
  readonly #certainLead: number;
  readonly #lanes = new Int32Array(LANES);
  /** Sums of words in rows of `ROW` numbers, all in one array: most of the time goes into waiting for them. */
  #kept = new Int32Array(FIRST_ROWS * ROW);
  /** Numbers of the first row kept and of the next one. They only rise, so that a word whose row is gone knows. */
  #first = 0;
  #next = 0;
  /** `exp` of the score of each sum that 16 bits hold, from the least on. */
  readonly #exponentials: Float64Array;

  /** @param scale what a weight of one stands for. */
  constructor(weights: Weights, scale: number) {
    this.#weights = weights;
    this.#scale = scale;
    this.#certainLead = Math.floor(CERTAIN_LEAD / scale) + 1;
    this.#exponentials = new Float64Array(2 * MOST);
    for (let sum = -MOST; sum < MOST; sum += 1) this.#exponentials[sum + MOST] = Math.exp(Math.fround(sum * scale));
  }

  /** Where the sums of each word of a sentence begin in `#kept`; those of new words are worked out. */
  #rowsOf({ padded, letterCase }: SentenceView): Int32Array {
    if (this.#next - this.#first > MOST_KEPT) {
      this.#first = this.#next;
      this.#kept = new Int32Array(FIRST_ROWS * ROW);
    }
    const rows = new Int32Array(padded.length);
    for (let i = 0; i < padded.length; i += 1) {
      const word = padded[i];
      const row = word.rows[letterCase] - this.#first;
      rows[i] = (row >= 0 ? row : this.#addRow(word, letterCase)) * ROW;
    }
    return rows;
  }

  /** Works out the sums of a word at all offsets from a token. @returns its place among the rows kept. */
  #addRow(word: Word, letterCase: LetterCase): number {
    const row = this.#next - this.#first;
    const from = row * ROW;
    if (from === this.#kept.length) {
      const grown = new Int32Array(2 * from);
      grown.set(this.#kept);
      this.#kept = grown;
    }
    for (let offset = -REACH; offset <= REACH; offset += 1) {
      this.#list.clear();
      wordFeatures(this.#list, word, letterCase, offset);
      this.#weights.add(this.#list, this.#kept, from + (offset + REACH) * LANES);
    }
    word.rows[letterCase] = this.#next;
    this.#next += 1;
    return row;
  }

  /** `LABELS` sums of weights a token. */
  sums(view: SentenceView): Int32Array {
    const { length } = view;
    const lanes = this.#lanes;
    const sums = new Int32Array(length * LABELS);
    const rows = this.#rowsOf(view);
    const kept = this.#kept;
    for (let token = 0; token < length; token += 1) {
      addWords(kept, rows, token, lanes);
      if (!isCertain(lanes, this.#certainLead)) {
        this.#list.clear();
        contextFeatures(this.#list, view, token);
        this.#weights.add(this.#list, lanes, 0);
      }
      unpack(lanes, sums, token * LABELS);
    }
    return sums;
  }

  /** The scores that sums stand for. */
  scores(sums: Int32Array): Float32Array {
    // a loop: `Float32Array.from` with a function takes longer than all the rest
    const scores = new Float32Array(sums.length);
    for (let i = 0; i < sums.length; i += 1) scores[i] = sums[i] * this.#scale;
    return scores;
  }

  /** `exp` of the scores, scaled so that the largest of a token is one. */
  emissions(sums: Int32Array): Float64Array {
    const exponentials = this.#exponentials;
    const emission = new Float64Array(sums.length);
    for (let at = 0; at < sums.length; at += LABELS) {
      let most = sums[at];
      for (let k = at + 1; k < at + LABELS; k += 1) if (sums[k] > most) most = sums[k];
      const factor = 1 / exponentials[most + MOST];
      for (let k = at; k < at + LABELS; k += 1) emission[k] = exponentials[sums[k] + MOST] * factor;
    }
    return emission;
  }
}
