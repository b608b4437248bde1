import { parseArgs } from 'node:util';
import { Tagger } from '../tagger/tagger.ts';
import { CrfTrainer } from './crf.ts';
import { evaluate } from './evaluate.ts';
import { type Example, toExample } from './examples.ts';
import { buildFeatureStore } from './feature-store.ts';
import { randomSource, shuffle } from './random.ts';
import { parseDocuments, readData } from './read-data.ts';
import { SETTINGS } from './settings.ts';
import { DEV_FILES, SOURCES, WORD_LIST_CREDITS } from './sources.ts';
import { readWordLists } from './word-list-entries.ts';
import { asTaggerModel, quantize, writeModel } from './write-model.ts';

// npm run train:entities [-- --data FOLDER] [--out FOLDER] [--part N]: makes model/ from gold and silver text, the same
// bytes from the same data. --part N reads every N-th document of the silver files only, for a quick trial.
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: new URL('../../../../shared/data/entities', import.meta.url).pathname },
    out: { type: 'string', default: new URL('../model/', import.meta.url).pathname },
    part: { type: 'string', default: '1' },
  },
});
const part = Number(values.part);

/** Prints what has been done after how much CPU time. */
function report(what: string): void {
  const { user, system } = process.cpuUsage();
  console.log(`${((user + system) / 1e6).toFixed(0).padStart(5)} s  ${what}`);
}

const { lists, sha256 } = readWordLists(values.data);
const examples: Example[] = [];
const data = SOURCES.map(({ file, weight, gold, licence }) => {
  const { text, sha256 } = readData(values.data, file);
  const before = examples.length;
  let tokens = 0;
  parseDocuments(text).forEach((sentences, i) => {
    if (!gold && i % part !== 0) return;
    for (const sentence of sentences) {
      const example = toExample(sentence, gold, weight);
      tokens += example.tokens.length;
      examples.push(example);
    }
  });
  report(`${file}: ${tokens} tokens`);
  return { file, sha256, use: `training, weight ${weight}`, sentences: examples.length - before, tokens, licence };
});

const store = buildFeatureStore(examples, lists, SETTINGS.minCount);
report(`${store.keys.length} features`);
const trainer = new CrfTrainer(store.keys.length, SETTINGS.step);
const order = Uint32Array.from(examples.keys());
const random = randomSource(SETTINGS.seed);
for (let epoch = 1; epoch <= SETTINGS.epochs; epoch += 1) {
  shuffle(order, random);
  for (const i of order) trainer.learn(store.sentences[i], examples[i]);
  report(`epoch ${epoch}`);
}

const model = quantize(
  { keys: store.keys, weights: trainer.weights, transitions: trainer.transitions, lists },
  SETTINGS.least,
  SETTINGS.most,
);
const tagger = new Tagger(asTaggerModel(model));
const scores = Object.fromEntries(
  DEV_FILES.map((file) => [
    file,
    evaluate(
      tagger,
      parseDocuments(readData(values.data, file).text).map((document) =>
        document.map((sentence) => toExample(sentence, true, 1)),
      ),
    ),
  ]),
);
for (const [file, score] of Object.entries(scores)) report(`${file}: ${JSON.stringify(score)}`);

const bytes = writeModel(new URL(`file://${values.out.replace(/\/?$/u, '/')}`), model, {
  name: 'copydesk-entities-en',
  description: 'English names and dates: linear-chain CRF over BILOU labels on hashed features, 8-bit weights.',
  licence: 'CC BY-SA 4.0 (weights; the code is MIT)',
  scores,
  credits: [...SOURCES.map((source) => source.credit), ...WORD_LIST_CREDITS],
  data: [...data, ...Object.entries(sha256).map(([file, hash]) => ({ file, sha256: hash, use: 'word list' }))],
  settings: { ...SETTINGS, ...(part > 1 ? { part } : {}) },
});
report(`wrote ${model.keys.length} features, ${(bytes / 1e6).toFixed(1)} MB`);
