import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { TaggerModelError } from './errors.ts';
import { type Label, readLabels } from './label-types.ts';
import { transformersLibrary } from './library.ts';

const CONFIGURATION = z.object({
  architectures: z.array(z.string()).min(1),
  id2label: z.record(z.string().regex(/^\d+$/u), z.string()),
  max_position_embeddings: z.number().int().positive().optional(),
});

/** Forms that weights are looked for in, the exact one first: file, and how the library calls it. */
const WEIGHTS = [
  ['onnx/model.onnx', 'fp32'],
  ['onnx/model_quantized.onnx', 'q8'],
] as const;

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
  /** Gives its memory back. */
  dispose(): Promise<void>;
}

function readConfiguration(folder: string): z.infer<typeof CONFIGURATION> {
  const file = join(folder, 'config.json');
  if (!existsSync(file))
    throw new TaggerModelError(
      `There is no model in ${folder}: config.json is missing. Name a folder with config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx.`,
    );
  const { data, error } = CONFIGURATION.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!data) throw new TaggerModelError(`${file} is not as expected. ${z.prettifyError(error)}`);
  if (!data.architectures.some((name) => name.endsWith('ForTokenClassification')))
    throw new TaggerModelError(
      `The model in ${folder} is ${data.architectures.join(', ')} and does not classify tokens. Take one whose config.json names an architecture that ends in ForTokenClassification.`,
    );
  return data;
}

function weightsOf(folder: string): (typeof WEIGHTS)[number] {
  const found = WEIGHTS.find(([file]) => existsSync(join(folder, file)));
  if (found === undefined)
    throw new TaggerModelError(
      `The model in ${folder} has no weights in ONNX: ${WEIGHTS.map(([file]) => file).join(' or ')}. Export it: optimum-cli export onnx --task token-classification`,
    );
  return found;
}

const TOKENIZER_FILES = ['tokenizer.json', 'tokenizer_config.json'];

function checkTokenizer(folder: string): void {
  const missing = TOKENIZER_FILES.filter((file) => !existsSync(join(folder, file)));
  if (missing.length > 0)
    throw new TaggerModelError(
      `The model in ${folder} has no ${missing.join(' and no ')}. Save its fast tokenizer beside it: AutoTokenizer.from_pretrained(…).save_pretrained(…)`,
    );
}

/** The files that a model is loaded from, by their paths in its folder. @throws TaggerModelError where one is missing. */
export function modelFiles(folder: string): string[] {
  readConfiguration(folder);
  checkTokenizer(folder);
  const [weights] = weightsOf(folder);
  // large weights lie in files of their own: model.onnx_data
  const parts = readdirSync(join(folder, dirname(weights))).filter((file) => file.startsWith(basename(weights)));
  return ['config.json', ...TOKENIZER_FILES, ...parts.map((file) => `${dirname(weights)}/${file}`).sort()];
}

/** What a tokenizer puts before and after the pieces of a text. */
function surroundings(whole: readonly number[], inner: readonly number[]): [before: number[], after: number[]] {
  const at = whole.findIndex((_, i) => inner.every((piece, k) => whole[i + k] === piece));
  return [whole.slice(0, at), whole.slice(at + inner.length)];
}

/**
 * Loads a model from a folder, as the hub has them.
 * @throws TaggerModelError for a folder without one, a model for another task, and labels that are not known.
 */
export async function loadModel(folder: string): Promise<TokenModel> {
  const configuration = readConfiguration(folder);
  const labels = readLabels(Object.keys(configuration.id2label).map((_, i) => configuration.id2label[i] ?? ''));
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
  const { max_position_embeddings: positions = USUAL_LENGTH + POSITIONS_LEFT } = configuration;
  const longest = Math.min(tokenizer.model_max_length ?? USUAL_LENGTH, positions - POSITIONS_LEFT);
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
    async dispose() {
      await model.dispose();
    },
  };
}
