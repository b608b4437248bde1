import { type Article, dayOf } from './article.ts';
import { OUTLETS } from './names.ts';
import type { Random } from './random.ts';

/** A document as it is delivered. */
export interface Rendered {
  contentType: 'text/plain' | 'text/html';
  text: string;
}

/** Share of pages; archives of agencies are text, those of papers mostly pages. */
const PAGES = 0.4;
/** Characters of a line, where lines are cut. */
const LINE = 72;

/** Gives an article one of several forms: a page of an outlet, an agency's dispatch, or plain text, also with cut lines. */
export function render(article: Article, url: string, random: Random): Rendered {
  if (random.chance(PAGES)) return { contentType: 'text/html', text: renderPage(article, url, random) };
  return {
    contentType: 'text/plain',
    text: random.chance(0.4) ? renderDispatch(article) : renderPlain(article, random),
  };
}

/** A dispatch with dateline and agency, as the wire has it. */
export function renderDispatch(article: Article): string {
  const [first, ...rest] = article.paragraphs;
  const { dateline, agency, headline } = article;
  const [day, month] = dayOf(article).split(' ');
  return [headline, `${dateline}, ${month} ${day} (${agency}) — ${first}`, ...rest].join('\n\n').concat('\n');
}

function renderPlain(article: Article, random: Random): string {
  const { headline, author, outlet, paragraphs } = article;
  const head = [headline, `By ${author}`, `${OUTLETS[outlet][0]}\n${dayOf(article)}`];
  const cut = random.chance(0.3) ? cutLines : (text: string) => text;
  return [...head, ...paragraphs.map(cut)].join('\n\n').concat('\n');
}

function cutLines(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line.length + word.length + 1 > LINE) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}

function renderPage(article: Article, url: string, random: Random): string {
  const { headline, author, outlet, published } = article;
  const [name] = OUTLETS[outlet];
  const related = Array.from(
    { length: random.between(3, 7) },
    (_, i) =>
      `<li><a href="/related/${i}">${escaped(
        headline
          .split(' ')
          .slice(i % 3)
          .join(' '),
      )}</a></li>`,
  );
  const body = article.paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`);
  if (random.chance(0.4))
    body.splice(
      2,
      0,
      '<aside class="ad"><p>Subscribe now and read all we have for less than a coffee a week.</p></aside>',
    );
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escaped(headline)} | ${escaped(name)}</title>
<link rel="canonical" href="${url}">
<meta property="og:site_name" content="${escaped(name)}">
<meta property="og:title" content="${escaped(headline)}">
<meta property="article:published_time" content="${published.toISOString()}">
<meta name="author" content="${escaped(author)}">
<style>body { font: 16px/1.5 serif } .ad { color: gray }</style>
</head>
<body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/business">Business</a></li></ul></nav></header>
<main>
<article>
<h1>${escaped(headline)}</h1>
<p class="byline">By ${escaped(author)}, <time datetime="${published.toISOString()}">${dayOf(article)}</time></p>
${body.join('\n')}
</article>
<section class="related"><h2>More on this</h2><ul>${related.join('')}</ul></section>
</main>
<footer><p>© ${published.getUTCFullYear()} ${escaped(name)}. All rights reserved. <a href="/terms">Terms</a> <a href="/privacy">Privacy</a></p></footer>
<script>window.page = { section: "news", paid: false };</script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
