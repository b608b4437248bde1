import { Readability } from '@mozilla/readability';
import { load } from 'cheerio';
import { parseHTML } from 'linkedom';

/** What an extractor reads from a page, as far as it does. */
export interface Extracted {
  text: string;
  paragraphs: string[];
  title: string | null;
  byline: string | null;
  published: string | null;
}

const NOTHING: Extracted = { text: '', paragraphs: [], title: null, byline: null, published: null };

const BLOCK = 'p, li, h1, h2, h3, h4, h5, h6, td, div, blockquote, pre, section, article';

/** Mozilla's Readability on linkedom's DOM; nothing where it finds no article. */
export function readability(html: string): Extracted {
  const { document } = parseHTML(html);
  // linkedom has its own types for the DOM; Readability names those of browsers.
  const article = new Readability(document as never).parse();
  if (!article?.content) return NOTHING;
  // As it was serialised: block by block, since textContent glues paragraphs together.
  const $ = load(article.content);
  $(`${BLOCK}, br`).append('\n');
  const text = $.text();
  const paragraphs = load(article.content)(BLOCK)
    .toArray()
    .filter((element) => $(element).find(BLOCK).length === 0)
    .map((element) => $(element).text());
  return {
    text,
    paragraphs,
    title: article.title ?? null,
    byline: article.byline ?? null,
    published: article.publishedTime ?? null,
  };
}

/** The paragraphs of the page's first `<article>`, or all of the page where it has none. */
export function paragraphs(html: string): string {
  const $ = load(html);
  const article = $('article').first();
  const found = (article.length > 0 ? article.find('p') : $('p')).toArray();
  return found.map((element) => $(element).text()).join('\n');
}
