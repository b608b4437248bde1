import { describe, expect, test } from 'vitest';
import { documentKey } from '../../../activities/sources/key.ts';
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

  test('is where it came from when the document names none', () => {
    expect(documentKey({ ...HTML, bytes: Buffer.from('It rained.'), contentType: 'text/plain' })).toBe('raw/a.html');
  });
});
