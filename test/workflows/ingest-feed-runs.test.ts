import { exec } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { FeedProgress } from '../../workflows/messages.ts';
import { startEagerTemporal } from '../support/eager-temporal.ts';
import { rss, runFeed, serveArticle, serveWithEtag, startFeed } from '../support/feed.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, runWorker } from '../support/temporal.ts';
import { serveWeb } from '../support/web-server.ts';

const run = promisify(exec);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Events after which this file's own server suggests to continue as new. */
const SUGGESTED = 20;
/** Milliseconds between two requests to a host. */
const INTERVAL = 250;

const { db } = await createTestDatabase({ maxConnections: 20 });
const ingest = { ...(await createTestIngest()), ...(await startEagerTemporal(SUGGESTED)), taskQueue: 'copydesk' };
// Two, which know nothing of one another.
await runWorker(ingest, db, { sources: { hostInterval: INTERVAL } });
await runWorker(ingest, db, { sources: { hostInterval: INTERVAL } });

/** Serves pages that are no articles: too little to read takes no time. */
function serveNotes(server: Awaited<ReturnType<typeof serveWeb>>, prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const path = `/${prefix}/${i}`;
    server.pages.set(path, (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end(`Note ${i} of ${prefix}.`),
    );
    return `${server.origin}${path}`;
  });
}

describe('feeds', { timeout: 90_000 }, () => {
  test('of one host keep its interval together, over two runs and two workers', async () => {
    const times: number[] = [];
    const server = await serveWeb();
    for (const name of ['one', 'two']) {
      const links = serveNotes(server, name, 5);
      for (const link of links) {
        const { pathname } = new URL(link);
        const page = server.pages.get(pathname);
        server.pages.set(pathname, (request, response) => {
          times.push(Date.now());
          page?.(request, response);
        });
      }
      serveWithEtag(server, `/${name}.xml`, () => rss(links.map((link) => ({ link }))));
    }
    const start = Date.now();
    const started = await Promise.all(
      ['one', 'two'].map((name) => startFeed(ingest, { url: `${server.origin}/${name}.xml`, concurrency: 10 })),
    );
    for (const feed of started) expect(await feed.result()).toMatchObject({ new: 5, published: 5 });
    expect(times).toHaveLength(10);
    // However late a request is, none comes before the time that was reserved for it: the first not before the start.
    for (const [i, time] of times.sort((a, b) => a - b).entries()) {
      expect(time - start, `request ${i}`).toBeGreaterThan(i * INTERVAL - 50);
    }
  });

  test('wait as long as robots.txt asks for', async () => {
    const server = await serveWeb({
      '/robots.txt': (_, response) =>
        response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nCrawl-delay: 1\n'),
    });
    const links = serveNotes(server, 'delayed', 3);
    serveWithEtag(server, '/rss', () => rss(links.map((link) => ({ link }))));
    const start = performance.now();
    expect(await runFeed(ingest, { url: `${server.origin}/rss` })).toMatchObject({ published: 3 });
    expect(performance.now() - start).toBeGreaterThan(2000);
  });

  test('with many items go on as new, with all counts', async () => {
    const server = await serveWeb({
      '/robots.txt': (_, response) =>
        response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /private/\n'),
    });
    const links = [
      ...serveNotes(server, 'many', 2),
      ...serveNotes(server, 'private', 46),
      ...serveNotes(server, 'last', 2),
    ];
    serveWithEtag(server, '/rss', () => rss(links.map((link) => ({ link }))));
    const feed = await startFeed(ingest, { url: `${server.origin}/rss`, maxItems: 49 });
    const counts = { feed: 'read', items: 50, new: 3, published: 3, skipped: 46, left: 1, underWay: 0 };
    expect(await feed.result()).toMatchObject(counts);
    const { runId } = await ingest.client.workflow.getHandle(feed.workflowId).describe();
    expect(runId).not.toBe(feed.firstExecutionRunId);
  });
});

describe('the commands of docs/feeds.md', { timeout: 180_000 }, () => {
  test('make, trigger, pause, backfill and delete a schedule', async () => {
    const server = await serveWeb();
    const links = ['one', 'two'].map((name) => serveArticle(server, `scheduled-${name}`, 'one million'));
    serveWithEtag(server, '/rss.xml', () => rss(links.map((link) => ({ link }))));
    const page = await readFile(join(ROOT, 'docs/feeds.md'), 'utf8');
    const [, block] = /```sh\n(.*?)```/su.exec(page) as RegExpExecArray;
    const commands = block.trim().split('\n');
    const execute = async (word: string) => {
      const command = commands.find((each) => each.includes(word)) as string;
      const local = command.replace('https://paper.example', server.origin);
      return run(local, { cwd: ROOT, env: { ...process.env, TEMPORAL_ADDRESS: ingest.address } });
    };
    const schedule = ingest.client.schedule.getHandle('feed-paper');
    const results = async (): Promise<FeedProgress[]> => {
      const ended: FeedProgress[] = [];
      for await (const { workflowId, runId, status } of ingest.client.workflow.list({
        query: `WorkflowId STARTS_WITH 'feed-paper'`,
      })) {
        if (status.name !== 'COMPLETED') continue;
        ended.push((await ingest.client.workflow.getHandle(workflowId, runId).result()) as FeedProgress);
      }
      return ended;
    };

    await execute('schedule create');
    expect((await schedule.describe()).policies.overlap).toBe('SKIP');
    await execute('schedule trigger');
    await expect.poll(results, { timeout: 60_000 }).toMatchObject([{ feed: 'read', new: 2, published: 2 }]);
    expect((await execute('schedule describe')).stdout).toContain('ingestFeed');
    await execute('--pause');
    expect((await schedule.describe()).state).toMatchObject({ paused: true, note: 'the paper moves its site' });
    await execute('--unpause');
    expect((await schedule.describe()).state).toMatchObject({ paused: false });
    await execute('schedule backfill');
    // 06:00, 06:10 … 07:00.
    await expect
      .poll(async () => (await results()).length, { timeout: 60_000, interval: 500 })
      .toBeGreaterThanOrEqual(7);
    expect((await results()).filter(({ feed }) => feed === 'unchanged').length).toBeGreaterThanOrEqual(6);
    await execute('schedule delete');
    await expect(schedule.describe()).rejects.toThrow();
    expect(commands).toHaveLength(7);
  });
});
