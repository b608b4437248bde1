import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { LABELS } from '../tagger/labels.ts';
import {
  LABEL_BYTES,
  type ModelLayout,
  SECTION_NAMES,
  type Section,
  type SectionName,
  type TaggerModel,
} from '../tagger/model-file.ts';
import { STRIDE, Weights } from '../tagger/weights.ts';
import type { WordListEntries } from '../tagger/word-lists.ts';

/** What training gives. */
export interface TrainedModel {
  keys: Uint32Array;
  weights: Float32Array;
  transitions: Float32Array;
  lists: WordListEntries;
}

/** Features that still have a weight, with their weights as 8-bit numbers. */
export interface QuantizedModel {
  keys: Uint32Array;
  /** `LABELS` a feature. */
  weights: Int8Array;
  scale: number;
  transitions: Float32Array;
  lists: WordListEntries;
}

/**
 * @param least weights smaller than this become zero.
 * @param most weights larger than this are cut to it.
 */
export function quantize(model: TrainedModel, least: number, most: number): QuantizedModel {
  const scale = most / 127;
  const keys: number[] = [];
  const rows: Int8Array[] = [];
  model.keys.forEach((key, i) => {
    const row = Int8Array.from(model.weights.subarray(i * LABELS, (i + 1) * LABELS), (weight) =>
      Math.abs(weight) < least ? 0 : Math.max(-127, Math.min(127, Math.round(weight / scale))),
    );
    if (row.every((weight) => weight === 0)) return;
    keys.push(key);
    rows.push(row);
  });
  const weights = new Int8Array(keys.length * LABELS);
  rows.forEach((row, i) => {
    weights.set(row, i * LABELS);
  });
  return { keys: Uint32Array.from(keys), weights, scale, transitions: model.transitions, lists: model.lists };
}

/** The model as `readModel` gives it from its files. */
export function asTaggerModel({ keys, weights, scale, transitions, lists }: QuantizedModel): TaggerModel {
  const cells = new Int8Array(keys.length * STRIDE);
  for (let row = 0; row < keys.length; row += 1)
    cells.set(weights.subarray(row * LABELS, (row + 1) * LABELS), row * STRIDE);
  return { weights: new Weights(keys, cells), scale, transitions, lists };
}

/** Distances between keys in rising order, seven bits a byte, low ones first. */
function packKeys(keys: Uint32Array): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const key of keys) {
    let step = key - before;
    before = key;
    for (; step >= 0x80; step >>>= 7) bytes.push((step & 0x7f) | 0x80);
    bytes.push(step);
  }
  return Uint8Array.from(bytes);
}

function packWeights(rows: number, weights: Int8Array): { labels: Uint8Array; values: Uint8Array } {
  const labels = new Uint8Array(rows * LABEL_BYTES);
  const values: number[] = [];
  for (let row = 0; row < rows; row += 1)
    for (let label = 0; label < LABELS; label += 1) {
      const weight = weights[row * LABELS + label];
      if (weight === 0) continue;
      labels[row * LABEL_BYTES + (label >> 3)] |= 1 << (label & 7);
      values.push(weight & 0xff);
    }
  return { labels, values: Uint8Array.from(values) };
}

/**
 * Writes `weights.bin` and `manifest.json`.
 * @param about what the manifest says of the model besides its layout.
 * @returns bytes of `weights.bin`.
 */
export function writeModel(folder: URL, model: QuantizedModel, about: Record<string, unknown>): number {
  const { labels, values } = packWeights(model.keys.length, model.weights);
  const { clusters, lowerCaseShare, phrases } = model.lists;
  const parts: Record<SectionName, Uint8Array | Uint32Array | Float32Array> = {
    featureKeys: packKeys(model.keys),
    featureLabels: labels,
    featureWeights: values,
    transitions: model.transitions,
    clusterKeys: clusters.keys,
    clusterValues: clusters.values,
    shareKeys: lowerCaseShare.keys,
    shareValues: lowerCaseShare.values,
    phraseKeys: phrases.keys,
    phraseValues: phrases.values,
  };
  const sections = {} as Record<SectionName, Section>;
  let offset = 0;
  const buffers = SECTION_NAMES.map((name) => {
    const part = parts[name];
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    sections[name] = { offset, bytes: bytes.length };
    offset += bytes.length;
    return bytes;
  });
  const file = Buffer.concat(buffers);
  const layout: ModelLayout = { features: model.keys.length, scale: model.scale, sections };
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('weights.bin', folder), file);
  const sha256 = createHash('sha256').update(file).digest('hex');
  const manifest = { ...about, weights: { file: 'weights.bin', bytes: file.length, sha256 }, layout };
  writeFileSync(new URL('manifest.json', folder), `${JSON.stringify(manifest, null, 2)}\n`);
  return file.length;
}
