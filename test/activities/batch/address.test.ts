import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { listAddress } from '../../../activities/batch/listing/address.ts';
import type { ContainerPosition } from '../../../activities/batch/listing/containers.ts';
import { serveWeb } from '../../support/web-server.ts';
import { archive, expectLines, LINES, maxBytes, TEXTS, textOf } from './fixtures.ts';
import { all, inPages } from './raw-root.ts';

const settings = { maxBytes, timeout: 5000, userAgent: 'copydesk-test', isAllowed: () => true };
const { signal } = new AbortController();

function answer(bytes: Buffer, { ranges = true, etag = '"1"' } = {}) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const [, start] = /^bytes=(\d+)-$/u.exec(request.headers.range ?? '') ?? [];
    const headers = { etag, 'content-type': 'application/octet-stream' };
    if (start === undefined || !ranges) {
      return void response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes);
    }
    const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
    response.writeHead(206, { ...headers, 'content-range': range }).end(bytes.subarray(Number(start)));
  };
}

const lines = Buffer.from(LINES);
const warc = await archive(true);
const { origin, pages, requests } = await serveWeb({
  '/x.jsonl': answer(lines),
  '/x.jsonl?token=1': answer(lines),
  '/x.jsonl.gz': answer(gzipSync(lines)),
  '/no-ranges/x.jsonl': answer(lines, { ranges: false }),
  '/x.warc.gz': answer(warc),
  '/no-ranges/x.warc.gz': answer(warc, { ranges: false }),
  '/moved.jsonl': (_, response) => void response.writeHead(302, { location: '/x.jsonl' }).end(),
  '/busy.jsonl': (_, response) => void response.writeHead(503, { 'retry-after': '7' }).end(),
  '/cut.jsonl': (_, response) => {
    response.writeHead(200, { 'content-length': '100000' }).write(LINES);
    setTimeout(() => response.destroy(), 20);
  },
});
const listUrl = (path: string, from: ContainerPosition | null = null) =>
  listAddress(origin + path, from, settings, signal);

describe('an address', () => {
  test.each(['/x.jsonl', '/x.jsonl.gz', '/no-ranges/x.jsonl', '/moved.jsonl', '/x.jsonl?token=1'])(
    '%s of lines is listed with its documents, and goes on after any page',
    async (path) => {
      const whole = await all(listUrl(path));
      expectLines(whole, origin + path);
      for (const size of [1, 2, 5]) {
        const entries = await inPages((from: ContainerPosition | null) => listUrl(path, from), size);
        expect(entries.map(({ document }) => document)).toEqual(whole.map(({ document }) => document));
      }
    },
  );

  test.each(['/x.warc.gz', '/no-ranges/x.warc.gz'])('%s of a web archive is listed the same way', async (path) => {
    const whole = await all(listUrl(path));
    expect(whole.filter(({ document }) => document).map(textOf)).toEqual(TEXTS);
    const before = requests.length;
    const entries = await inPages((from: ContainerPosition | null) => listUrl(path, from), 5);
    expect(entries.map(({ document }) => document)).toEqual(whole.map(({ document }) => document));
    // Two pages go on in the middle; before the first, it is tried whether that can be done.
    expect(requests.slice(before).filter(({ headers }) => headers.range).length).toBe(3);
  });

  test('that gives something else for the next page is not mixed with it', async () => {
    pages.set('/changing.jsonl', answer(lines));
    const [first] = await all(listUrl('/changing.jsonl'));
    pages.set('/changing.jsonl', answer(lines, { etag: '"2"' }));
    await expect(all(listUrl('/changing.jsonl', first.position))).rejects.toMatchObject({ type: 'SourceChanged' });
  });

  test.each([
    ['/page.html', { type: 'MalformedInput' }],
    ['/gone.jsonl', { type: 'NotFound' }],
    ['/busy.jsonl', { name: 'FetchFault', retryAfter: 7000 }],
    ['/cut.jsonl', { name: 'FetchFault' }],
  ])('%s is refused', async (path, failure) => {
    await expect(all(listUrl(path))).rejects.toMatchObject(failure);
  });

  test('in a private network is refused', async () => {
    const guarded = { ...settings, isAllowed: () => false };
    const listing = listAddress(`${origin}/x.jsonl`, null, guarded, signal);
    await expect(all(listing)).rejects.toMatchObject({ type: 'RefusedAddress' });
  });

  test('is left alone when its activity is cancelled', async () => {
    pages.set('/endless.jsonl', (_, response) => void response.writeHead(200).write(`${LINES}\n`));
    const controller = new AbortController();
    const listing = listAddress(`${origin}/endless.jsonl`, null, settings, controller.signal);
    await listing.next();
    controller.abort(new Error('cancelled'));
    await expect(all(listing)).rejects.toThrow('cancelled');
  });
});
