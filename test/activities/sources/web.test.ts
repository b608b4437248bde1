import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../activities/sources/addresses.ts';
import { FetchFault, type FetchSettings, fetchDocument } from '../../../activities/sources/web.ts';
import { serveWeb } from '../../support/web-server.ts';

const PAGE = '<p>It rained.</p>';
const { origin, port, requests } = await serveWeb({
  '/page': (_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag: '"1"', 'last-modified': 'yesterday' })
      .end(PAGE),
  '/gzip': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(PAGE)),
  '/bomb': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20 * 2 ** 20))),
  '/endless': (_, response) => {
    const timer = setInterval(() => response.write(Buffer.alloc(64 * 1024, 'x')), 1);
    response.on('close', () => clearInterval(timer));
  },
  '/empty': (_, response) => response.writeHead(200).end(),
  '/moved': (_, response) => response.writeHead(301, { location: '/page' }).end(),
  '/round': (_, response) => response.writeHead(302, { location: '/round' }).end(),
  '/to-other-host': (_, response) => response.writeHead(302, { location: `http://127.0.0.2:${port}/page` }).end(),
  '/to-file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/silent': () => undefined,
  '/cut': (_, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('It');
    setTimeout(() => response.destroy(), 20);
  },
  ...Object.fromEntries(
    [401, 403, 410, 418, 429, 451, 500, 503].map((status) => [
      `/status/${status}`,
      (_: unknown, response: import('node:http').ServerResponse) =>
        void response.writeHead(status, { 'retry-after': '7' }).end(),
    ]),
  ),
});

function get(address: string, changes: Partial<FetchSettings> = {}, signal = new AbortController().signal) {
  const settings = {
    maxBytes: 2 ** 20,
    timeout: 5_000,
    userAgent: 'copydesk-test/1',
    isAllowed: () => true,
    ...changes,
  };
  return fetchDocument(address, settings, signal);
}

describe('a fetched document', () => {
  test('comes with what its server says of it', async () => {
    expect(await get(`${origin}/page`)).toEqual({
      bytes: Buffer.from(PAGE),
      contentType: 'text/html; charset=utf-8',
      url: `${origin}/page`,
      etag: '"1"',
      lastModified: 'yesterday',
    });
    expect(requests.at(-1)?.headers['user-agent']).toBe('copydesk-test/1');
  });

  test('is decompressed', async () => {
    expect(Buffer.from((await get(`${origin}/gzip`)).bytes).toString()).toBe(PAGE);
  });

  test('comes from where redirects lead', async () => {
    expect((await get(`${origin}/moved`)).url).toBe(`${origin}/page`);
  });

  test.each<[string, string, RegExp]>([
    ['/gone', 'NotFound', /answered 404 Not Found/u],
    ['/status/410', 'NotFound', /410/u],
    ['/status/401', 'RefusedAddress', /401/u],
    ['/status/403', 'RefusedAddress', /403/u],
    ['/status/418', 'RefusedAddress', /418/u],
    ['/status/451', 'RefusedAddress', /451/u],
    ['/round', 'RefusedAddress', /redirects more than 10 times/u],
    ['/to-file', 'RefusedAddress', /has the scheme file/u],
    ['/empty', 'EmptyDocument', /is empty/u],
    ['/bomb', 'TooLarge', /has more than 1048576 bytes/u],
    ['/endless', 'TooLarge', /has more than 1048576 bytes/u],
  ])('at %s is refused: %s', async (path, type, message) => {
    const failure = get(origin + path);
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toMatchObject({ type });
  });

  test.each([
    'ftp://paper.example/a',
    'file:///etc/passwd',
    'data:text/plain,x',
    'http://',
    'http://ann:pw@paper.example/',
  ])('of %s is refused without a connection', async (address) => {
    await expect(get(address)).rejects.toMatchObject({ type: 'RefusedAddress' });
  });

  test.each([429, 500, 503])('may come later after %d', async (status) => {
    await expect(get(`${origin}/status/${status}`)).rejects.toMatchObject({ name: 'FetchFault', retryAfter: 7_000 });
  });

  test.each(['http://127.0.0.1:1/', `http://127.0.0.1:9/page`, 'http://nowhere.invalid/'])(
    'may come later when %s cannot be reached',
    async (address) => {
      await expect(get(address)).rejects.toThrow(FetchFault);
    },
  );

  test('may come later when the connection breaks off', async () => {
    await expect(get(`${origin}/cut`)).rejects.toThrow(FetchFault);
  });

  test('may come later when the server takes too long', async () => {
    await expect(get(`${origin}/silent`, { timeout: 100 })).rejects.toThrow(/took longer than 100 ms/u);
  });

  test('is given up when its activity is cancelled', async () => {
    const reason = new Error('cancelled');
    const controller = new AbortController();
    const fetching = get(`${origin}/silent`, {}, controller.signal);
    controller.abort(reason);
    await expect(fetching).rejects.toBe(reason);
  });
});

describe('addresses in private networks', () => {
  const only = (address: string) => ({ isAllowed: (found: string) => found === address });

  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://localhost/',
  ])('%s is refused', async (address) => {
    const started = requests.length;
    const url = new URL(address);
    if (url.port === '') url.port = String(port);
    const failure = get(url.href, { isAllowed: isPublicAddress });
    await expect(failure).rejects.toMatchObject({ type: 'RefusedAddress' });
    await expect(failure).rejects.toThrow(/set COPYDESK_ALLOW_PRIVATE_ADDRESSES=true/u);
    expect(requests.length).toBe(started);
  });

  test.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:93.184.215.14'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test('are refused after a redirect too', async () => {
    const before = requests.length;
    await expect(get(`${origin}/to-other-host`, only('127.0.0.1'))).rejects.toMatchObject({ type: 'RefusedAddress' });
    expect(requests.slice(before).map(({ url }) => url)).toEqual(['/to-other-host']);
    expect((await get(`${origin}/to-other-host`)).url).toBe(`http://127.0.0.2:${port}/page`);
  });

  test('are refused by what a name leads to', async () => {
    await expect(get(`http://localhost:${port}/page`, { isAllowed: () => false })).rejects.toThrow(
      /the host localhost \((?:127\.0\.0\.1|::1)\) is on this machine/u,
    );
    const named = get(`http://localhost:${port}/page`, only('127.0.0.1'));
    expect(Buffer.from((await named).bytes).toString()).toBe(PAGE);
  });
});
