import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import type { Entry } from '../../../activities/batch/listing/entry.ts';
import { sourcesOf } from './raw-root.ts';

/** Bytes of the largest document. */
export const maxBytes = 2000;

/** Bytes that an entry brings, as text. */
export const textOf = ({ raw }: Entry<unknown>) => raw && Buffer.from(raw.bytes).toString();

/** A file of lines, some of them broken. */
export const LINES = [
  JSON.stringify({ id: 'a', text: 'It rained.', key: 'wire:a', url: 'https://paper.example/a' }),
  '',
  'no JSON',
  JSON.stringify({ id: 'b', contentBase64: Buffer.from('<p>Ça va.').toString('base64'), contentType: 'text/html' }),
  JSON.stringify({ id: 'empty', text: '' }),
  JSON.stringify({ id: 'long', text: 'x'.repeat(maxBytes * 6) }),
  JSON.stringify({ text: 'It snowed.' }),
].join('\n');

/** What a listing of those with their bytes gives. */
export function expectLines(entries: Entry<unknown>[], file: string): void {
  expect(sourcesOf(entries).map((source) => source?.slice(file.length))).toEqual([
    '#a',
    '#L3',
    '#b',
    '#L5',
    '#L6',
    '#L7',
  ]);
  const [a, broken, b, , , last] = entries;
  expect(a.document?.input).toEqual({
    rawSha256: a.raw?.sha256,
    origin: `${file}#a`,
    key: 'wire:a',
    contentType: 'text/plain; charset=utf-8',
    url: 'https://paper.example/a',
  });
  expect(broken.document?.input).toEqual({ source: `${file}#L3` });
  expect(b.raw?.contentType).toBe('text/html');
  expect(entries.map(textOf)).toEqual(['It rained.', undefined, '<p>Ça va.', undefined, undefined, 'It snowed.']);
  expect(last.share).toBeGreaterThan(0.9);
}

async function record(
  url: string,
  body: Uint8Array | string,
  headers: Record<string, string>,
  { type = 'response' as const, status = 200, gzip = true, warc = {} as Record<string, string> } = {},
): Promise<Uint8Array> {
  const bytes = Buffer.from(body);
  const made = WARCRecord.create(
    { url, type, statusline: `HTTP/1.1 ${status} OK`, httpHeaders: headers, warcHeaders: warc },
    [bytes],
  );
  return WARCSerializer.serialize(made, { gzip });
}

const html = { 'content-type': 'text/html; charset=utf-8' };

/** A web archive with articles and other things. */
export async function archive(gzip: boolean): Promise<Buffer> {
  const page = (text: string) => `<p>${text}`;
  const chunked = 'a\r\n<p>chunked\r\n1\r\n!\r\n0\r\n\r\n';
  return Buffer.concat([
    await record('https://paper.example/', 'software: test', {}, { type: 'warcinfo' as 'response', gzip }),
    await record('https://paper.example/1', page('one'), html, { gzip }),
    await record('https://paper.example/1', '', {}, { type: 'request' as 'response', gzip }),
    await record('https://paper.example/gone', page('gone'), html, { status: 404, gzip }),
    await record('https://paper.example/pic', 'x'.repeat(100_000), { 'content-type': 'image/png' }, { gzip }),
    await record('https://paper.example/gz', gzipSync(page('gz')), { ...html, 'content-encoding': 'gzip' }, { gzip }),
    await record(
      'https://paper.example/br',
      brotliCompressSync(page('br')),
      { ...html, 'content-encoding': 'br' },
      { gzip },
    ),
    await record(
      'https://paper.example/df',
      deflateRawSync(page('df')),
      { ...html, 'content-encoding': 'deflate' },
      { gzip },
    ),
    await record('https://paper.example/not', page('not'), { ...html, 'content-encoding': 'gzip' }, { gzip }),
    await record('https://paper.example/ch', chunked, { ...html, 'transfer-encoding': 'chunked' }, { gzip }),
    await record('https://paper.example/big', page('x'.repeat(maxBytes)), html, { gzip }),
    await record(
      'https://paper.example/bomb',
      gzipSync(Buffer.alloc(100_000, 'x')),
      { ...html, 'content-encoding': 'gzip' },
      { gzip },
    ),
    await record(
      'urn:page:7',
      'It rained.',
      {},
      { type: 'resource' as 'response', warc: { 'Content-Type': 'text/plain' }, gzip },
    ),
    await record(
      'https://paper.example/wet',
      'It snowed.',
      {},
      { type: 'conversion' as 'response', warc: { 'Content-Type': 'text/plain' }, gzip },
    ),
  ]);
}

/** The articles of that, by their order; undefined are those that are too large. */
export const TEXTS = [
  '<p>one',
  '<p>gz',
  '<p>br',
  '<p>df',
  '<p>not',
  '<p>chunked!',
  undefined,
  undefined,
  'It rained.',
  'It snowed.',
];
