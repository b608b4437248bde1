import { request } from 'node:http';
import { expect, test } from 'vitest';
import { type ReaderOptions, startReader } from '../../../app/reader/server.ts';
import { BRIDGE } from '../../db/article.ts';
import { ingest } from '../../db/ingest.ts';
import { atEnd } from '../../support/clean-up.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const { db, url: databaseUrl } = await createTestDatabase();

async function serve(changes: Partial<ReaderOptions> = {}): Promise<{ url: string; warnings: string[] }> {
  const warnings: string[] = [];
  const { url, stop } = await startReader({
    databaseUrl,
    host: '127.0.0.1',
    port: undefined,
    temporalUi: 'https://temporal.example/',
    namespace: 'default',
    taskQueue: 'copydesk',
    onWarning: (message) => warnings.push(message),
    ...changes,
  });
  atEnd(stop);
  return { url, warnings };
}

/** As a browser asks that was led here under some name. */
function askAs(host: string, address: string): Promise<number | undefined> {
  return new Promise((done, fail) => {
    request(address, { headers: { host } }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    })
      .on('error', fail)
      .end();
  });
}

test('serves the pages, their scripts and styles, and links to the Temporal UI', async () => {
  await ingest(db, { key: 'bridge', told: BRIDGE });
  const { url, warnings } = await serve();
  expect(await (await fetch(url)).text()).toContain('Bridge to close');
  expect((await fetch(`${url}/assets/style.css`)).headers.get('content-type')).toBe('text/css; charset=utf-8');
  const { headers } = await fetch(`${url}/assets/search.js`);
  const again = await fetch(`${url}/assets/search.js`, { headers: { 'if-none-match': headers.get('etag') as string } });
  expect(again.status).toBe(304);
  expect(await (await fetch(`${url}/runs`)).text()).toContain('href="https://temporal.example/namespaces/default/');
  expect(warnings).toEqual([]);
});

test('answers on loopback only to names of this machine', async () => {
  const { url } = await serve();
  const { port } = new URL(url);
  for (const host of ['localhost', `localhost:${port}`, `127.0.0.1:${port}`, '[::1]', 'reader.localhost:80']) {
    expect([host, await askAs(host, url)]).toEqual([host, 200]);
  }
  for (const host of ['evil.example', `evil.example:${port}`, 'localhost.evil.example', '127.0.0.1.evil.example']) {
    expect([host, await askAs(host, url)]).toEqual([host, 421]);
  }
});

test('warns where others can reach it, and answers them', async () => {
  const { url, warnings } = await serve({ host: '0.0.0.0' });
  expect(warnings).toEqual([expect.stringMatching(/^http:\/\/0\.0\.0\.0:\d+ is open to all .*no login/u)]);
  expect(await askAs('news.example', url.replace('0.0.0.0', '127.0.0.1'))).toBe(200);
});

test('takes the port that is asked for, or says that it is taken', async () => {
  const { port } = new URL((await serve()).url);
  await expect(serve({ port: Number(port) })).rejects.toThrow(`The reader cannot listen on 127.0.0.1, port ${port}: `);
});
