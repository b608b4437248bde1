import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { entityModel } from '../../activities/entity-tagger/index.ts';
import type { EntityModel, EntityTagger } from '../../activities/entity-tagger/types.ts';
import { stageFingerprints } from '../../activities/fingerprints/index.ts';
import { StageFault } from '../../activities/stage-runner/stage-fault.ts';
import { warmUp } from '../../app/worker/warm-up.ts';
import { entitiesArtifact } from '../../db/rows/artifact.ts';
import { TaggerModelError } from '../../stages/entities/transformers/errors.ts';
import { normalize } from '../../stages/normalize/index.ts';
import { normalizeText, startHostilePool } from '../support/stage-pool.ts';
import { writeTinyModel } from '../support/token-model.ts';
import { type Answer, serveWeb } from '../support/web-server.ts';

const NEWS = 'Zorblax met Quindle in Vornheim, said Zorblax on Monday.';
const MODEL = { pieces: { Zorblax: 'B-PER', Quindle: 'B-ORG', Vornheim: 'B-LOC' } };

let root: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'copydesk-models-'));
  folder = join(root, 'news');
  await writeTinyModel(folder, MODEL);
});
afterAll(() => rm(root, { recursive: true }));

async function modelOf(tagger: EntityTagger): Promise<EntityModel> {
  const model = await entityModel(tagger, join(root, 'cache'));
  if (model === undefined) throw new Error('a model was expected');
  return model;
}

const fromFolder = (path: string) => modelOf({ kind: 'transformers', folder: path });
const entitiesOf = async (model?: EntityModel) => (await stageFingerprints(model)).entities;

test('stage threads find names by a model', async () => {
  const pool = await startHostilePool({ entityModel: folder });
  const text = normalize({ bytes: Buffer.from(NEWS) });
  const { output } = await pool.run('tagEntities', text, { lane: 'interactive', size: NEWS.length });
  expect(output.mentions.map(({ text, type }) => [text, type])).toEqual([
    ['Zorblax', 'PER'],
    ['Quindle', 'ORG'],
    ['Vornheim', 'LOC'],
    ['Zorblax', 'PER'],
    ['Monday', 'DATE'],
  ]);
  const facts = { textSha256: 'a', article: text, entities: null };
  const prepared = await pool.run('prepareFacts', facts, { lane: 'bulk', size: NEWS.length });
  expect(prepared.output.entities?.artifact).toEqual(entitiesArtifact('a', text, output));
});

test('a model that cannot be loaded fails each document with what is wrong, and no process', async () => {
  const broken = join(root, 'broken');
  await writeTinyModel(broken, MODEL);
  await writeFile(join(broken, 'onnx/model.onnx'), 'no weights');
  const pool = await startHostilePool({ entityModel: broken });
  // no task yet: the threads must outlast their loading
  await sleep(2000);
  for (let document = 0; document < 3; document += 1) {
    const failing = normalizeText(pool, NEWS);
    await expect(failing).rejects.toThrow(StageFault);
    await expect(failing).rejects.toMatchObject({
      cause: {
        name: 'TaggerModelError',
        message: expect.stringContaining(`The model in ${broken} cannot be loaded (`),
      },
    });
  }
  await expect(warmUp(pool, 2)).rejects.toThrow(TaggerModelError);
});

