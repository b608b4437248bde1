import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseJsonLinesSource, readJsonLine } from '../../../activities/sources/json-lines.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copydesk-lines-'));
});
afterAll(() => rm(folder, { recursive: true }));

const LINES = [
  { id: 'a', text: 'It rained.', url: 'https://paper.example/a' },
  {
    id: 7,
    contentBase64: Buffer.from('Ça va.', 'latin1').toString('base64'),
    contentType: 'text/plain; charset=latin1',
  },
  { id: 'L2', text: 'Named like a line.', key: 'wire:1', contentType: 'text/html; charset=latin1' },
].map((line) => JSON.stringify(line));

async function read(content: string | string[], id: string | null, maxBytes = 1000) {
  const path = join(folder, 'x.jsonl');
  await writeFile(path, Array.isArray(content) ? content.join('\n') : content);
  const file = await open(path);
  try {
    const stream = file.createReadStream({ autoClose: false });
    const loaded = await readJsonLine(stream, 'raw/x.jsonl', id, maxBytes);
    return { ...loaded, bytes: Buffer.from(loaded.bytes) };
  } finally {
    await file.close();
  }
}

describe('parseJsonLinesSource', () => {
  test.each([
    ['raw/x.jsonl', { path: 'raw/x.jsonl', id: null }],
    ['raw/X.JSONL#a', { path: 'raw/X.JSONL', id: 'a' }],
    ['raw/x.jsonl#a#b', { path: 'raw/x.jsonl', id: 'a#b' }],
    ['raw/x.jsonl#', { path: 'raw/x.jsonl', id: '' }],
    ['raw/x.jsonl.gz#a', { path: 'raw/x.jsonl.gz', id: 'a' }],
    ['raw/a#b.txt', null],
    ['raw/x.jsonl.txt', null],
  ])('%s', (source, expected) => {
    expect(parseJsonLinesSource(source)).toEqual(expected);
  });
});

describe('readJsonLine', () => {
  test('finds a line by its id', async () => {
    expect(await read(LINES, 'a')).toEqual({
      bytes: Buffer.from('It rained.'),
      source: 'raw/x.jsonl#a',
      contentType: 'text/plain; charset=utf-8',
      url: 'https://paper.example/a',
      key: null,
      fallbackKey: 'https://paper.example/a',
    });
  });

  test('finds one by a number that is its id, and keeps bytes as they are', async () => {
    const { bytes, contentType, fallbackKey } = await read(LINES, '7');
    expect(bytes).toEqual(Buffer.from('Ça va.', 'latin1'));
    expect(contentType).toBe('text/plain; charset=latin1');
    expect(fallbackKey).toBe('raw/x.jsonl#7');
  });

  test('prefers an id to the number of a line; text is UTF-8 whatever its media type says', async () => {
    const { key, contentType } = await read(LINES, 'L2');
    expect(key).toBe('wire:1');
    expect(contentType).toBe('text/html; charset=utf-8');
  });

  test('finds a line by its number, blank lines counted', async () => {
    expect((await read(['', LINES[0], '   ', LINES[1]], 'L4')).source).toBe('raw/x.jsonl#L4');
    expect((await read(`\ufeff${LINES[0]}\r\n${LINES[1]}\r\n`, 'L1')).bytes.toString()).toBe('It rained.');
  });

  test('needs no id for a file with one document', async () => {
    expect((await read(`\n${LINES[0]}\n\n`, null)).source).toBe('raw/x.jsonl');
  });

  test('is not put off by other lines that are broken', async () => {
    expect((await read(['{broken', LINES[0]], 'a')).bytes.toString()).toBe('It rained.');
  });

  test.each<[string, string | string[], string | null, string, RegExp]>([
    ['several documents', LINES, null, 'MultipleDocuments', /"raw\/x\.jsonl#ID"/u],
    ['no document', '\n\n', null, 'EmptyDocument', /holds no document/u],
    ['an id that is not there', LINES, 'b', 'NotFound', /no document "b".*3 lines/u],
    ['a line that is not there', LINES, 'L9', 'NotFound', /no document "L9"/u],
    ['no such id, but a broken line', [LINES[0], '{"id": "b",'], 'b', 'MalformedInput', /line 2 is not JSON/u],
    ['a broken line by its number', [LINES[0], '{"id": "b",'], 'L2', 'MalformedInput', /line 2 .*is not JSON/u],
    ['a line that is no object', ['[1]'], 'L1', 'MalformedInput', /line 1/u],
    ['a line without content', ['{"id":"b"}'], 'b', 'MalformedInput', /needs either "text" or "contentBase64"/u],
    ['a line with both', ['{"id":"b","text":"x","contentBase64":"eA=="}'], 'b', 'MalformedInput', /and not both/u],
    ['base64 that is none', ['{"id":"b","contentBase64":"%%"}'], 'b', 'MalformedInput', /"contentBase64"/u],
    ['text that is a number', ['{"id":"b","text":1}'], 'b', 'MalformedInput', /"text"/u],
    ['text of no length', ['{"id":"b","text":""}'], 'b', 'EmptyDocument', /line 1 of raw\/x\.jsonl is empty/u],
    ['a document that is too large', [JSON.stringify({ id: 'b', text: 'x'.repeat(1001) })], 'b', 'TooLarge', /1001/u],
    ['a line that is too long', [JSON.stringify({ id: 'b', text: 'x'.repeat(7000) })], 'L1', 'TooLarge', /too long/u],
  ])('refuses %s', async (_, content, id, type, message) => {
    await expect(read(content, id)).rejects.toThrow(message);
    await expect(read(content, id)).rejects.toMatchObject({ type });
  });
});
