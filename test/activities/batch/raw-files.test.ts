import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FilePosition, listRawFiles } from '../../../activities/batch/listing/raw-files.ts';
import { addFile, all, inPages, rawRootWith, sourcesOf } from './raw-root.ts';

const maxBytes = 1000;
const line = (id: string) => JSON.stringify({ id, text: `It rained in ${id}.` });

const rawRoot = await rawRootWith({
  'b.txt': 'It rained.',
  'a/2.html': '<p>It rained.',
  'a/10.html': '<p>It rained.',
  'a/deep/x.txt': 'It rained.',
  'a.txt': 'It rained.',
  'news.jsonl': [line('one'), '', 'no JSON', line('three')].join('\n'),
  'c/[odd].txt': 'It rained.',
  'empty.jsonl': '\n',
  '.hidden.txt': 'It rained.',
  '.git/config.txt': 'no',
  'cafe\u0301/ä b.txt': 'It rained.',
});
await symlink(join(rawRoot, 'a'), join(rawRoot, 'loop'));
await symlink(join(rawRoot, 'missing'), join(rawRoot, 'nowhere.txt'));
await symlink('/etc', join(rawRoot, 'outside'));

const list = (source: string, from: FilePosition | null = null) => listRawFiles(source, from, { rawRoot, maxBytes });

const ALL = [
  'raw/a.txt',
  'raw/a/10.html',
  'raw/a/2.html',
  'raw/a/deep/x.txt',
  'raw/b.txt',
  'raw/c/[odd].txt',
  'raw/cafe\u0301/ä b.txt',
  'raw/empty.jsonl',
  'raw/news.jsonl#one',
  'raw/news.jsonl#L3',
  'raw/news.jsonl#three',
  'raw/nowhere.txt',
].sort((a, b) => (topName(a) < topName(b) ? -1 : topName(a) > topName(b) ? 1 : 0));

function topName(source: string): string {
  return source.split('/')[1].replace(/#.*/u, '');
}

describe('listing the raw root', () => {
  test.each(['raw', 'raw/', 'raw/a/..'])(
    '%s gives its files in the order of names, and the lines of files',
    async (source) => {
      expect(sourcesOf(await all(list(source)))).toEqual(ALL);
    },
  );

  test.each([
    ['raw/a', ['raw/a/10.html', 'raw/a/2.html', 'raw/a/deep/x.txt']],
    ['raw/a/', ['raw/a/10.html', 'raw/a/2.html', 'raw/a/deep/x.txt']],
    ['raw/**/*.html', ['raw/a/10.html', 'raw/a/2.html']],
    ['raw/a/*', ['raw/a/10.html', 'raw/a/2.html']],
    ['raw/{a,c}/**', ['raw/a/10.html', 'raw/a/2.html', 'raw/a/deep/x.txt', 'raw/c/[odd].txt']],
    ['raw/c/[odd].txt', ['raw/c/[odd].txt']],
    ['raw/b.txt', ['raw/b.txt']],
    ['raw/*.jsonl', ['raw/empty.jsonl', 'raw/news.jsonl#one', 'raw/news.jsonl#L3', 'raw/news.jsonl#three']],
    ['raw/*.pdf', []],
  ])('%s gives what it names', async (source, expected) => {
    expect(sourcesOf(await all(list(source)))).toEqual(expected);
  });

  test('goes on after any page as if there had been none', async () => {
    const whole = await all(list('raw'));
    for (let size = 1; size <= whole.length + 1; size += 1) {
      expect(await inPages((from: FilePosition | null) => list('raw', from), size)).toEqual(whole);
    }
  });

  test('goes on after any page of any folder', async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-c]{1,2}(?:\/[a-cäZ ~-]{1,3}){0,2}\.(?:txt|jsonl)$/u), {
      minLength: 1,
      maxLength: 12,
      // A name is either a file's or a folder's.
      selector: (name) => name.replace(/\.\w+$/u, ''),
    });
    await fc.assert(
      fc.asyncProperty(names, fc.integer({ min: 1, max: 5 }), async (files, size) => {
        const content = (name: string) => (name.endsWith('.jsonl') ? `${line('1')}\n${line('2')}\n` : 'It rained.');
        const root = await rawRootWith(Object.fromEntries(files.map((name) => [name, content(name)])));
        const listAll = (from: FilePosition | null) => listRawFiles('raw', from, { rawRoot: root, maxBytes });
        const whole = await all(listAll(null));
        expect(await inPages(listAll, size)).toEqual(whole);
        expect(new Set(sourcesOf(whole)).size).toBe(whole.length);
        expect(whole.length).toBe(files.length + files.filter((name) => name.endsWith('.jsonl')).length);
        const shares = whole.map(({ share }) => share as number);
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
        expect(shares.at(-1)).toBe(1);
      }),
      { numRuns: 50 },
    );
  });

  test('tells where the lines of a file lie', async () => {
    const items = (await all(list('raw/news.jsonl'))).map(({ document }) => document?.input);
    const first = Buffer.byteLength(line('one'));
    expect(items).toEqual([
      { file: 'raw/news.jsonl', line: 1, offset: 0, length: first },
      { file: 'raw/news.jsonl', line: 3, offset: first + 2, length: 7 },
      { file: 'raw/news.jsonl', line: 4, offset: first + 10, length: Buffer.byteLength(line('three')) },
    ]);
  });

  test.each([
    ['raw/missing', 'NotFound'],
    ['raw/missing/*.txt', 'NotFound'],
    ['raw/outside', 'OutsideRawRoot'],
    ['raw/../etc', 'OutsideRawRoot'],
    ['/etc', 'OutsideRawRoot'],
    ['a', 'MalformedInput'],
    ['**/*.txt', 'MalformedInput'],
  ])('%s is refused: %s', async (source, type) => {
    await expect(all(list(source))).rejects.toMatchObject({ type });
  });

  test('ends with SourceChanged when a file is another between two pages', async () => {
    const root = await rawRootWith({ 'x.jsonl': `${line('1')}\n${line('2')}\n` });
    const listFile = (from: FilePosition | null) => listRawFiles('raw/x.jsonl', from, { rawRoot: root, maxBytes });
    const [first] = await all(listFile(null));
    await addFile(root, 'x.jsonl', `${line('1')}\n${line('2')}\n${line('3')}\n`);
    await expect(all(listFile(first.position))).rejects.toMatchObject({ type: 'SourceChanged', nonRetryable: true });
  });
});
