import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { hashText } from '../hash.ts';
import type { WordClusters } from '../lexical.ts';
import { WordTable } from '../word-table.ts';
import { readConllu, type TreebankWord } from './conllu.ts';

/** A file of the training data and how often an epoch sees it. */
export interface Source {
  file: string;
  weight: number;
  licence: string;
}

export const SOURCES: Source[] = [
  { file: 'gum.train.conllu', weight: 4, licence: 'text CC BY 2.5, annotation CC BY 4.0' },
  { file: 'gum-extra.train.conllu', weight: 2, licence: 'CC BY 4.0' },
  { file: 'wikinews-silver.conllu.gz', weight: 1, licence: 'CC BY 2.5' },
  { file: 'voa-silver.conllu.gz', weight: 1, licence: 'public domain' },
  { file: 'senate-silver.conllu.gz', weight: 1, licence: 'public domain' },
];

/** Made from the texts of the Wikinews and Senate files. */
export const CLUSTERS = { file: 'clusters.tsv.gz', licence: 'CC BY 2.5' };

export const CREDITS = [
  'GUM corpus: A. Zeldes (2017) and annotators, annotation CC BY 4.0; texts by Wikinews contributors, CC BY 2.5, and by the authors named in the corpus, CC BY 4.0. Columns reduced.',
  'Wikinews 2019-2020: Wikinews contributors, CC BY 2.5; tokenised and parsed by program.',
  'Voice of America, public domain; texts collected by the Groningen Meaning Bank.',
  'Press releases of United States senators, public domain; collected by J. Grimmer (2010).',
];

export function readData(folder: string, file: string): { text: string; sha256: string } {
  const bytes = readFileSync(join(folder, file));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return { text, sha256: createHash('sha256').update(bytes).digest('hex') };
}

export function readTreebank(folder: string, file: string): { sentences: TreebankWord[][]; sha256: string } {
  const { text, sha256 } = readData(folder, file);
  return { sentences: readConllu(text), sha256 };
}

export interface ClusterColumns {
  words: Int32Array;
  small: Uint16Array;
  medium: Uint16Array;
  large: Uint16Array;
}

/** Reads `word a1 b2 c3` lines: a word and the numbers of its clusters. */
export function readClusters(text: string): ClusterColumns {
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [word, ...names] = line.split('\t');
      return [hashText(word, 0, word.length), ...names.map((name) => Number(name.slice(1)) + 1)];
    });
  return {
    words: Int32Array.from(rows, (row) => row[0]),
    small: Uint16Array.from(rows, (row) => row[1]),
    medium: Uint16Array.from(rows, (row) => row[2]),
    large: Uint16Array.from(rows, (row) => row[3]),
  };
}

export function clusterLookup({ words, ...columns }: ClusterColumns): WordClusters {
  return { words: new WordTable(words), ...columns };
}
