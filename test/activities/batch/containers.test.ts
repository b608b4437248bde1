import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type FilePosition, listRawFiles } from '../../../activities/batch/listing/raw-files.ts';
import { fileBytes } from '../../../activities/sources/bytes.ts';
import { openRawFile } from '../../../activities/sources/file.ts';
import { loadPart, parsePart } from '../../../activities/sources/part.ts';
import { archive, expectLines, LINES, maxBytes, TEXTS, textOf } from './fixtures.ts';
import { addFile, all, inPages, rawRootWith, sourcesOf } from './raw-root.ts';

const rawRoot = await rawRootWith({});
const list = (source: string, from: FilePosition | null = null) => listRawFiles(source, from, { rawRoot, maxBytes });

describe('a compressed file of lines', () => {
  test('is listed with its documents, and goes on after any page', async () => {
    await addFile(rawRoot, 'x.jsonl.gz', gzipSync(LINES));
    const whole = await all(list('raw/x.jsonl.gz'));
    expectLines(whole, 'raw/x.jsonl.gz');
    for (let size = 1; size <= 7; size += 1) {
      const entries = await inPages((from: FilePosition | null) => list('raw/x.jsonl.gz', from), size);
      expect(entries.map(({ document }) => document)).toEqual(whole.map(({ document }) => document));
    }
  });

  test('that is damaged says so', async () => {
    await addFile(rawRoot, 'cut.jsonl.gz', gzipSync(LINES.repeat(50)).subarray(0, 200));
    await expect(all(list('raw/cut.jsonl.gz'))).rejects.toMatchObject({ type: 'MalformedInput', message: /damaged/u });
    await addFile(rawRoot, 'no.jsonl.gz', LINES);
    await expect(all(list('raw/no.jsonl.gz'))).rejects.toMatchObject({ type: 'MalformedInput', message: /damaged/u });
  });

  test('has documents that can be read alone', async () => {
    await addFile(rawRoot, 'y.jsonl.gz', gzipSync(LINES));
    expect(await readPart('raw/y.jsonl.gz#b')).toMatchObject({ source: 'raw/y.jsonl.gz#b', contentType: 'text/html' });
    await expect(readPart('raw/y.jsonl.gz#L3')).rejects.toMatchObject({ type: 'MalformedInput' });
    await expect(readPart('raw/y.jsonl.gz#L6')).rejects.toMatchObject({ type: 'TooLarge' });
    await expect(readPart('raw/y.jsonl.gz#L5')).rejects.toMatchObject({ type: 'EmptyDocument' });
  });
});

/** Reads one document as a run of its own does. */
async function readPart(source: string) {
  const part = parsePart(source);
  if (!part) throw new Error(`${source} names no part`);
  const { file } = await openRawFile(part.path, rawRoot);
  try {
    return await loadPart(fileBytes(file, part.path), part, maxBytes);
  } finally {
    await file.close();
  }
}

describe.each([
  ['records compressed one by one', 'each.warc.gz', await archive(true)],
  ['no compression', 'plain.warc', await archive(false)],
  ['compression as a whole', 'whole.warc.gz', gzipSync(await archive(false))],
])('a web archive with %s', (_, name, bytes) => {
  const source = `raw/${name}`;

  test('is listed with its articles, and goes on after any page', async () => {
    await addFile(rawRoot, name, bytes);
    const whole = await all(list(source));
    const documents = whole.filter(({ document }) => document !== null);
    expect(whole.length - documents.length).toBe(4);
    expect(documents.map(textOf)).toEqual(TEXTS);
    expect(documents[0].document?.input).toMatchObject({
      url: 'https://paper.example/1',
      contentType: 'text/html; charset=utf-8',
      origin: expect.stringMatching(/^raw\/\w+\.warc(?:\.gz)?#[\d.]+$/u),
    });
    expect(documents[8].document?.input).toMatchObject({ key: 'urn:page:7', contentType: 'text/plain' });
    expect(new Set(sourcesOf(documents)).size).toBe(documents.length);
    for (let size = 1; size <= whole.length + 1; size += 1) {
      const entries = await inPages((from: FilePosition | null) => list(source, from), size);
      expect(entries.map(({ document }) => document)).toEqual(whole.map(({ document }) => document));
    }
  });

  test('has articles that can be read alone', async () => {
    await addFile(rawRoot, name, bytes);
    for (const entry of (await all(list(source))).filter(({ document }) => document !== null)) {
      const reading = readPart(entry.document?.source ?? '');
      if (entry.raw) expect(Buffer.from((await reading).bytes).toString()).toBe(textOf(entry));
      else await expect(reading).rejects.toMatchObject({ type: 'TooLarge' });
    }
  });

  test('that ends in the middle says so', async () => {
    await addFile(rawRoot, `cut-${name}`, bytes.subarray(0, bytes.length - 300));
    await expect(all(list(`raw/cut-${name}`))).rejects.toMatchObject({ type: 'MalformedInput' });
  });
});

test('what is no web archive says so', async () => {
  await addFile(rawRoot, 'no.warc.gz', 'It rained.\r\n\r\nIt snowed.\r\n\r\n');
  await expect(all(list('raw/no.warc.gz'))).rejects.toMatchObject({
    type: 'MalformedInput',
    message: /no web archive/u,
  });
});

test('100,000 lines take no more memory than one', { timeout: 120_000 }, async () => {
  const text = 'It rained all day in Lower Venn, said Ann Lee. '.repeat(10);
  const path = join(rawRoot, 'many.jsonl');
  await pipeline(function* () {
    for (let id = 0; id < 100_000; id += 1) yield `${JSON.stringify({ id, text })}\n`;
  }, createWriteStream(path));
  await pipeline(
    async function* () {
      yield await readFile(path);
    },
    createGzip({ level: 1 }),
    createWriteStream(`${path}.gz`),
  );
  for (const source of ['raw/many.jsonl', 'raw/many.jsonl.gz']) {
    let count = 0;
    let most = 0;
    const before = process.memoryUsage.rss();
    for await (const { share } of list(source)) {
      count += 1;
      if (count % 1000 === 0) most = Math.max(most, process.memoryUsage.rss() - before);
      if (count === 50_000 && !source.endsWith('.gz')) expect(share).toBeCloseTo(0.5, 1);
    }
    expect(count).toBe(100_000);
    // The file has 50 MB; the garbage of some thousand lines is allowed.
    expect(most / 2 ** 20).toBeLessThan(100);
  }
});
