import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stageFingerprint } from '../../activities/fingerprints/index.ts';

const FILES: Record<string, string> = {
  'stages/normalize/index.ts': "import { tidy } from './tidy.ts';\nexport const normalize = tidy;\n",
  'stages/normalize/tidy.ts': "import { parse } from 'reader';\nexport const tidy = (text: string) => parse(text);\n",
  'stages/normalize/types.ts': 'export interface Text { text: string }\n',
  'stages/entities/index.ts': `import { readFileSync } from 'node:fs';
import type { Text } from '../normalize/types.ts';
import cities from './lexicon/cities.json' with { type: 'json' };
export { cut } from '../text/cut.ts';
export const tag = ({ text }: Text) => [text, cities, readFileSync(new URL('./model/weights.bin', import.meta.url))];
`,
  'stages/entities/lexicon/cities.json': '["Oslo"]',
  'stages/entities/model/weights.bin': 'weights',
  'stages/entities/model/LICENSE.md': 'licence',
  'stages/entities/train/recipe.json': '{}',
  'stages/entities/train/train.ts': 'export const train = 1;\n',
  'stages/text/cut.ts': 'export const cut = 1;\n',
  'stages/errors.ts': 'export const errors = 1;\n',
  'package-lock.json': JSON.stringify({
    packages: {
      '': {},
      'node_modules/reader': { version: '1.0.0', dependencies: { lexer: '^2.0.0' } },
      'node_modules/reader/node_modules/lexer': { version: '2.0.0' },
      'node_modules/lexer': { version: '1.0.0' },
      'node_modules/unused': { version: '1.0.0' },
    },
  }),
};

let root: string;

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function fingerprints(): Promise<{ normalize: string; entities: string }> {
  const [normalize, entities] = await Promise.all([
    stageFingerprint('normalize', root),
    stageFingerprint('entities', root),
  ]);
  return { normalize: normalize.fingerprint, entities: entities.fingerprint };
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'copydesk-fingerprint-'));
  for (const [path, content] of Object.entries(FILES)) await write(path, content);
});
afterEach(() => rm(root, { recursive: true }));

/** A change to one file of the small checkout above, and whose fingerprints it changes. */
const CHANGES: [what: string, path: string, content: string, changed: { normalize: boolean; entities: boolean }][] = [
  ['a lexicon', 'stages/entities/lexicon/cities.json', '["Bergen"]', { normalize: false, entities: true }],
  ['model weights', 'stages/entities/model/weights.bin', 'other', { normalize: false, entities: true }],
  ['a new data file', 'stages/entities/model/clusters.bin', 'new', { normalize: false, entities: true }],
  ['a module it imports', 'stages/normalize/tidy.ts', 'export const tidy = 1;\n', { normalize: true, entities: false }],
  ['a module it re-exports', 'stages/text/cut.ts', 'export const cut = 2;\n', { normalize: false, entities: true }],
  [
    'types',
    'stages/normalize/types.ts',
    'export interface Text { body: string }\n',
    { normalize: false, entities: false },
  ],
  [
    'what trained the model',
    'stages/entities/train/recipe.json',
    '{"epochs":2}',
    { normalize: false, entities: false },
  ],
  ['a document', 'stages/entities/model/LICENSE.md', 'other', { normalize: false, entities: false }],
  ['a module nobody imports', 'stages/errors.ts', 'export const errors = 2;\n', { normalize: false, entities: false }],
];

describe('the fingerprint of a stage', () => {
  test.each(CHANGES)('after a change of %s', async (_, path, content, changed) => {
    const before = await fingerprints();
    await write(path, content);
    const after = await fingerprints();
    expect({ normalize: after.normalize !== before.normalize, entities: after.entities !== before.entities }).toEqual(
      changed,
    );
  });

  test.each([
    ['node_modules/reader', true],
    ['node_modules/reader/node_modules/lexer', true],
    ['node_modules/lexer', false],
    ['node_modules/unused', false],
  ])('after another version of %s', async (place, changes) => {
    const before = await fingerprints();
    const lock = JSON.parse(FILES['package-lock.json']) as { packages: Record<string, { version: string }> };
    lock.packages[place].version = '9.9.9';
    await write('package-lock.json', JSON.stringify(lock));
    const after = await fingerprints();
    expect(after.normalize !== before.normalize).toBe(changes);
    expect(after.entities).toBe(before.entities);
  });

  test('says what it was made from', async () => {
    const { detail } = await stageFingerprint('entities', root);
    expect(Object.keys(detail.files)).toEqual([
      'stages/entities/index.ts',
      'stages/entities/lexicon/cities.json',
      'stages/entities/model/weights.bin',
      'stages/text/cut.ts',
    ]);
    expect(detail.unicode.unicode).toBe(process.versions.unicode);
  });

  test('refuses a module that only running it would name', async () => {
    await write('stages/normalize/tidy.ts', 'export const tidy = (name: string) => import(name);\n');
    await expect(stageFingerprint('normalize', root)).rejects.toThrow(/tidy\.ts imports a module by a computed name/u);
  });

  test('refuses a package that is not locked', async () => {
    await write('stages/normalize/tidy.ts', "export { x as tidy } from 'nowhere';\n");
    await expect(stageFingerprint('normalize', root)).rejects.toThrow(/nowhere is not in package-lock\.json/u);
  });

  test('of normalize in this checkout holds its code, shared code and packages', async () => {
    const { detail } = await stageFingerprint('normalize');
    expect(Object.keys(detail.files)).toEqual(
      expect.arrayContaining(['stages/errors.ts', 'stages/normalize/index.ts', 'stages/text/code-points.ts']),
    );
    expect(Object.keys(detail.files).filter((path) => path.includes('/train/'))).toEqual([]);
    expect(Object.keys(detail.packages)).toContain('node_modules/htmlparser2');
  });
});
