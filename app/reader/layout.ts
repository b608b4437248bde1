import type { Context } from 'hono';
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** What `hono/html` makes: text in it is escaped already. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Places of the navigation. */
const PLACES = {
  documents: { title: 'Documents', path: '/' },
  speakers: { title: 'Speakers', path: '/speakers' },
  runs: { title: 'Runs', path: '/runs' },
  failures: { title: 'Failures', path: '/failures' },
  api: { title: 'API', path: '/api' },
} as const;

export interface PageOptions {
  /** Of the window; `– Copydesk` is added. */
  title: string;
  /** Where the reader is. */
  active?: keyof typeof PLACES;
  /** What stands in `<main>`, with an `<h1>`. */
  body: Markup;
  /** Names of further style sheets in `assets/`. */
  styles?: readonly string[];
  /** Names of scripts in `assets/`, which only add to a page that reads without them; loaded as deferred modules. */
  scripts?: readonly string[];
}

/** Answers with a whole page. */
export function page(
  c: Context,
  options: PageOptions,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  const { title, active, body, styles = [], scripts = [] } = options;
  return c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Copydesk</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${['style.css', ...styles].map((name) => html`<link rel="stylesheet" href="/assets/${name}">\n`)}
${scripts.map((name) => html`<script type="module" src="/assets/${name}"></script>\n`)}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="brand" href="/">Copydesk</a>
<nav aria-label="Main">
<ul>${Object.entries(PLACES).map(([name, place]) => navigation(place, name === active))}</ul>
</nav>
</header>
<main id="main" tabindex="-1">
${body}
</main>
</body>
</html>
`,
    status,
  );
}

function navigation({ title, path }: { title: string; path: string }, isActive: boolean): Markup {
  return html`<li><a href="${path}"${isActive ? html` aria-current="page"` : ''}>${title}</a></li>`;
}
