import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { TaggerModelError } from './errors.ts';
import { type Label, readLabels } from './label-types.ts';

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

/** What a model says of itself. */
export interface ModelConfiguration {
  labels: Label[];
  /** Places of pieces that it knows, where it says how many. */
  positions: number | undefined;
}

/** @throws TaggerModelError where there is no model, one for another task, or one with labels that are not known. */
export function readConfiguration(folder: string): ModelConfiguration {
  const file = join(folder, 'config.json');
  if (!existsSync(file))
    throw new TaggerModelError(
      `There is no model in ${folder}: config.json is missing. Name a folder with config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx.`,
    );
  const { data, error } = CONFIGURATION.safeParse(readJson(file));
  if (!data) throw new TaggerModelError(`${file} is not as expected. ${z.prettifyError(error)}`);
  const { architectures, id2label, max_position_embeddings: positions } = data;
  if (!architectures.some((name) => name.endsWith('ForTokenClassification')))
    throw new TaggerModelError(
      `The model in ${folder} is ${architectures.join(', ')} and does not classify tokens. Take one whose config.json names an architecture that ends in ForTokenClassification.`,
    );
  return { labels: readLabels(Object.keys(id2label).map((_, i) => id2label[i] ?? '')), positions };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new TaggerModelError(`${file} is not JSON (${(error as Error).message}). Get the model once more.`, {
      cause: error,
    });
  }
}

/** The weights: file, and what the library calls their form. @throws TaggerModelError where there are none. */
export function weightsOf(folder: string): (typeof WEIGHTS)[number] {
  const found = WEIGHTS.find(([file]) => existsSync(join(folder, file)));
  if (found === undefined)
    throw new TaggerModelError(
      `The model in ${folder} has no weights in ONNX: ${WEIGHTS.map(([file]) => file).join(' or ')}. Export it: optimum-cli export onnx --task token-classification`,
    );
  return found;
}

const TOKENIZER_FILES = ['tokenizer.json', 'tokenizer_config.json'] as const;

/** The files of a model besides its weights. */
export const TEXT_FILES = ['config.json', ...TOKENIZER_FILES] as const;

/** Where weights are looked for, the exact ones first. */
export const WEIGHT_FILES = WEIGHTS.map(([file]) => file);

/** @throws TaggerModelError where a file of the tokenizer is missing. */
export function checkTokenizer(folder: string): void {
  const missing = TOKENIZER_FILES.filter((file) => !existsSync(join(folder, file)));
  if (missing.length > 0)
    throw new TaggerModelError(
      `The model in ${folder} has no ${missing.join(' and no ')}. Save its fast tokenizer beside it: AutoTokenizer.from_pretrained(…).save_pretrained(…)`,
    );
}

/** Files beside the weights, by name, that large weights have their tensors in: `model.onnx_data`. */
export function weightParts(folder: string): string[] {
  const [weights] = weightsOf(folder);
  const own = basename(weights);
  return readdirSync(join(folder, dirname(weights)))
    .filter((file) => file !== own && file.startsWith(own))
    .sort();
}

/** The files that a model is loaded from, by their paths in its folder. @throws TaggerModelError where one is missing. */
export function modelFiles(folder: string): string[] {
  readConfiguration(folder);
  checkTokenizer(folder);
  const [weights] = weightsOf(folder);
  return [...TEXT_FILES, weights, ...weightParts(folder).map((file) => `${dirname(weights)}/${file}`)];
}
