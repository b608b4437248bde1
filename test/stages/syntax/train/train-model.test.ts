import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { Analyzer } from '../../../../stages/syntax/analyzer.ts';
import { loadModel } from '../../../../stages/syntax/model.ts';
import { readConllu } from '../../../../stages/syntax/train/conllu.ts';
import { readClusters } from '../../../../stages/syntax/train/corpus.ts';
import { evaluate } from '../../../../stages/syntax/train/evaluate.ts';
import { type TrainingSettings, trainModel } from '../../../../stages/syntax/train/train-model.ts';
import { writeModel } from '../../../../stages/syntax/train/write-model.ts';

/** A treebank of six sentences: `form/xpos/head/relation` words. */
const SENTENCES = readConllu(
  [
    'The/DT/2/det mayor/NN/3/nsubj spoke/VBD/0/root ././3/punct',
    'A/DT/2/det nurse/NN/3/nsubj left/VBD/0/root early/RB/3/advmod ././3/punct',
    'The/DT/2/det pilot/NN/3/nsubj saw/VBD/0/root a/DT/5/det bird/NN/3/obj ././3/punct',
    'A/DT/2/det clerk/NN/3/nsubj said/VBD/0/root it/PRP/5/nsubj rained/VBD/3/ccomp ././3/punct',
    'It/PRP/2/nsubj slept/VBD/0/root ././2/punct',
    'Early/RB/4/advmod ,/,/4/punct it/PRP/4/nsubj left/VBD/0/root the/DT/6/det house/NN/4/obj ././4/punct',
  ]
    .map((sentence) =>
      sentence
        .split(' ')
        .map((word, i) => {
          const [form, xpos, head, relation] = word.split('/');
          return [i + 1, form, '_', xpos === 'NN' ? 'NOUN' : 'X', xpos, '_', head, relation, '_', '_'].join('\t');
        })
        .join('\n'),
    )
    .join('\n\n'),
);
const CLUSTERS = readClusters('mayor\ta1\tb1\tc1\nnurse\ta1\tb1\tc2\nsaid\ta2\tb3\tc4\n');
const SETTINGS: TrainingSettings = {
  seed: 7,
  folds: 2,
  jackknife: { epochs: 2, xposBits: 10, uposBits: 10 },
  tagger: { epochs: 10, xposBits: 12, uposBits: 12 },
  parser: { epochs: 15, seeds: 2, actionBits: 14, relationBits: 12, explore: 0.9 },
  steps: { xpos: 0.1, upos: 0.1, actions: 0.2, relations: 0.2 },
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function train(settings: TrainingSettings): URL {
  const folder = mkdtempSync(join(tmpdir(), 'syntax-'));
  folders.push(folder);
  const url = pathToFileURL(`${folder}/`);
  const { model, certainWords } = trainModel([{ sentences: SENTENCES, weight: 2 }], CLUSTERS, settings, () => {});
  writeModel(
    url,
    { model, clusters: CLUSTERS, certainWords },
    { name: 'tiny', description: '', settings: { ...settings }, data: [], credits: [], scores: {} },
  );
  return url;
}

test('the same data and seed give the same bytes, another seed does not', () => {
  const bytes = (folder: URL) => readFileSync(new URL('weights.bin', folder)).toString('base64');
  const first = bytes(train(SETTINGS));
  expect(bytes(train(SETTINGS))).toBe(first);
  expect(bytes(train({ ...SETTINGS, seed: 8 }))).not.toBe(first);
});

test('a model that has seen six sentences often enough knows them, also after it was written and read', () => {
  const { scores } = evaluate(new Analyzer(loadModel(train(SETTINGS))), SENTENCES);
  expect(scores.tokens).toBe(31);
  expect(Math.min(scores.upos, scores.xpos, scores.uas, scores.las)).toBeGreaterThan(90);
});

test('weights that do not fit their manifest are refused', () => {
  const folder = train(SETTINGS);
  const weights = new URL('weights.bin', folder);
  const bytes = readFileSync(weights);
  writeFileSync(weights, bytes.subarray(1));
  expect(() => loadModel(folder)).toThrow(/weights\.bin has \d+ bytes, its manifest says \d+/u);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(weights, bytes);
  expect(() => loadModel(folder)).toThrow(/weights\.bin has the SHA-256 .*: restore .*, or run npm run train:syntax/u);
});
