import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { feedProgressQuery } from '../../workflows/messages.ts';
import { rss, runFeed, serveArticle, serveWithEtag, startFeed } from '../support/feed.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, failureOf, runWorker } from '../support/temporal.ts';
import { serveWeb } from '../support/web-server.ts';

const { db } = await createTestDatabase();
const ingest = await createTestIngest();
await runWorker(ingest, db);

const itemsOf = (url: string) =>
  db
    .selectFrom('feed_items as i')
    .innerJoin('feeds as f', 'f.id', 'i.feed_id')
    .leftJoin('documents as d', 'd.id', 'i.document_id')
    .select(['i.url', 'i.state', 'i.reason', 'd.key', 'd.current_version'])
    .where('f.url', '=', url)
    .orderBy('i.item')
    .execute();

describe('a feed served locally', () => {
  test('gives all items first, none when nothing changed for one request, and an edited one as version 2', async () => {
    const server = await serveWeb();
    const links = ['alder', 'birch', 'cedar'].map((name) => serveArticle(server, name, 'two million'));
    let feed = rss(links.map((link, i) => ({ link, date: `Tue, 0${i + 1} Mar 2026 10:00:00 GMT` })));
    serveWithEtag(server, '/rss', () => feed);
    const url = `${server.origin}/rss`;

    expect(await runFeed(ingest, { url })).toMatchObject({
      status: 'completed',
      feed: 'read',
      format: 'rss',
      items: 3,
      new: 3,
      changed: 0,
      published: 3,
      failed: 0,
      skipped: 0,
      left: 0,
      underWay: 0,
    });
    expect(server.requests.map((request) => request.url).sort()).toEqual([
      '/a/alder',
      '/a/birch',
      '/a/cedar',
      '/robots.txt',
      '/rss',
    ]);
    expect(server.requests.every(({ headers }) => headers['user-agent'] === 'copydesk-test')).toBe(true);

    server.requests.length = 0;
    expect(await runFeed(ingest, { url })).toMatchObject({
      feed: 'unchanged',
      items: 3,
      new: 0,
      changed: 0,
      published: 0,
    });
    expect(server.requests.map((request) => request.url)).toEqual(['/rss']);

    // Other bytes of the feed that say the same.
    feed = `${feed}<!-- made again -->`;
    expect(await runFeed(ingest, { url })).toMatchObject({ feed: 'read', items: 3, new: 0, changed: 0 });
    expect(server.requests.map((request) => request.url)).toEqual(['/rss', '/rss']);

    serveArticle(server, 'birch', 'three million');
    feed = rss(links.map((link, i) => ({ link, date: `Tue, 0${i === 1 ? 9 : i + 1} Mar 2026 10:00:00 GMT` })));
    server.requests.length = 0;
    expect(await runFeed(ingest, { url })).toMatchObject({ feed: 'read', new: 0, changed: 1, published: 1 });
    expect(server.requests.map((request) => request.url)).toEqual(['/rss', '/a/birch']);
    expect(await itemsOf(url)).toEqual(
      links.map((link, i) => ({
        url: link,
        state: 'taken',
        reason: null,
        key: link,
        current_version: i === 1 ? 2 : 1,
      })),
    );
  });

  test.each<[string, (links: string[]) => string]>([
    [
      'atom',
      (links) =>
        `<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><id>urn:p</id><updated>2026-03-01T00:00:00Z</updated>${links.map((link) => `<entry><id>urn:${link}</id><title>t</title><updated>2026-03-01T00:00:00Z</updated><link href="${link}"/></entry>`).join('')}</feed>`,
    ],
    [
      'json',
      (links) =>
        JSON.stringify({
          version: 'https://jsonfeed.org/version/1.1',
          title: 'P',
          items: links.map((link) => ({ id: link, url: link, content_text: 't' })),
        }),
    ],
    [
      'sitemap',
      (links) =>
        `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${links.map((link) => `<url><loc>${link}</loc><news:news><news:publication_date>2026-03-01</news:publication_date><news:title>t</news:title></news:news></url>`).join('')}</urlset>`,
    ],
  ])('may be %s', async (format, make) => {
    const server = await serveWeb();
    const links = ['elm', 'fir'].map((name) => serveArticle(server, `${name}-${format}`, 'one million'));
    serveWithEtag(server, '/feed', () => make(links));
    const url = `${server.origin}/feed`;
    expect(await runFeed(ingest, { url })).toMatchObject({ format, items: 2, new: 2, published: 2 });
    expect(await runFeed(ingest, { url })).toMatchObject({ feed: 'unchanged', new: 0 });
  });

  test('may be an index of sitemaps, of which only those that changed are read again', async () => {
    const server = await serveWeb();
    const links = ['gale', 'hail', 'iris'].map((name) => serveArticle(server, name, 'one million'));
    const sitemap = (...locs: string[]) =>
      `<urlset>${locs.map((loc) => `<url><loc>${loc}</loc></url>`).join('')}</urlset>`;
    let second = sitemap(links[1]);
    let lastmod = '2026-03-02';
    serveWithEtag(server, '/one.xml', () => sitemap(links[0]));
    serveWithEtag(server, '/two.xml', () => second);
    serveWithEtag(
      server,
      '/index.xml',
      () =>
        `<sitemapindex><sitemap><loc>/one.xml</loc><lastmod>2026-03-01</lastmod></sitemap><sitemap><loc>/two.xml</loc><lastmod>${lastmod}</lastmod></sitemap><sitemap><loc>/gone.xml</loc></sitemap></sitemapindex>`,
    );
    const url = `${server.origin}/index.xml`;
    expect(await runFeed(ingest, { url })).toMatchObject({
      format: 'sitemap index',
      items: 3,
      sitemaps: { read: 2, failed: 1, left: 0 },
      new: 2,
      published: 2,
    });
    second = sitemap(links[1], links[2]);
    lastmod = '2026-03-05';
    server.requests.length = 0;
    expect(await runFeed(ingest, { url })).toMatchObject({ sitemaps: { read: 1, failed: 1 }, new: 1, published: 1 });
    const asked = server.requests.map((request) => request.url);
    expect(asked).toContain('/two.xml');
    expect(asked).not.toContain('/one.xml');
  });

  test('may have items without an address, whose content is taken from the feed', async () => {
    const server = await serveWeb();
    let content = 'The office of the council is closed on Friday, said the clerk, Ann Lee. It opens again on Monday.';
    serveWithEtag(server, '/feed.json', () =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'P',
        items: [
          { id: 'n1', title: 'Office closed', content_text: content, date_published: '2026-03-01T10:00:00Z' },
          { id: 'n2', title: 'Only a headline' },
        ],
      }),
    );
    const url = `${server.origin}/feed.json`;
    expect(await runFeed(ingest, { url })).toMatchObject({ items: 2, new: 1, published: 1, skipped: 1 });
    content = content.replace('Friday', 'Thursday');
    expect(await runFeed(ingest, { url })).toMatchObject({ new: 0, changed: 1, published: 1 });
    const { rows } = await sql`
      select title, version, published from current_articles where document = ${`${url}#n1`}
    `.execute(db);
    expect(rows).toEqual([{ title: 'Office closed', version: 2, published: expect.stringMatching(/^2026-03-01/u) }]);
    expect(server.requests.map((request) => request.url)).toEqual(['/feed.json', '/feed.json']);
  });

  test('is taken in parts where it has more than one run takes, the newest first', async () => {
    const server = await serveWeb();
    const links = Array.from({ length: 5 }, (_, i) => serveArticle(server, `part-${i}`, 'one million'));
    serveWithEtag(server, '/rss', () =>
      rss(links.map((link, i) => ({ link, date: `Tue, 0${i + 1} Mar 2026 10:00:00 GMT` }))),
    );
    const url = `${server.origin}/rss`;
    expect(await runFeed(ingest, { url, maxItems: 2 })).toMatchObject({ new: 2, published: 2, left: 3 });
    expect((await itemsOf(url)).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting', 'taken', 'taken']);
    expect(await runFeed(ingest, { url, maxItems: 2 })).toMatchObject({ feed: 'unchanged', new: 2, left: 1 });
    expect(await runFeed(ingest, { url, maxItems: 2 })).toMatchObject({ feed: 'unchanged', new: 1, left: 0 });
  });
});

describe('an item', () => {
  test('that failed for good is tried again only when its feed says something else of it', async () => {
    const server = await serveWeb();
    const link = `${server.origin}/a/missing`;
    let date = 'Tue, 03 Mar 2026 10:00:00 GMT';
    serveWithEtag(server, '/rss', () => rss([{ link, date }]));
    const url = `${server.origin}/rss`;
    expect(await runFeed(ingest, { url })).toMatchObject({ new: 1, failed: 1, published: 0 });
    expect(await itemsOf(url)).toMatchObject([{ state: 'failed', reason: expect.stringMatching(/^NotFound: /u) }]);
    const { rows } = await sql`select error_type from failed_documents where source = ${link}`.execute(db);
    expect(rows).toEqual([{ error_type: 'NotFound' }]);
    expect(await runFeed(ingest, { url })).toMatchObject({ new: 0, changed: 0, failed: 0 });

    serveArticle(server, 'missing', 'one million');
    date = 'Wed, 04 Mar 2026 10:00:00 GMT';
    expect(await runFeed(ingest, { url })).toMatchObject({ changed: 1, published: 1 });
    expect((await itemsOf(url))[0]).toMatchObject({ state: 'taken', reason: null });
  });

  test('that robots.txt disallows is skipped, with the reason; one whose host cannot say is postponed', async () => {
    const server = await serveWeb();
    const links = ['open', 'shut'].map((name) => serveArticle(server, `robots-${name}`, 'one million'));
    let robots = 503;
    server.pages.set('/robots.txt', (_, response) =>
      response
        .writeHead(robots, { 'content-type': 'text/plain' })
        .end('User-agent: copydesk-test\nDisallow: /a/robots-shut\n\nUser-agent: *\nDisallow: /\n'),
    );
    serveWithEtag(server, '/rss', () => rss(links.map((link) => ({ link }))));
    const url = `${server.origin}/rss`;
    expect(await runFeed(ingest, { url })).toMatchObject({ postponed: 2, new: 0, skipped: 0, failed: 0 });
    expect((await itemsOf(url)).map(({ state }) => state)).toEqual(['postponed', 'postponed']);

    robots = 200;
    await sql`update web_hosts set robots_expires_at = now() where origin = ${server.origin}`.execute(db);
    expect(await runFeed(ingest, { url })).toMatchObject({
      feed: 'unchanged',
      new: 1,
      published: 1,
      skipped: 1,
      failed: 0,
    });
    expect(await itemsOf(url)).toMatchObject([
      { url: links[0], state: 'taken' },
      { url: links[1], state: 'skipped', reason: `${server.origin}/robots.txt disallows it` },
    ]);
    expect(server.requests.map((request) => request.url)).not.toContain('/a/robots-shut');
    expect(await runFeed(ingest, { url })).toMatchObject({ new: 0, skipped: 0 });
  });

  test('whose document is being ingested already gets a run of its own', async () => {
    const server = await serveWeb();
    const link = serveArticle(server, 'busy', 'one million');
    const page = server.pages.get('/a/busy');
    const gate = Promise.withResolvers<void>();
    server.pages.set('/a/busy', (request, response) => void gate.promise.then(() => page?.(request, response)));
    const first = await ingest.start({ source: link }, `ingest:${link}`);
    await expect.poll(() => server.requests.length).toBe(1);
    serveWithEtag(server, '/rss', () => rss([{ link }]));
    const feed = await startFeed(ingest, { url: `${server.origin}/rss` });
    await expect.poll(() => server.requests.filter((request) => request.url === '/a/busy').length).toBe(2);
    gate.resolve();
    const outcomes = [
      (await first.result()).outcome,
      (await feed.result()).published === 1 ? 'published' : 'unchanged',
    ];
    expect(outcomes.sort()).toEqual(['published', 'unchanged']);
  });
});

describe('a run', () => {
  test('of what is no feed fails with what to do, and keeps the reason', async () => {
    const server = await serveWeb({
      '/': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<!doctype html><link rel="alternate" type="application/rss+xml" href="/rss">'),
    });
    const url = `${server.origin}/`;
    expect(await failureOf(runFeed(ingest, { url }))).toMatchObject({
      type: 'MalformedInput',
      message: `${url} is a web page and no feed: it names ${server.origin}/rss as its feed`,
    });
    const feed = await db.selectFrom('feeds').select('problem').where('url', '=', url).executeTakeFirst();
    expect(feed?.problem).toMatch(/^MalformedInput: /u);
    expect(await failureOf(runFeed(ingest, { url: `${server.origin}/none` }))).toMatchObject({ type: 'NotFound' });
  });

  test.each<[unknown, RegExp]>([
    [undefined, /the input is missing; ingestFeed takes/u],
    ['https://paper.example/rss', /the input is "https/u],
    [{ url: 'ftp://paper.example' }, /"url" is no http\(s\) address/u],
    [{ url: 'https://paper.example/rss', maxItems: 0 }, /"maxItems" is no whole number from 1 to 10000/u],
    [{ url: 'https://paper.example/rss', intervall: 1 }, /"intervall", which is not known/u],
  ])('refuses a wrong input: %j', async (input, message) => {
    expect(await failureOf(runFeed(ingest, input))).toMatchObject({
      type: 'MalformedInput',
      message: expect.stringMatching(message),
    });
  });

  test('that is cancelled keeps what is done, and leaves the rest to the next', async () => {
    const server = await serveWeb();
    const links = ['done', 'stuck', 'later'].map((name) => serveArticle(server, `cancel-${name}`, 'one million'));
    const stuck = server.pages.get('/a/cancel-stuck');
    server.pages.set('/a/cancel-stuck', () => undefined);
    serveWithEtag(server, '/rss', () =>
      rss(links.map((link, i) => ({ link, date: `Tue, 0${9 - i} Mar 2026 10:00:00 GMT` }))),
    );
    const url = `${server.origin}/rss`;
    const feed = await startFeed(ingest, { url, concurrency: 1 });
    await expect
      .poll(() => server.requests.some((request) => request.url === '/a/cancel-stuck'), { timeout: 20_000 })
      .toBe(true);
    await feed.cancel();
    expect((await failureOf(feed.result())).name).toBe('CancelledFailure');
    expect(await feed.query(feedProgressQuery)).toMatchObject({ status: 'cancelled', published: 1, underWay: 0 });
    if (stuck) server.pages.set('/a/cancel-stuck', stuck);
    expect(await runFeed(ingest, { url })).toMatchObject({ feed: 'unchanged', new: 2, published: 2 });
  });
});
