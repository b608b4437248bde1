import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { IndexEntries } from '../tagger/hash-index.ts';
import { Tagger } from '../tagger/tagger.ts';
import type { WordListEntries } from '../tagger/word-lists.ts';
import { evaluate, type TaggerScores } from './evaluate.ts';
import { toExample } from './examples.ts';
import { learn } from './learn.ts';
import { inCapitals, mayBeHeadline } from './letter-case.ts';
import { parseDocuments, readData } from './read-data.ts';
import { SETTINGS } from './settings.ts';
import { DEV_FILES, SOURCES, WORD_LIST_CREDITS } from './sources.ts';
import { INGREDIENTS, readTrainingData } from './training-data.ts';
import { readWordLists } from './word-list-entries.ts';
import { asTaggerModel, writeModel } from './write-model.ts';

// npm run train:entities [-- --data FOLDER] [--out FOLDER] [--without NAME,...]: makes model/ from marked text, the same
// bytes from the same data. --without leaves ingredients out, to see what they bring; the model is then scored, and
// written only where --out says so.
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: fileURLToPath(new URL('../../../../shared/data/entities', import.meta.url)) },
    out: { type: 'string' },
    without: { type: 'string', default: '' },
  },
});
const without = new Set(values.without.split(',').filter((name) => name !== ''));
for (const name of without)
  if (!INGREDIENTS.includes(name))
    throw new Error(`--without ${name}: no such ingredient; there are ${INGREDIENTS.join(', ')}.`);
const shipped = fileURLToPath(new URL('../model', import.meta.url));
const folder = values.out ?? (without.size > 0 ? null : shipped);

/** Prints what has been done after how much CPU time. */
function report(what: string): void {
  const { user, system } = process.cpuUsage();
  console.log(`${((user + system) / 1e6).toFixed(0).padStart(5)} s  ${what}`);
}

const NOTHING: IndexEntries = { keys: new Uint32Array(0), values: new Uint32Array(0) };
const { lists: whole, sha256 } = readWordLists(values.data, !without.has('names'));
const lists = Object.fromEntries(
  Object.entries(whole).map(([name, entries]) => [name, without.has(name) ? NOTHING : entries]),
) as unknown as WordListEntries;

const { examples, heldOut, files } = readTrainingData(values.data, SETTINGS.headlineEvery, without);
for (const { file, tokens } of files) if (tokens !== undefined) report(`${file}: ${tokens} tokens`);
const settings = { ...SETTINGS, ...(without.has('dropout') ? { dropout: 0 } : {}) };
const model = learn(examples, lists, settings, report);

const tagger = new Tagger(asTaggerModel(model));
const scores: Record<string, TaggerScores> = {};
for (const [source, documents] of heldOut) {
  scores[source] = evaluate(tagger, documents);
  scores[`${source}, in capitals`] = evaluate(
    tagger,
    documents.map((sentences) => sentences.filter(mayBeHeadline).map(inCapitals)),
  );
}
for (const file of DEV_FILES) {
  const documents = parseDocuments(readData(values.data, file).text).map(({ sentences }) =>
    sentences.map((sentence) => toExample(sentence, true, 1)),
  );
  scores[file] = evaluate(tagger, documents);
}
for (const [source, score] of Object.entries(scores)) report(`${source}: ${JSON.stringify(score)}`);

if (folder !== null) {
  const bytes = writeModel(pathToFileURL(`${resolve(folder)}/`), model, {
    name: 'copydesk-entities-en',
    description: 'English names and dates: linear-chain CRF over BILOU labels on hashed features, 8-bit weights.',
    licence: 'CC BY-SA 4.0 (weights; the code is MIT)',
    scores,
    credits: [...SOURCES.map((source) => source.credit), ...WORD_LIST_CREDITS],
    data: [...files, ...Object.entries(sha256).map(([file, hash]) => ({ file, sha256: hash, use: 'word list' }))],
    settings: { ...settings, ...(without.size > 0 ? { without: [...without] } : {}) },
  });
  report(`wrote ${model.keys.length} features, ${(bytes / 1e6).toFixed(1)} MB`);
}
