import { describe, expect, test } from 'vitest';
import { canonicalUrl } from '../../../stages/normalize/index.ts';
import { paragraphsOf, readHtml } from './read.ts';

const PARAGRAPHS = [
  'The harbour board of Sandwick voted late on Tuesday to close the old ferry pier, which engineers had called unsafe in three reports.',
  '“We have looked at every figure twice,” said Moira Lindqvist, who chairs the board, “and they do not get better.”',
  'Islanders fear for the winter. The nearest pier lies eleven miles to the south, and the road there floods in an east wind.',
  'A new pier would cost nine million pounds, of which the board has four, according to its treasurer, Ola Vik.',
];
const LIST = [
  'the ferry to Brae stops on Friday at noon',
  'the bus to Hillswick runs twice as often',
  'freight goes through Lerwick until May',
];
const QUOTED =
  'No boat shall land at a pier that two surveyors in succession have found unsafe, says the harbour law of 1911.';

const JSON_LD = {
  '@context': 'https://schema.org',
  '@graph': [
    { '@type': 'WebSite', name: 'Isles Courier', '@id': '#site' },
    {
      '@type': 'NewsArticle',
      headline: 'Sandwick closes its ferry pier',
      datePublished: '2024-11-03T08:30:00+00:00',
      dateModified: '2024-11-04T10:00:00Z',
      author: [
        { '@type': 'Person', name: 'By Solveig Aune' },
        { '@type': 'Person', name: 'Magnus Tait, Harbour Correspondent' },
        { '@type': 'Organization', name: 'Isles Courier' },
      ],
      publisher: { '@type': 'NewsMediaOrganization', name: 'Isles Courier' },
    },
  ],
};

