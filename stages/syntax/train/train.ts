import { Analyzer } from '../analyzer.ts';
import type { SyntaxManifest } from '../model.ts';
import { CLUSTERS, CREDITS, readClusters, readData, readTreebank, SOURCES } from './corpus.ts';
import { evaluate } from './evaluate.ts';
import { SETTINGS } from './settings.ts';
import { trainModel } from './train-model.ts';
import { writeModel } from './write-model.ts';

// npm run train:syntax [-- DATA_FOLDER]: makes model/ from the treebanks, the same bytes from the same data.
const folder = process.argv[2] ?? new URL('../../../../shared/data/syntax', import.meta.url).pathname;
const MODEL = new URL('../model/', import.meta.url);

/** Prints what has been done after how much CPU time. */
function report(what: string): void {
  const { user, system } = process.cpuUsage();
  console.log(`${((user + system) / 1e6).toFixed(0).padStart(5)} s  ${what}`);
}

const clusterFile = readData(folder, CLUSTERS.file);
const clusters = readClusters(clusterFile.text);
const treebanks = SOURCES.map((source) => ({ ...source, ...readTreebank(folder, source.file) }));
const { model, certainWords } = trainModel(treebanks, clusters, SETTINGS, report);

const analyzer = new Analyzer(model);
const score = (file: string) => ({ ...evaluate(analyzer, readTreebank(folder, file).sentences).scores });
const scores = { 'gum.dev': score('gum.dev.conllu'), 'gum.test': score('gum.test.conllu') };
for (const [part, numbers] of Object.entries(scores)) report(`${part}: ${JSON.stringify(numbers)}`);

const data: SyntaxManifest['data'] = treebanks.map(({ file, sha256, weight, licence, sentences }) => ({
  file,
  sha256,
  use: `training, ${weight} time(s) in each epoch`,
  sentences: sentences.length,
  tokens: sentences.reduce((sum, words) => sum + words.length, 0),
  licence,
}));
data.push({ file: CLUSTERS.file, sha256: clusterFile.sha256, use: 'word clusters', licence: CLUSTERS.licence });
const bytes = writeModel(
  MODEL,
  { model, clusters, certainWords },
  {
    name: 'copydesk-syntax-en',
    description: 'English tags and dependencies (UD v2, GUM): averaged perceptrons on hashed features, 8-bit weights.',
    scores,
    credits: CREDITS,
    data,
    settings: { ...SETTINGS },
  },
);
report(`wrote model/: ${(bytes / 1e6).toFixed(1)} MB of weights`);
