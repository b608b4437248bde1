import { readFileSync } from 'node:fs';
import { readWeightsFile, type WeightsFile } from '../weights-file.ts';
import type { WordClusters } from './lexical.ts';
import {
  cellsOf,
  readBytes,
  readIntegers,
  readShorts,
  readTable,
  type Section,
  type TableSections,
} from './model-file.ts';
import type { ParserModel } from './parser.ts';
import type { TaggerModel } from './tagger.ts';
import { WeightMemory } from './weight-memory.ts';
import { WordTable } from './word-table.ts';

/** What `manifest.json` says of the weights beside it. */
export interface SyntaxManifest {
  name: string;
  description: string;
  /** Names of the classes; `root` is the first relation. */
  labels: { xpos: string[]; upos: string[]; relations: string[] };
  weights: WeightsFile & {
    clusters: { words: Section; small: Section; medium: Section; large: Section };
    certain: { words: Section; xpos: Section };
    tables: { xpos: TableSections; upos: TableSections; actions: TableSections; relations: TableSections };
  };
  settings: Record<string, unknown>;
  data: { file: string; sha256: string; use: string; sentences?: number; tokens?: number; licence: string }[];
  credits: string[];
  /** Of the shipped weights, on gold tokens, punctuation counted: per cent. */
  scores: Record<string, Record<string, number>>;
}

export interface SyntaxModel {
  labels: SyntaxManifest['labels'];
  clusters: WordClusters;
  tagger: TaggerModel;
  parser: ParserModel;
}

/**
 * Reads a model from its folder.
 * @throws Error when the weights are not those that the manifest describes.
 */
export function loadModel(folder: URL): SyntaxModel {
  const manifest: SyntaxManifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'));
  const { labels, weights } = manifest;
  const file = readWeightsFile(folder, weights, 'npm run train:syntax');
  const { clusters, certain, tables } = weights;
  const memory = new WeightMemory(Object.values(tables).reduce((sum, table) => sum + cellsOf(table), 0));
  return {
    labels,
    clusters: {
      words: new WordTable(readIntegers(file, clusters.words)),
      small: readShorts(file, clusters.small),
      medium: readShorts(file, clusters.medium),
      large: readShorts(file, clusters.large),
    },
    tagger: {
      certain: {
        words: new WordTable(readIntegers(file, certain.words)),
        xpos: readBytes(file, certain.xpos),
      },
      xpos: readTable(file, tables.xpos, memory),
      upos: readTable(file, tables.upos, memory),
    },
    parser: {
      actions: readTable(file, tables.actions, memory),
      relations: readTable(file, tables.relations, memory),
    },
  };
}
