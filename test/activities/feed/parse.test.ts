import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRawFeed } from '../../../activities/feed/parse/index.ts';
import { DocumentError } from '../../../stages/errors.ts';

const URL_OF_FEED = 'https://paper.example/feeds/news';

const parse = (text: string | Uint8Array, contentType: string | null = null, url = URL_OF_FEED) =>
  parseRawFeed({ bytes: typeof text === 'string' ? Buffer.from(text) : text, contentType, url }, 2 ** 20);

const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Paper &amp; Post</title><link>https://paper.example/</link>
<item><title>Ferry sinks &#8211; all safe</title><link>/2026/ferry?a=1&amp;b=2#top</link><guid isPermaLink="false">ferry-1</guid>
  <pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate><description><![CDATA[<p>All are safe.</p>]]></description></item>
<item><guid>https://paper.example/2026/bridge</guid><dc:date>2026-03-02</dc:date></item>
<item><title>Notice</title><guid isPermaLink="false">notice</guid><content:encoded><![CDATA[<p>The office is closed.</p>]]></content:encoded></item>
<item><title>Mail</title><link>mailto:desk@paper.example</link><guid isPermaLink="false">mail</guid></item>
<item><title>Again</title><guid isPermaLink="false">ferry-1</guid></item>
</channel></rss>`;

describe('feeds', () => {
  test('RSS 2.0', async () => {
    const { format, title, entries } = await parse(RSS);
    expect([format, title]).toEqual(['rss', 'The Paper & Post']);
    expect(entries).toEqual([
      {
        item: 'ferry-1',
        url: 'https://paper.example/2026/ferry?a=1&b=2',
        title: 'Ferry sinks – all safe',
        published: 'Tue, 03 Mar 2026 10:00:00 GMT',
        updated: null,
        content: '<p>All are safe.</p>',
        contentType: 'text/html',
      },
      expect.objectContaining({
        item: 'https://paper.example/2026/bridge',
        url: 'https://paper.example/2026/bridge',
        published: '2026-03-02',
      }),
      expect.objectContaining({ item: 'notice', url: null, content: '<p>The office is closed.</p>' }),
      expect.objectContaining({ item: 'mail', url: null, content: null }),
    ]);
  });

  test('RDF (RSS 1.0)', async () => {
    const { format, entries } = await parse(`<?xml version="1.0"?>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://paper.example/"><title>Paper</title><link>https://paper.example/</link><description>d</description></channel>
      <item rdf:about="https://paper.example/a"><title>A</title><link>https://paper.example/a</link><dc:date>2026-03-01T10:00:00Z</dc:date></item>
      </rdf:RDF>`);
    expect(format).toBe('rdf');
    expect(entries).toMatchObject([
      {
        item: 'https://paper.example/a',
        url: 'https://paper.example/a',
        title: 'A',
        published: '2026-03-01T10:00:00Z',
      },
    ]);
  });

  test('Atom, with xml:base, and links of several kinds', async () => {
    const { format, entries } =
      await parse(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/x/">
      <title>Paper</title><id>urn:feed</id><updated>2026-03-01T10:00:00Z</updated>
      <entry><id>urn:1</id><title type="html">Rain &amp;amp; snow</title><updated>2026-03-02T10:00:00Z</updated><published>2026-03-01T10:00:00Z</published>
        <link rel="self" href="self"/><link rel="alternate" type="application/pdf" href="a.pdf"/><link rel="alternate" type="text/html" href="a.html"/></entry>
      <entry><id>urn:2</id><title>No link</title><updated>2026-03-02T11:00:00Z</updated><content type="text">It rained.</content></entry>
      </feed>`);
    expect(format).toBe('atom');
    expect(entries).toMatchObject([
      {
        item: 'urn:1',
        url: 'https://other.example/x/a.html',
        published: '2026-03-01T10:00:00Z',
        updated: '2026-03-02T10:00:00Z',
      },
      { item: 'urn:2', url: null, content: 'It rained.', contentType: 'text/plain' },
    ]);
  });

  test('JSON Feed, whatever the server calls it', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Paper',
      items: [
        { id: '1', url: '/a', title: 'A', date_published: '2026-03-01T10:00:00Z', content_html: '<p>A</p>' },
        { id: '2', content_text: 'Plain.' },
      ],
    };
    const { format, entries } = await parse(JSON.stringify(feed), 'text/html');
    expect(format).toBe('json');
    expect(entries).toMatchObject([
      { item: '1', url: 'https://paper.example/a', contentType: 'text/html' },
      { item: '2', url: null, content: 'Plain.', contentType: 'text/plain' },
    ]);
  });

  test('in the encoding that they declare', async () => {
    const xml =
      '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Caf\u00e9</title></channel></rss>';
    expect((await parse(Buffer.from(xml, 'latin1'))).title).toBe('Café');
    expect((await parse(Buffer.from(`\ufeff${xml.replace(/ encoding="[^"]+"/u, '')}`, 'utf16le'))).title).toBe('Café');
    expect((await parse(Buffer.from(xml.replace('iso-8859-1', 'x-nobody')))).title).toBe('Café');
  });
});

