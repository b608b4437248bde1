import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../stages/entities/tagger/model-file.ts';
import { Tagger } from '../../../stages/entities/tagger/tagger.ts';
import { LONGEST_PHRASE } from '../../../stages/entities/tagger/word-lists.ts';
import { DEV_FILES, NAME_LISTS, OWN_TEXTS, SOURCES } from '../../../stages/entities/train/sources.ts';
import { tokenize } from '../../../stages/text/tokens.ts';

const MODEL = new URL('../../../stages/entities/model/', import.meta.url);
const DATA = new URL('../../../../shared/data/entities/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', MODEL), 'utf8'));
const weights = readFileSync(new URL('weights.bin', MODEL));

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('the model', () => {
  it('is the file that its manifest describes', () => {
    expect(weights.length).toBe(manifest.weights.bytes);
    expect(sha256(weights)).toBe(manifest.weights.sha256);
    expect(weights.length).toBeLessThanOrEqual(20_000_000);
  });

  it('is refused where its weights are not those that the manifest describes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-'));
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    const damaged = Buffer.from(weights);
    damaged[damaged.length >> 1] ^= 1;
    for (const [bytes, fault] of [
      [damaged, /weights\.bin has the SHA-256 .*: restore .*, or run npm run train:entities/u],
      [weights.subarray(1), /weights\.bin has \d+ bytes, its manifest says \d+/u],
    ] as const) {
      writeFileSync(join(folder, 'weights.bin'), bytes);
      expect(() => readModel(pathToFileURL(`${folder}/`))).toThrow(fault);
    }
    rmSync(folder, { recursive: true });
  });

  it('says what it was made from, under which licences, and how it scores', () => {
    expect(manifest.data.map(({ file }: { file: string }) => file)).toEqual(
      expect.arrayContaining(SOURCES.map((source) => source.file)),
    );
    for (const { credit } of SOURCES) expect(manifest.credits).toContain(credit);
    expect(Object.keys(manifest.scores)).toEqual(expect.arrayContaining(DEV_FILES));
    expect(manifest.licence).toContain('CC BY-SA 4.0');
    expect(manifest.settings.without).toBeUndefined();
  });

  it('gives each name a probability', () => {
    const { names } = new Tagger(readModel(MODEL)).tag(
      'Ban Ki-moon met Angela Merkel in Geneva on Tuesday .'.split(' '),
    );
    expect(names.length).toBeGreaterThanOrEqual(3);
    for (const { confidence } of names) {
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1.000001);
    }
  });
});

const TRAIN = new URL('../../../stages/entities/train/', import.meta.url);
interface DataUse {
  file: string;
  sha256: string;
}
const isOwn = ({ file }: DataUse): boolean => /^(?:own|corrections|names)\//u.test(file);

it('names the marked texts, corrections and lists of this project as they are', () => {
  const own: DataUse[] = manifest.data.filter(isOwn);
  const files = [...OWN_TEXTS.map((name) => `own/${name}`), ...Object.keys(NAME_LISTS).map((name) => `names/${name}`)];
  expect(own.map(({ file }) => file)).toEqual(expect.arrayContaining(files));
  for (const { file, sha256: hash } of own)
    expect([file, sha256(readFileSync(new URL(file, TRAIN)))]).toEqual([file, hash]);
});

it.each(Object.keys(NAME_LISTS))('%s has a name a line, in order, that is as long as phrases may be', (list) => {
  const names = readFileSync(new URL(`names/${list}`, TRAIN), 'utf8')
    .trimEnd()
    .split('\n');
  expect(names).toEqual([...new Set(names)].sort());
  for (const name of names) {
    expect(name).toMatch(/^[\p{L}\p{N}'’‘][^\t[\]|;:]*$/u);
    expect([name, tokenize(name).length <= LONGEST_PHRASE]).toEqual([name, true]);
  }
});

describe.skipIf(!existsSync(DATA))('its data (skipped where ../shared/data/entities is missing)', () => {
  it('are the files that the manifest names', () => {
    for (const { file, sha256: hash } of manifest.data.filter((use: DataUse) => !isOwn(use)))
      expect([file, sha256(readFileSync(new URL(file, DATA)))]).toEqual([file, hash]);
  });
});
