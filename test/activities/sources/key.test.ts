import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { mediaTypeOf } from '../../../activities/sources/file.ts';
import { documentKey } from '../../../activities/sources/key.ts';
import { normalize } from '../../../stages/normalize/index.ts';
import { htmlPage } from '../../support/web-server.ts';

function page(canonical: string): Uint8Array {
  return Buffer.from(htmlPage('Rain', ['It rained.'], `<link rel="canonical" href="${canonical}">`));
}

const HTML = { source: 'raw/a.html', contentType: 'text/html', url: null, key: null, fallbackKey: 'raw/a.html' };
const ADDRESS = 'https://www.paper.example/2025/rain';

describe('a document’s key', () => {
  test.each([
    ['is the sender’s', { ...HTML, key: 'mine' }, ADDRESS, 'mine'],
    ['is the address that its page names', HTML, ADDRESS, ADDRESS],
    ['is that also for a page of the same site', { ...HTML, url: 'https://m.paper.example/rain' }, ADDRESS, ADDRESS],
    ['is not what a page of another site names', { ...HTML, url: 'https://copy.example/rain' }, ADDRESS, 'raw/a.html'],
    ['is not an address that is too long', HTML, `https://paper.example/${'a'.repeat(3000)}`, 'raw/a.html'],
  ])('%s', (_, loaded, canonical, key) => {
    expect(documentKey({ ...loaded, bytes: page(canonical) })).toBe(key);
  });

  test('is the same where the document was normalised already', async () => {
    const folder = new URL('../../../raw/', import.meta.url);
    const named = new Set<string>();
    for (const name of (await readdir(folder)).filter((each) => !each.endsWith('.jsonl'))) {
      const bytes = await readFile(new URL(name, folder));
      const loaded = { ...HTML, bytes, contentType: mediaTypeOf(name), fallbackKey: name };
      const key = documentKey(loaded, normalize({ bytes, contentType: loaded.contentType ?? undefined }));
      expect(key).toBe(documentKey(loaded));
      named.add(key);
    }
    // The beginning of a long page decides, whatever the rest of it names.
    const canonical = `<link rel="canonical" href="${ADDRESS}">`;
    const bytes = Buffer.from(`<p>It rained.</p>${' '.repeat(600 * 1024)}${canonical}`);
    const long = { ...HTML, bytes };
    expect(documentKey(long, { canonicalUrl: ADDRESS })).toBe(documentKey(long));
    expect([...named].some((key) => key.startsWith('https:'))).toBe(true);
  });

  test('is where it came from when the document names none', () => {
    expect(documentKey({ ...HTML, bytes: Buffer.from('It rained.'), contentType: 'text/plain' })).toBe('raw/a.html');
  });
});
