import { describe, expect, test } from 'vitest';
import { namesInByline } from '../../../stages/normalize/names.ts';
import { paragraphsOf, readHtml } from './read.ts';

const PARAGRAPHS = [
  'The mill at Corran stopped its wheel on Monday for the first time since the flood of 1953, and eleven people lost their work.',
  '“Nobody asked us,” said Isla Brodie, who had run the carding room for thirty years, “and nobody has written to us since.”',
  'The owners say that orders fell by half in two years. They hope to sell the building, which stands on the river, by the spring.',
];

interface Parts {
  head?: string;
  above?: string;
  below?: string;
  title?: string;
  heading?: string;
}

const page = ({ head = '', above = '', below = '', title = 'Corran mill stops its wheel', heading = title }: Parts) =>
  `<!DOCTYPE html><html><head><title>${title}</title>${head}</head><body class="no-sidebar"><article><h1>${heading}</h1>${above}
<div class="body">${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</div></article>${below}</body></html>`;

const json = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const by = (author: unknown) => json({ '@type': 'NewsArticle', headline: 'Corran mill stops its wheel', author });

describe('names in bylines', () => {
  test.each([
    ['By Bruce Y. Lee', ['Bruce Y. Lee']],
    ['BY ANNA HOLT AND TOM REED', ['Anna Holt', 'Tom Reed']],
    ['Ana Pérez y Luis Gil', ['Ana Pérez', 'Luis Gil']],
    ['Analysis by Anna Holt, Editor-at-large', ['Anna Holt']],
    ['By April Ryan and June Thomas', ['April Ryan', 'June Thomas']],
    ['by Tom Reed Monday, November 18, 2019', ['Tom Reed']],
    ['By Anna Holt, NTV Intern', ['Anna Holt']],
    ['Anna Holt. Courier International', ['Anna Holt']],
    ['By Staff Reports', []],
    ['Click Here', []],
    ['By\nAnna Holt\nThe Glen Tribune', ['Anna Holt']],
    ['ByAnna Holt', ['Anna Holt']],
    ['European Space Agency', []],
    ['Words by Anna Holt, photographs by Tom Reed', ['Anna Holt']],
  ])('%s', (byline, names) => {
    expect(namesInByline(byline)).toEqual(names);
  });
});

describe('authors of a page', () => {
  test('a person may sign with one name; an account signs nothing', () => {
    expect(readHtml(page({ head: by({ '@type': 'Person', name: 'Regan' }) })).byline).toEqual(['Regan']);
    expect(readHtml(page({ head: by({ '@type': 'Person', name: 'admin' }) })).byline).toEqual([]);
  });

  test('an agency or the outlet signs where no person does', () => {
    const outlet = { '@type': 'Organization', name: 'Glenwatch' };
    expect(readHtml(page({ head: by('Reuters') })).byline).toEqual(['Reuters']);
    expect(readHtml(page({ head: by(outlet) })).byline).toEqual(['Glenwatch']);
    expect(readHtml(page({ head: by([outlet, 'Anna Holt']) })).byline).toEqual(['Anna Holt']);
    const above = '<p class="byline">By Anna Holt</p>';
    expect(readHtml(page({ head: by(outlet), above })).byline).toEqual(['Anna Holt']);
    expect(readHtml(page({ above: '<p class="byline">By Glen Watch Staff</p>' })).byline).toEqual(['Glen Watch Staff']);
  });

  test('the byline beside the headline comes before meta tags, which name who published', () => {
    const head = '<meta name="author" content="Gillian Masters">';
    const above =
      '<div class="byline">By<span>Anna Holt</span><span>Glen Tribune</span><span>Nov 3, 2024 at 9:00 am</span></div>';
    expect(readHtml(page({ head, above })).byline).toEqual(['Anna Holt']);
    expect(readHtml(page({ head })).byline).toEqual(['Gillian Masters']);
  });

  test('of several bylines, the one nearest to the headline', () => {
    const above = '<aside><a rel="author" href="/aune">Anna Holt</a><a rel="author" href="/reed">Tom Reed</a></aside>';
    const below =
      '<div class="card"><h3><a href="/x">Brae school gets a roof</a></h3><span class="author">Una Kerr</span></div>';
    expect(readHtml(page({ above, below })).byline).toEqual(['Anna Holt', 'Tom Reed']);
    expect(readHtml(page({ below })).byline).toEqual([]);
  });

  test('a shown line with the declared author and more', () => {
    const above = '<p class="byline">By Anna Holt, Tom Reed and Una Kerr</p>';
    const read = readHtml(page({ head: by({ '@type': 'Person', name: 'Anna Holt' }), above }));
    expect(read.byline).toEqual(['Anna Holt', 'Tom Reed', 'Una Kerr']);
  });

  test('a shown line of others does not overrule the declared author', () => {
    const above = '<p class="byline">By Tom Reed</p>';
    expect(readHtml(page({ head: by('Anna Holt'), above })).byline).toEqual(['Anna Holt']);
  });

  test('writers of comments and of other stories are no authors', () => {
    const above = '<p class="byline">By Glen Watch Staff</p>';
    const below =
      '<div class="related-links"><div class="author">Tom Reed</div></div><ol class="comments"><li><span class="author">Una Kerr</span></li></ol>';
    expect(readHtml(page({ above, below })).byline).toEqual(['Glen Watch Staff']);
    expect(readHtml(page({ below })).byline).toEqual([]);
  });

  test('names in several elements of one byline', () => {
    const above =
      '<div class="authors"><span class="author">Anna Holt</span> and <span class="author">Tom Reed</span> Glen Watch</div>';
    expect(readHtml(page({ above })).byline).toEqual(['Anna Holt', 'Tom Reed']);
  });
});