const URLSET = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://paper.example/a?x=1&amp;y=2 </loc><lastmod>2026-03-02</lastmod>
  <image:image><image:loc>https://paper.example/a.jpg</image:loc></image:image>
  <news:news><news:publication><news:name>Paper</news:name><news:language>en</news:language></news:publication>
  <news:publication_date>2026-03-01T10:00:00Z</news:publication_date><news:title><![CDATA[A & B]]></news:title></news:news></url>
<url><loc>https://paper.example/b</loc></url>
<url><lastmod>2026-03-02</lastmod></url>
</urlset>`;

describe('sitemaps', () => {
  test('with news, also compressed', async () => {
    for (const bytes of [Buffer.from(URLSET), gzipSync(URLSET)]) {
      expect(await parse(bytes, 'application/octet-stream')).toEqual({
        format: 'sitemap',
        title: null,
        sitemaps: [],
        entries: [
          {
            item: 'https://paper.example/a?x=1&y=2',
            url: 'https://paper.example/a?x=1&y=2',
            title: 'A & B',
            published: '2026-03-01T10:00:00Z',
            updated: '2026-03-02',
            content: null,
            contentType: 'text/html',
          },
          expect.objectContaining({ item: 'https://paper.example/b', updated: null }),
        ],
      });
    }
  });

  test('with a prefix', async () => {
    const prefixed = URLSET.replaceAll(/<(\/?)(urlset|url|loc|lastmod)\b/gu, '<$1sm:$2').replace('xmlns=', 'xmlns:sm=');
    expect((await parse(prefixed)).entries).toHaveLength(2);
  });

  test('an index', async () => {
    expect(
      await parse(`<!-- made today --><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>https://paper.example/1.xml.gz</loc><lastmod>2026-03-01</lastmod></sitemap>
        <sitemap><loc>/2.xml</loc></sitemap><sitemap><loc>/${'3'.repeat(2048)}</loc></sitemap></sitemapindex>`),
    ).toEqual({
      format: 'sitemap index',
      title: null,
      entries: [],
      sitemaps: [
        { url: 'https://paper.example/1.xml.gz', lastmod: '2026-03-01' },
        { url: 'https://paper.example/2.xml', lastmod: null },
      ],
    });
  });
});

describe('what is no feed', () => {
  test.each([
    [
      '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>',
      'it names https://paper.example/rss as its feed',
    ],
    ['<!doctype html><html></html>', 'give the address of its feed'],
    ['{"version": "https://example.org"}', 'check the address'],
    ['It rained.', 'check the address'],
    ['<rss version="2.0"><channel><item><title>cut', 'check the address'],
  ])('says so, and what to do: %.50s', async (text, message) => {
    await expect(parse(text)).rejects.toMatchObject({
      type: 'MalformedInput',
      message: expect.stringContaining(message),
    });
  });

  test('compressed, is bounded', async () => {
    await expect(parse(gzipSync(Buffer.alloc(2 ** 22)))).rejects.toMatchObject({ type: 'TooLarge' });
    await expect(parse(Buffer.concat([gzipSync(URLSET).subarray(0, 60)]))).rejects.toMatchObject({
      type: 'MalformedInput',
    });
  });

  test('of any kind never gives an error that is not typed', async () => {
    const cut = fc
      .tuple(fc.constantFrom(RSS, URLSET), fc.nat(2000), fc.string())
      .map(([xml, at, noise]) => xml.slice(0, at) + noise + xml.slice(at + 5));
    await fc.assert(
      fc.asyncProperty(fc.oneof(cut, fc.string(), fc.json()), async (text) => {
        try {
          for (const entry of (await parse(text)).entries) expect(entry.item).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(DocumentError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
