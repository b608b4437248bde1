import { exponentials, latticeOf, Steps, spanProbability } from './decode.ts';
import { namesOf, type TaggedName } from './labels.ts';
import type { TaggerModel } from './model-file.ts';
import { Scorer } from './scorer.ts';
import { type SentenceView, viewSentence } from './sentence.ts';
import { Decoder } from './viterbi.ts';
import { WordLists } from './word-lists.ts';
import { Words } from './words.ts';

/** A name with the probability that the model gives to exactly this span and type. */
export interface ScoredName extends TaggedName {
  confidence: number;
}

/** Another tagger than ours. */
export interface OtherTagger {
  /** Whether dates are among the names that it knows. Where they are not, ours are taken. */
  knowsDates: boolean;
  /** The names of sentences of tokens, in order, without overlaps. */
  nameSentences(sentences: readonly (readonly string[])[]): Promise<ScoredName[][]>;
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
  readonly #decoder: Decoder;
  readonly #steps: Steps;

  constructor(model: TaggerModel) {
    this.lists = new WordLists(model.lists);
    this.words = new Words(this.lists);
    this.#scorer = new Scorer(model.weights, model.scale);
    this.#decoder = new Decoder(model.transitions);
    this.#steps = new Steps(exponentials(model.transitions));
  }

  /** What is known of a sentence's words. */
  view(tokens: readonly string[]): SentenceView {
    return viewSentence(tokens, this.words, this.lists);
  }

  /** Names of one sentence, in order, without overlaps; linear in its length. */
  tag(tokens: readonly string[]): TaggedSentence {
    const view = this.view(tokens);
    const sums = this.#scorer.sums(view);
    const labels = this.#decoder.bestLabels(this.#scorer.scores(sums));
    const names = namesOf(labels);
    if (names.length === 0) return { view, names: [] };
    const until = names[names.length - 1].first;
    const lattice = latticeOf(this.#scorer.emissions(sums), this.#steps, until, names[0].last);
    const probability = ({ first, last }: TaggedName) => spanProbability(lattice, this.#steps, labels, first, last);
    return { view, names: names.map((name) => ({ ...name, confidence: probability(name) })) };
  }
}