describe('title of a page', () => {
  const title = (parts: Parts, url?: string) => readHtml(page(parts), url).title;

  test('without the name of the host, where no outlet is named', () => {
    const parts = { title: 'Corran mill stops its wheel - Glenwatch', heading: 'Glenwatch' };
    expect(title(parts, 'https://news.glenwatch.example/mill')).toBe('Corran mill stops its wheel');
  });

  test('without what stands behind a bar', () => {
    expect(title({ title: 'Corran mill stops its wheel for good | Glen and Strath', heading: '' })).toBe(
      'Corran mill stops its wheel for good',
    );
  });

  test('dashes and colons of the headline itself stay', () => {
    for (const text of ['Review: a mill – and what became of it', 'The mill - a history']) {
      expect(title({ title: text }, 'https://glenwatch.example/mill')).toBe(text);
    }
  });
});

describe('date of a page', () => {
  test('JSON-LD that is broken by quotation marks', () => {
    const head =
      '<script type="application/ld+json">{"@type": "NewsArticle", "description": "the "old" mill", "datePublished": "2018-04-18", "author": "Anna Holt"}</script>';
    expect(readHtml(page({ head }))).toMatchObject({ publishedAt: '2018-04-18', byline: ['Anna Holt'] });
  });

  test.each([
    ['<meta name="parsely-pub-date" content="2023-02-01T10:00:00Z">', '2023-02-01T10:00:00Z'],
    ['<meta name="dc.date" content="2023-02-01">', '2023-02-01'],
    ['<meta name="sailthru.date" content="2023-02-01 10:00:00">', '2023-02-01T10:00:00'],
    ['<meta itemprop="datePublished" content="2023-02-01">', '2023-02-01'],
  ])('%s', (head, date) => {
    expect(readHtml(page({ head })).publishedAt).toBe(date);
  });

  test('in the footer of the article, not in that of the page', () => {
    const time = '<footer class="entry-footer"><time datetime="2018-08-13">13 August</time></footer>';
    expect(readHtml(page({ above: time })).publishedAt).toBe('2018-08-13');
    expect(readHtml(page({ below: time })).publishedAt).toBeNull();
  });

  test('in the byline; the address comes first', () => {
    const above = '<div class="entry-meta">Anna Holt / 1 February 2023 / Mills</div>';
    expect(readHtml(page({ above })).publishedAt).toBe('2023-02-01');
    expect(readHtml(page({ above }), 'https://glenwatch.example/2023/jan/31/mill').publishedAt).toBe('2023-01-31');
  });
});

describe('paragraphs of a page', () => {
  test.each([
    '<p>By Anna Holt</p>',
    '<p>1 February 2023</p>',
    '<p>Staff Reports</p>',
    '<p>___</p>',
    '<p>By Anna Holt, Mills Correspondent</p><p>Published: 1 February 2023</p>',
  ])('above the first one, %s goes', (line) => {
    const html = page({}).replace('<div class="body">', `<div class="body">${line}`);
    expect(paragraphsOf(readHtml(html))).toEqual(PARAGRAPHS);
  });

  test('a signature below the last one stays', () => {
    const signature = 'Isla Brodie, former forewoman, Corran';
    const html = page({}).replace('</div></article>', `<p>${signature}</p></div></article>`);
    expect(paragraphsOf(readHtml(html))).toEqual([...PARAGRAPHS, signature]);
  });

  test('text directly in divs', () => {
    const html = page({}).replaceAll('<p>', '<div>').replaceAll('</p>', '</div>');
    expect(paragraphsOf(readHtml(html))).toEqual(PARAGRAPHS);
  });

  test('a first paragraph that begins with By is kept', () => {
    const first = 'By Friday the eleven had cleared their lockers.';
    const html = page({}).replace('<div class="body">', `<div class="body"><p>${first}</p>`);
    expect(paragraphsOf(readHtml(html))[0]).toBe(first);
  });
});
