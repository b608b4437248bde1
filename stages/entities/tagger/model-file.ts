import { readFileSync } from 'node:fs';
import { readWeightsFile, type WeightsFile } from '../../weights-file.ts';
import type { IndexEntries } from './hash-index.ts';
import { LABELS } from './labels.ts';
import { STRIDE, Weights } from './weights.ts';
import type { WordListEntries } from './word-lists.ts';

/** Where a part of the weights file stands. */
export interface Section {
  offset: number;
  bytes: number;
}

export const SECTION_NAMES = [
  /** Features in rising order, each as its distance from the one before (seven bits a byte, low ones first). */
  'featureKeys',
  /** For each feature one bit a label: whether its weight is not zero. */
  'featureLabels',
  /** The weights that are not zero. */
  'featureWeights',
  'transitions',
  'clusterKeys',
  'clusterValues',
  'shareKeys',
  'shareValues',
  'phraseKeys',
  'phraseValues',
] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

/** What the tagger needs to know of its weights file; the manifest says more, for people. */
export interface ModelLayout {
  features: number;
  /** What a weight of one stands for. */
  scale: number;
  sections: Record<SectionName, Section>;
}

/** A model as it is used. */
export interface TaggerModel {
  weights: Weights;
  scale: number;
  /** `LABELS` × `LABELS` scores. */
  transitions: Float32Array;
  lists: WordListEntries;
}

/** Reads `manifest.json` and `weights.bin` of a folder. @throws Error when the weights are not those that the manifest describes. */
export function readModel(folder: URL): TaggerModel {
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'));
  const { layout, weights } = manifest as { layout: ModelLayout; weights: WeightsFile };
  const file = readWeightsFile(folder, weights, 'npm run train:entities');
  const bytes = (name: SectionName): Uint8Array<ArrayBuffer> => {
    const { offset, bytes } = layout.sections[name];
    // Copied, so that it is aligned for wider numbers.
    return new Uint8Array(file.subarray(offset, offset + bytes));
  };
  const integers = (name: SectionName): Uint32Array => new Uint32Array(bytes(name).buffer);
  const entries = (keys: SectionName, values: SectionName): IndexEntries => ({
    keys: integers(keys),
    values: integers(values),
  });
  return {
    weights: readWeights(layout.features, bytes('featureKeys'), bytes('featureLabels'), bytes('featureWeights')),
    scale: layout.scale,
    transitions: new Float32Array(bytes('transitions').buffer),
    lists: {
      clusters: entries('clusterKeys', 'clusterValues'),
      lowerCaseShare: entries('shareKeys', 'shareValues'),
      phrases: entries('phraseKeys', 'phraseValues'),
    },
  };
}

/** Bytes that the bits of a row's labels take. */
export const LABEL_BYTES = Math.ceil(LABELS / 8);

function readWeights(features: number, keys: Uint8Array, labels: Uint8Array, weights: Uint8Array): Weights {
  const keyOf = new Uint32Array(features);
  const cells = new Int8Array(features * STRIDE);
  let key = 0;
  let keyAt = 0;
  let weightAt = 0;
  for (let row = 0; row < features; row += 1) {
    let step = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = keys[keyAt];
      keyAt += 1;
      step |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    key += step;
    keyOf[row] = key;
    const at = row * LABEL_BYTES;
    let bits = labels[at] | (labels[at + 1] << 8) | (labels[at + 2] << 16);
    while (bits !== 0) {
      const label = 31 - Math.clz32(bits & -bits);
      cells[row * STRIDE + label] = (weights[weightAt] << 24) >> 24;
      weightAt += 1;
      bits &= bits - 1;
    }
  }
  return new Weights(keyOf, cells);
}
