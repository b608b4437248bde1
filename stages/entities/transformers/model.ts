import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TaggerModelError } from './errors.ts';
import type { Label } from './label-types.ts';
import { transformersLibrary } from './library.ts';
import { checkTokenizer, readConfiguration, weightParts, weightsOf } from './model-files.ts';

/** Most pieces that a model is given at once, also where it would take more: what it computes grows with their square. */
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

/** Weights that lie in files of their own, which the WebAssembly runtime does not open itself. */
function partsOf(folder: string): Promise<{ path: string; data: Uint8Array }[]> {
  const place = join(folder, dirname(weightsOf(folder)[0]));
  return Promise.all(weightParts(folder).map(async (path) => ({ path, data: await readFile(join(place, path)) })));
}

/**
 * Loads a model from a folder, as the hub has them, and scores a sample with it.
 * @throws TaggerModelError for a folder without one, a model for another task, labels that are not known, and whatever is
 * wrong with its files.
 */
export async function loadModel(folder: string): Promise<TokenModel> {
  try {
    return await openModel(folder);
  } catch (error) {
    if (error instanceof TaggerModelError) throw error;
    throw new TaggerModelError(
      `The model in ${folder} cannot be loaded (${error instanceof Error ? error.message : String(error)}). Get its files once more, or take another one.`,
      { cause: error },
    );
  }
}

async function openModel(folder: string): Promise<TokenModel> {
  const { labels, positions = Infinity } = readConfiguration(folder);
  const [, dtype] = weightsOf(folder);
  checkTokenizer(folder);
  const { AutoModelForTokenClassification, AutoTokenizer, Tensor } = await transformersLibrary();
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  const externalData = await partsOf(folder);
  const model = await AutoModelForTokenClassification.from_pretrained(folder, {
    local_files_only: true,
    dtype,
    device: 'cpu',
    session_options: {
      // the threads of the stages are what runs side by side
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      ...(externalData.length > 0 && { externalData }),
    },
  });
  const piecesOf = (word: string) => tokenizer.encode(` ${word}`, { add_special_tokens: false });
  const sample = piecesOf('a');
  const [before, after] = surroundings(tokenizer.encode(' a'), sample);
  // a tokenizer that knows no end says Infinity or 1e30
  const longest = Math.min(tokenizer.model_max_length, positions - POSITIONS_LEFT, USUAL_LENGTH);
  const limit = longest - before.length - after.length;
  if (!(limit >= 1))
    throw new TaggerModelError(
      `The model in ${folder} reads ${longest} pieces at once, of which ${before.length + after.length} stand around each text: none is left for words. Correct "model_max_length" in its tokenizer_config.json or "max_position_embeddings" in its config.json.`,
    );
  const run = (pieces: readonly number[]): Promise<{ logits?: InstanceType<typeof Tensor> }> => {
    const ids = BigInt64Array.from([...before, ...pieces, ...after], BigInt);
    const shape = [1, ids.length];
    return model({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    });
  };
  const scoresEach = (await run(sample.slice(0, limit))).logits?.dims.at(-1);
  if (scoresEach !== labels.length)
    throw new TaggerModelError(
      `The model in ${folder} gives ${scoresEach ?? 'no'} scores a token, and its config.json has ${labels.length} labels: they do not belong together.`,
    );
  return {
    labels,
    limit,
    piecesOf,
    async score(pieces) {
      const scores = (await run(pieces)).logits?.data as Float32Array;
      return scores.slice(before.length * labels.length, (before.length + pieces.length) * labels.length);
    },
  };
}
