import { Readability } from '@mozilla/readability';
import { load } from 'cheerio';
import { parseHTML } from 'linkedom';

/** Mozilla's Readability on linkedom's DOM; '' where it finds no article. */
export function readability(html: string): string {
  const { document } = parseHTML(html);
  // linkedom has its own types for the DOM; Readability names those of browsers.
  const article = new Readability(document as never).parse();
  if (!article?.content) return '';
  // As it was serialised: block by block, since textContent glues paragraphs together.
  const $ = load(article.content);
  $('p, li, h1, h2, h3, h4, h5, h6, td, div, blockquote, br').append('\n');
  return $.text();
}

/** The paragraphs of the page's first `<article>`, or all of the page where it has none. */
export function paragraphs(html: string): string {
  const $ = load(html);
  const article = $('article').first();
  const found = (article.length > 0 ? article.find('p') : $('p')).toArray();
  return found.map((element) => $(element).text()).join('\n');
}
