import { bestLabels, exponentials, lattice, spanProbability } from './decode.ts';
import { namesOf, OUTSIDE, type TaggedName } from './labels.ts';
import type { TaggerModel } from './model-file.ts';
import { Scorer } from './scorer.ts';
import { type SentenceView, viewSentence } from './sentence.ts';
import { WordLists } from './word-lists.ts';
import { Words } from './words.ts';

/** A name with the probability that the model gives to exactly this span and type. */
export interface ScoredName extends TaggedName {
  confidence: number;
}

export interface TaggedSentence {
  view: SentenceView;
  names: ScoredName[];
}

/** Linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over hashed features. */
export class Tagger {
  readonly lists: WordLists;
  readonly words: Words;
  readonly #scorer: Scorer;
  readonly #transitions: Float32Array;
  readonly #exponentials: Float64Array;

  constructor(model: TaggerModel) {
    this.lists = new WordLists(model.lists);
    this.words = new Words(this.lists);
    this.#scorer = new Scorer(model.weights, model.scale);
    this.#transitions = model.transitions;
    this.#exponentials = exponentials(model.transitions);
  }

  /** Names of one sentence, in order, without overlaps; linear in its length. */
  tag(tokens: readonly string[]): TaggedSentence {
    const view = viewSentence(tokens, this.words, this.lists);
    const scores = this.#scorer.score(view);
    const labels = bestLabels(scores, this.#transitions);
    if (labels.every((label) => label === OUTSIDE)) return { view, names: [] };
    const sums = lattice(scores, this.#exponentials);
    const names = namesOf(labels).map((name) => ({
      ...name,
      confidence: spanProbability(sums, this.#exponentials, labels, name.first, name.last),
    }));
    return { view, names };
  }
}
