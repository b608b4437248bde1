import { TaggerModelError } from './errors.ts';
import type { Label } from './label-types.ts';
import { transformersLibrary } from './library.ts';
import { checkTokenizer, readConfiguration, weightsOf } from './model-files.ts';

/** Pieces that a model reads at once where its files do not say. */
const USUAL_LENGTH = 512;
/** RoBERTa and its kin count positions from 2. */
const POSITIONS_LEFT = 2;

/** A token-classification model in memory. */
export interface TokenModel {
  labels: Label[];
  /** Pieces that it reads at once, besides those that stand around each sequence. */
  limit: number;
  /** Pieces of a word that stands alone; none for one that the model does not see. */
  piecesOf(word: string): number[];
  /** Scores of the pieces of words, `labels.length` numbers each. */
  score(pieces: readonly number[]): Promise<Float32Array>;
}

/** What a tokenizer puts before and after the pieces of a text. */
function surroundings(whole: readonly number[], inner: readonly number[]): [before: number[], after: number[]] {
  const at = whole.findIndex((_, i) => inner.every((piece, k) => whole[i + k] === piece));
  if (at < 0)
    throw new TaggerModelError('The tokenizer does not keep the pieces of a text together: take another model.');
  return [whole.slice(0, at), whole.slice(at + inner.length)];
}

/**
 * Loads a model from a folder, as the hub has them.
 * @throws TaggerModelError for a folder without one, a model for another task, and labels that are not known.
 */
export async function loadModel(folder: string): Promise<TokenModel> {
  const { labels, positions } = readConfiguration(folder);
  const [, dtype] = weightsOf(folder);
  checkTokenizer(folder);
  const { AutoModelForTokenClassification, AutoTokenizer, Tensor } = await transformersLibrary();
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  const model = await AutoModelForTokenClassification.from_pretrained(folder, {
    local_files_only: true,
    dtype,
    device: 'cpu',
    // the threads of the stages are what runs side by side
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  const sample = ' a';
  const [before, after] = surroundings(
    tokenizer.encode(sample),
    tokenizer.encode(sample, { add_special_tokens: false }),
  );
  const longest = Math.min(tokenizer.model_max_length ?? USUAL_LENGTH, (positions ?? Infinity) - POSITIONS_LEFT);
  return {
    labels,
    limit: longest - before.length - after.length,
    piecesOf: (word) => tokenizer.encode(` ${word}`, { add_special_tokens: false }),
    async score(pieces) {
      const ids = BigInt64Array.from([...before, ...pieces, ...after], BigInt);
      const shape = [1, ids.length];
      const { logits } = await model({
        input_ids: new Tensor('int64', ids, shape),
        attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      });
      if (logits?.dims.at(-1) !== labels.length)
        throw new TaggerModelError(
          `The model in ${folder} gives ${logits?.dims.at(-1) ?? 'no'} scores a token, and its config.json has ${labels.length} labels: they do not belong together.`,
        );
      const scores = logits.data as Float32Array;
      return scores.slice(before.length * labels.length, (before.length + pieces.length) * labels.length);
    },
  };
}
