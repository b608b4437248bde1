import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTransformers, TaggerModelError } from '../../../../stages/entities/transformers/index.ts';
import { loadModel } from '../../../../stages/entities/transformers/model.ts';
import type { Mention } from '../../../../stages/entities/types.ts';
import { type TinyModel, writeTinyModel } from '../../../support/token-model.ts';
import { articleOf } from '../article.ts';

const CONLL: TinyModel = {
  pieces: { Ada: 'B-PER', Oko: 'I-PER', '##ye': 'O', Gene: 'B-LOC', '##va': 'O', Bankers: 'B-ORG', Union: 'I-ORG' },
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copydesk-tagger-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function mentionsOf(model: TinyModel, ...sentences: string[]): Promise<Mention[]> {
  await writeTinyModel(folder, model);
  const tag = await openTransformers(folder);
  return (await tag(articleOf(sentences))).mentions;
}

const shown = (mentions: Mention[]) => mentions.map(({ text, type }) => [text, type]);

describe('a token-classification model', () => {
  it('names what it labels, words of several pieces too, and the rest of the stage goes on from there', async () => {
    const mentions = await mentionsOf(CONLL, 'Ada Okoye met the Bankers Union on 4 March 2026.', 'Okoye left Geneva.');
    expect(shown(mentions)).toEqual([
      ['Ada Okoye', 'PER'],
      ['Bankers Union', 'ORG'],
      // what CoNLL's labels do not have, the stage finds itself
      ['4 March 2026', 'DATE'],
      ['Okoye', 'PER'],
      ['Geneva', 'LOC'],
    ]);
    expect(mentions[2].value).toBe('2026-03-04');
    expect(mentions[3].entity).toBe(mentions[0].entity);
    // softmax of one score of 6 among labels, a factor for each word
    expect(mentions[0].confidence).toBeGreaterThan(0.9);
    expect(mentions[0].confidence).toBeLessThan(1);
  });

  it('reads sentences longer than it can at once in windows', async () => {
    const mentions = await mentionsOf(CONLL, `${'Geneva, '.repeat(200)}Ada Okoye.`);
    expect(shown(mentions)).toEqual([...new Array(200).fill(['Geneva', 'LOC']), ['Ada Okoye', 'PER']]);
  });

  it('reads a word of more pieces than it can at once', async () => {
    const pieces = { ...CONLL.pieces, a: 'O', '##a': 'O' };
    const mentions = await mentionsOf({ pieces }, `${'a'.repeat(90)} met Ada Okoye.`);
    expect(shown(mentions)).toEqual([['Ada Okoye', 'PER']]);
  });

  it.each([
    [
      'OntoNotes',
      { Ada: 'B-PERSON', Oko: 'I-PERSON', Gene: 'S-GPE', Bankers: 'B-NORP', Union: 'U-FAC', two: 'B-CARDINAL' },
    ],
    ['no places in names', { Ada: 'PERSON', Oko: 'PERSON', Gene: 'LOCATION', Bankers: 'MISC', Union: 'LOC' }],
  ])('knows the labels of %s', async (_, pieces) => {
    const model = { pieces: { '##ye': 'O', '##va': 'O', ...pieces } };
    expect(shown(await mentionsOf(model, 'Ada Okoye of Geneva met two Bankers at Union.'))).toEqual([
      ['Ada Okoye', 'PER'],
      ['Geneva', 'LOC'],
      ['Bankers', 'MISC'],
      ['Union', 'LOC'],
    ]);
  });

  it('calls events what the model does', async () => {
    const pieces = { Long: 'B-EVENT', March: 'I-EVENT', Gene: 'B-LOC', '##va': 'O' };
    expect(shown(await mentionsOf({ pieces }, 'They spoke of the Long March in Geneva.'))).toEqual([
      ['Long March', 'EVENT'],
      ['Geneva', 'LOC'],
    ]);
  });

  it('gives nothing for another language than English', async () => {
    await writeTinyModel(folder, CONLL);
    const tag = await openTransformers(folder);
    expect(await tag({ ...articleOf(['Ada Okoye']), language: 'fr' })).toEqual({
      status: 'unsupported-language',
      entities: [],
      mentions: [],
    });
  });

  it('is refused where its folder is empty', async () => {
    await expect(openTransformers(folder)).rejects.toThrow(TaggerModelError);
    await expect(openTransformers(folder)).rejects.toThrow(/config\.json is missing/u);
  });

  it('is refused for another task', async () => {
    await writeTinyModel(folder, { ...CONLL, architecture: 'BertForMaskedLM' });
    await expect(openTransformers(folder)).rejects.toThrow(/BertForMaskedLM and does not classify tokens/u);
  });

  it('is refused with labels that nobody knows', async () => {
    await writeTinyModel(folder, { pieces: { Ada: 'LABEL_1' } });
    await expect(openTransformers(folder)).rejects.toThrow(/The label "LABEL_1" is not known/u);
  });

  it.each([
    ['onnx/model.onnx', /has no weights in ONNX/u],
    ['tokenizer.json', /has no tokenizer\.json/u],
  ])('is refused without %s', async (file, message) => {
    await writeTinyModel(folder, CONLL);
    await rm(join(folder, file));
    await expect(openTransformers(folder)).rejects.toThrow(message);
  });

  it('is refused where labels and weights do not belong together', async () => {
    await writeTinyModel(folder, CONLL);
    const configuration = {
      architectures: ['BertForTokenClassification'],
      model_type: 'bert',
      id2label: { 0: 'B-PER' },
    };
    await writeFile(join(folder, 'config.json'), JSON.stringify(configuration));
    const opening = openTransformers(folder);
    await expect(opening).rejects.toThrow(TaggerModelError);
    await expect(opening).rejects.toThrow(/gives 7 scores a token, and its config\.json has 1 labels/u);
  });

  it.each([
    ['onnx/model.onnx', 'no weights'],
    ['tokenizer.json', '{}'],
    ['tokenizer.json', 'no tokenizer'],
  ])('is refused with what cannot be loaded as %s (%s)', async (file, content) => {
    await writeTinyModel(folder, CONLL);
    await writeFile(join(folder, file), content);
    const error: unknown = await openTransformers(folder).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(TaggerModelError);
    expect((error as Error).message).toContain(`The model in ${folder} cannot be loaded (`);
    expect((error as Error).cause).toBeDefined();
  });

  it('loads weights that lie beside it', async () => {
    const mentions = await mentionsOf({ ...CONLL, apart: true }, 'Ada Okoye left Geneva.');
    expect(shown(mentions)).toEqual([
      ['Ada Okoye', 'PER'],
      ['Geneva', 'LOC'],
    ]);
  });

  it.each([
    ['a tokenizer without end', { tokenizerLongest: 1e30 }, 14],
    ['places for more than is usual', { longest: 5000 }, 510],
    ['nothing said', { longest: null }, 510],
    ['the tokenizer’s own number', { tokenizerLongest: 8 }, 6],
  ])('reads as many pieces at once as it can: %s', async (_, lengths, limit) => {
    await writeTinyModel(folder, { ...CONLL, ...lengths });
    expect((await loadModel(folder)).limit).toBe(limit);
  });

  it('is refused where it can read no piece at all', async () => {
    await writeTinyModel(folder, { ...CONLL, longest: 2 });
    await expect(loadModel(folder)).rejects.toThrow(TaggerModelError);
    await expect(loadModel(folder)).rejects.toThrow(/reads 2 pieces at once, of which 2 stand around/u);
  });
});
