import { isHeldOut } from './corrections.ts';
import { type Example, toExample } from './examples.ts';
import { asHeadline, inCapitals, mayBeHeadline } from './letter-case.ts';
import { type MarkedFile, readCorrected, readOwnTexts } from './marked-texts.ts';
import { parseDocuments, readData, type TaggedTokens } from './read-data.ts';
import { OWN_WEIGHT, SOURCES } from './sources.ts';

/** A file as the manifest names it. */
export interface DataUse {
  /** In the data folder, or in `stages/entities/train/`. */
  file: string;
  sha256: string;
  use: string;
  sentences?: number;
  tokens?: number;
  licence?: string;
}

export interface TrainingData {
  examples: Example[];
  /** Documents that are scored and never trained on, by source. */
  heldOut: Map<string, Example[][]>;
  files: DataUse[];
}

const sourceName = (file: string): string => file.replace('silver/', '').replace(/\..*$/u, '');

/** What a trial may leave out, to see what it brings: sources, and ways to learn. */
export const INGREDIENTS: readonly string[] = [
  ...SOURCES.map(({ file }) => sourceName(file)),
  'own',
  'corrections',
  'capitals',
  'dropout',
  'clusters',
  'lowerCaseShare',
  'phrases',
  'names',
];

/**
 * Reads all that is learned from, in a fixed order.
 * @param folder of the entity data.
 * @param headlineEvery of the sentences that could be headlines, one in so many is added in capitals, and one as a headline.
 * @param without `INGREDIENTS` that are left out of the examples; what is held out stays.
 */
export function readTrainingData(
  folder: string,
  headlineEvery: number,
  without: ReadonlySet<string> = new Set(),
): TrainingData {
  const examples: Example[] = [];
  const heldOut = new Map<string, Example[][]>();
  const files: DataUse[] = [];

  const describe = (file: string, sha256: string, weight: number, before: number, licence: string): void => {
    const added = examples.slice(before);
    const tokens = added.reduce((sum, example) => sum + example.tokens.length, 0);
    files.push({ file, sha256, use: `training, weight ${weight}`, sentences: added.length, tokens, licence });
  };
  const learnFrom = (read: Example[]): void => {
    for (const example of read) examples.push(example);
    if (without.has('capitals')) return;
    read.filter(mayBeHeadline).forEach((example, i) => {
      if (i % headlineEvery === 0) examples.push(inCapitals(example));
      if (i % headlineEvery === headlineEvery >> 1) examples.push(asHeadline(example));
    });
  };
  const hold = (source: string, read: Example[]): void => {
    const documents = heldOut.get(source) ?? [];
    heldOut.set(source, documents);
    documents.push(read);
  };
  const add = ({ source, documents }: MarkedFile, isUsed: boolean): void => {
    for (const { id, sentences, machine } of documents) {
      const toExamples = (tagged: TaggedTokens[]) => tagged.map((one) => toExample(one, false, OWN_WEIGHT));
      if (isHeldOut(id)) hold(source, toExamples(sentences));
      else if (isUsed) learnFrom(toExamples(without.has('corrections') ? machine : sentences));
    }
  };

  for (const source of SOURCES) {
    const { file, weight, gold, corrections, licence } = source;
    const { text, sha256 } = readData(folder, file);
    const isUsed = !without.has(sourceName(file));
    const before = examples.length;
    if (corrections === undefined) {
      for (const { sentences } of isUsed ? parseDocuments(text) : [])
        for (const sentence of sentences) examples.push(toExample(sentence, gold, weight));
      describe(file, sha256, weight, before, licence);
      continue;
    }
    const marked = readCorrected(source, corrections, text);
    add(marked, isUsed);
    describe(file, sha256, weight, before, licence);
    files.push({ file: marked.file, sha256: marked.sha256, use: `corrections of ${file}`, licence: 'MIT' });
  }
  for (const marked of readOwnTexts()) {
    const before = examples.length;
    add(marked, !without.has('own'));
    describe(marked.file, marked.sha256, OWN_WEIGHT, before, 'MIT');
  }
  return { examples, heldOut, files };
}
