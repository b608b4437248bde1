import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TaggerModelError } from '../../stages/entities/transformers/errors.ts';
import { TEXT_FILES, WEIGHT_FILES } from '../../stages/entities/transformers/model-files.ts';

const HUB = 'https://huggingface.co';
/** Milliseconds in which a server has to answer. */
const PATIENCE = 60_000;

/** A model of a hub at one revision, as it is downloaded. */
class HubModel {
  readonly #address: string;
  readonly #folder: string;
  readonly #headers: Record<string, string>;

  /** @param folder where its files go. */
  constructor(name: string, revision: string, folder: string) {
    const { HF_ENDPOINT: hub = HUB, HF_TOKEN: token } = process.env;
    this.#address = `${hub.replace(/\/+$/u, '')}/${name}/resolve/${encodeURIComponent(revision)}`;
    this.#folder = folder;
    this.#headers = token ? { authorization: `Bearer ${token}` } : {};
  }

  /** @returns whether there is such a file. @throws TaggerModelError where the server does not give it. */
  async get(file: string): Promise<boolean> {
    const address = `${this.#address}/${file}`;
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(new Error(`no answer in ${PATIENCE / 1000} s`)), PATIENCE);
    try {
      const response = await fetch(address, { headers: this.#headers, signal: waiting.signal });
      clearTimeout(timer);
      if (response.status === 404) return false;
      if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
      const path = join(this.#folder, file);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
      return true;
    } catch (error) {
      const { message, cause } = error as Error;
      throw new TaggerModelError(
        `${address} cannot be had (${cause instanceof Error ? cause.message : message}). Check the name and the network, or get the files another way and name their folder.`,
        { cause: error },
      );
    } finally {
      clearTimeout(timer);
    }
  }

  /** @throws TaggerModelError where there is no such file, or it cannot be had. */
  async need(file: string): Promise<void> {
    if (await this.get(file)) return;
    throw new TaggerModelError(
      `There is no ${this.#address}/${file}. Check the name and the revision; the model needs ${[...TEXT_FILES, WEIGHT_FILES[0]].join(', ')}.`,
    );
  }
}

/**
 * Gets a model from the Hugging Face hub, or from the mirror that `HF_ENDPOINT` names, with the token `HF_TOKEN` where there is one.
 * What was got before is taken as it is.
 * @param cache folder for models.
 * @returns folder of its files.
 * @throws TaggerModelError where it cannot be had.
 */
export async function downloadModel(name: string, revision: string, cache: string): Promise<string> {
  const folder = join(cache, `${name}@${revision}`);
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  // It gets its name when it is whole, so that no other worker takes half of it.
  const partial = await mkdtemp(`${folder}.partial-`);
  try {
    const model = new HubModel(name, revision, partial);
    for (const file of TEXT_FILES) await model.need(file);
    const [exact, quantized] = WEIGHT_FILES;
    const weights = (await model.get(exact)) ? exact : quantized;
    if (weights === quantized) await model.need(quantized);
    // large weights lie in files of their own: model.onnx_data, model.onnx_data_1, …
    for (let part = 0; await model.get(`${weights}_data${part === 0 ? '' : `_${part}`}`); ) part += 1;
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another worker may have been faster.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