describe('the fingerprint of the stage', () => {
  test('is that of its code where our own tagger finds names', async () => {
    expect(await entityModel({ kind: 'copydesk' }, root)).toBeUndefined();
    const { detail } = await entitiesOf();
    expect(detail).not.toHaveProperty('tagger');
    expect(Object.keys(detail.packages)).not.toContain('node_modules/@huggingface/transformers');
    expect(Object.keys(detail.files).filter((path) => path.includes('transformers'))).toEqual([]);
  });

  test('holds the model’s files and the library, wherever the folder is', async () => {
    const { fingerprint, detail } = await entitiesOf(await fromFolder(folder));
    expect(Object.keys(detail.tagger?.files ?? {})).toEqual([
      'config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'onnx/model.onnx',
    ]);
    expect(Object.keys(detail.packages)).toContain('node_modules/@huggingface/transformers');
    expect(Object.keys(detail.packages)).toContain('node_modules/onnxruntime-node');
    expect(Object.keys(detail.files)).toEqual(
      expect.arrayContaining(['stages/entities/transformers/names.ts', 'stages/entities/dates/find.ts']),
    );
    await cp(folder, join(root, 'copy'), { recursive: true });
    expect((await entitiesOf(await fromFolder(join(root, 'copy')))).fingerprint).toBe(fingerprint);
    expect((await entitiesOf()).fingerprint).not.toBe(fingerprint);
    await writeFile(join(root, 'copy/onnx/model.onnx_data'), 'more');
    expect((await entitiesOf(await fromFolder(join(root, 'copy')))).fingerprint).not.toBe(fingerprint);
  });
});

describe('a model of the hub', () => {
  /** A hub that has the model of `folder` at one revision. */
  async function serveHub(revision: string, of = folder) {
    const pages: Record<string, Answer> = {};
    for (const file of await readdir(of, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const path = join(file.parentPath, file.name);
      const content = await readFile(path);
      pages[`/press/tiny/resolve/${revision}${path.slice(of.length)}`] = (_, response) =>
        response.writeHead(200, { 'content-length': content.length }).end(content);
    }
    const hub = await serveWeb(pages);
    vi.stubEnv('HF_ENDPOINT', hub.origin);
    return hub;
  }

  test('is got once, and kept by name and revision', async () => {
    const hub = await serveHub('v1');
    const tagger = { kind: 'transformers', name: 'press/tiny', revision: 'v1' } as const;
    const model = await modelOf(tagger);
    expect(model.detail).toEqual({
      ...(await fromFolder(folder)).detail,
      name: 'press/tiny',
      revision: 'v1',
    });
    const asked = hub.requests.length;
    expect(asked).toBeGreaterThan(0);
    expect(await modelOf(tagger)).toEqual(model);
    expect(hub.requests.length).toBe(asked);
  });

  test('is got with all of its weights', async () => {
    const large = join(root, 'large');
    await writeTinyModel(large, { ...MODEL, apart: true });
    await rename(join(large, 'onnx/model.onnx'), join(large, 'onnx/model_quantized.onnx'));
    await rename(join(large, 'onnx/model.onnx_data'), join(large, 'onnx/model_quantized.onnx_data'));
    await writeFile(join(large, 'onnx/model_quantized.onnx_data_1'), 'more');
    await serveHub('v3', large);
    const { detail } = await modelOf({ kind: 'transformers', name: 'press/tiny', revision: 'v3' });
    expect(detail.files).toEqual((await fromFolder(large)).detail.files);
    expect(Object.keys(detail.files)).toContain('onnx/model_quantized.onnx_data_1');
  });

  test('that is not there is told of', async () => {
    const { origin } = await serveHub('v2');
    const none = modelOf({ kind: 'transformers', name: 'press/none', revision: 'main' });
    await expect(none).rejects.toThrow(TaggerModelError);
    await expect(none).rejects.toThrow(`There is no ${origin}/press/none/resolve/main/config.json.`);
  });

  test('whose server does not answer is told of, and nothing is left of it', async () => {
    vi.stubEnv('HF_ENDPOINT', 'http://127.0.0.1:1');
    const away = modelOf({ kind: 'transformers', name: 'press/away', revision: 'main' });
    await expect(away).rejects.toThrow(TaggerModelError);
    await expect(away).rejects.toThrow(/press\/away\/resolve\/main\/config\.json cannot be had/u);
    expect((await readdir(join(root, 'cache/press'))).filter((name) => name.startsWith('away'))).toEqual([]);
  });
});