const page = (head: string, body: string) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Sandwick closes its ferry pier | Isles Courier</title>${head}</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div class="cookie-consent">We use cookies to improve this site. <a href="/privacy">Privacy policy</a></div>
<main><article><h1>Sandwick closes its ferry pier</h1><div class="share-bar"><a href="#">Share</a> <a href="#">Tweet</a></div>
<div class="article-body">${body}</div>
<section class="comments"><h2>Comments (2)</h2><p>I said so last year, and nobody on the board would listen to me then, as usual.</p></section></article>
<aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Ferry fares rise again after the winter</a></li><li><a href="/b">Brae school gets a new roof</a></li></ul></aside></main>
<div class="newsletter-signup"><p>Sign up for our newsletter and get the news of the isles in your inbox every morning.</p></div>
<footer><p>© 2024 Isles Courier. All rights reserved. <a href="/terms">Terms of use</a></p></footer></body></html>`;

const paragraphs = (texts: string[]) => texts.map((text) => `<p>${text}</p>`).join('\n');

describe('a page', () => {
  test('its article, and nothing around it', () => {
    expect(paragraphsOf(readHtml(page('', paragraphs(PARAGRAPHS))))).toEqual(PARAGRAPHS);
  });

  test('captions are left out, lists, block quotes and subheads kept', () => {
    const figure =
      '<figure><img src="x.jpg" alt="The pier"><figcaption>The pier in May. Photograph: J. Isbister</figcaption></figure>';
    const items = `<ul>${LIST.map((item) => `<li>${item}</li>`).join('')}</ul>`;
    const body = `${paragraphs(PARAGRAPHS.slice(0, 2))}${figure}<h2>What changes for islanders</h2>${paragraphs(PARAGRAPHS.slice(2, 3))}${items}<blockquote><p>${QUOTED}</p></blockquote>${paragraphs(PARAGRAPHS.slice(3))}`;
    const read = paragraphsOf(readHtml(page('', body)));
    for (const text of [...PARAGRAPHS, ...LIST, QUOTED]) expect(read).toContain(text);
    expect(read).toContain('What changes for islanders');
    expect(read.join(' ')).not.toMatch(/Photograph|Related|newsletter|cookies|Share|rights reserved|I said so/u);
  });

  test('a pull quote is not doubled', () => {
    const pull =
      '<blockquote class="pull"><p>“We have looked at every figure twice,” said Moira Lindqvist, who chairs the board, “and they do not get better.”</p></blockquote>';
    const body = paragraphs(PARAGRAPHS.slice(0, 2)) + pull + paragraphs(PARAGRAPHS.slice(2));
    const twice = paragraphsOf(readHtml(page('', body))).filter((text) => text.includes('every figure twice'));
    expect(twice).toHaveLength(1);
  });

  test('a paragraph that opens a quotation which goes on in the next stays', () => {
    const body = [
      '“There are two things that everybody on the island knows about the pier and that no report has ever said.',
      '“It was built in a hurry, and it was built by the lowest bidder,” said Magnus Tait, who repairs boats beside it.',
    ];
    expect(paragraphsOf(readHtml(page('', paragraphs([...PARAGRAPHS, ...body]))))).toEqual([...PARAGRAPHS, ...body]);
  });

  test('the end tag of the head may be left out', () => {
    const html = page('', paragraphs(PARAGRAPHS)).replace('</head>', '');
    expect(paragraphsOf(readHtml(html))).toEqual(PARAGRAPHS);
  });

  test('paragraphs made by line breaks', () => {
    expect(paragraphsOf(readHtml(page('', PARAGRAPHS.join('<br><br>\n'))))).toEqual(PARAGRAPHS);
  });

  test('unclosed and crossed tags', () => {
    const body = PARAGRAPHS.map((text) => `<p><b>${text}`).join('\n');
    expect(paragraphsOf(readHtml(page('', body)))).toEqual(PARAGRAPHS);
  });
});

describe('what a page says of itself', () => {
  test('JSON-LD', () => {
    const head = `<script type="application/ld+json">${JSON.stringify(JSON_LD)}</script>`;
    expect(readHtml(page(head, paragraphs(PARAGRAPHS)))).toMatchObject({
      title: 'Sandwick closes its ferry pier',
      byline: ['Solveig Aune', 'Magnus Tait'],
      publishedAt: '2024-11-03T08:30:00+00:00',
      modifiedAt: '2024-11-04T10:00:00Z',
      outlet: 'Isles Courier',
      language: 'en',
    });
  });

  test('meta tags', () => {
    const head = `<meta property="og:site_name" content="Isles Courier"><meta name="author" content="Solveig Aune and Magnus Tait">
      <meta property="article:published_time" content="2024-11-03"><link rel="canonical" href="/2024/pier">`;
    const read = readHtml(page(head, paragraphs(PARAGRAPHS)), 'https://isles.example/amp/pier');
    expect(read).toMatchObject({
      byline: ['Solveig Aune', 'Magnus Tait'],
      publishedAt: '2024-11-03',
      outlet: 'Isles Courier',
      canonicalUrl: 'https://isles.example/2024/pier',
    });
  });

  test('what the page shows', () => {
    const shown =
      '<p class="byline">By <a rel="author" href="/aune">Solveig Aune</a></p><time datetime="2024-11-03T09:00Z">3 November</time>';
    const read = readHtml(page('', shown + paragraphs(PARAGRAPHS)));
    expect(read).toMatchObject({ byline: ['Solveig Aune'], publishedAt: '2024-11-03T09:00:00Z' });
  });

  test('its address', () => {
    expect(readHtml(page('', paragraphs(PARAGRAPHS)), 'https://isles.example/news/2024/11/03/pier').publishedAt).toBe(
      '2024-11-03',
    );
  });

  test('broken JSON-LD is passed over', () => {
    const head =
      '<script type="application/ld+json">{"@type": "NewsArticle", </script><script type="application/ld+json">[[[[</script>';
    expect(paragraphsOf(readHtml(page(head, paragraphs(PARAGRAPHS))))).toEqual(PARAGRAPHS);
  });

  test('its own address is found without reading the rest', () => {
    const html = page('<meta property="og:url" content="https://isles.example/2024/pier">', 'x'.repeat(10));
    expect(canonicalUrl(Buffer.from(html), 'text/html')).toBe('https://isles.example/2024/pier');
    expect(canonicalUrl(Buffer.from('Just text.'))).toBeNull();
    expect(canonicalUrl(Buffer.from(page('<link rel=canonical href="javascript:alert(1)">', '')))).toBeNull();
  });
});
