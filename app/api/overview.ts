import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { page } from '../reader/layout.ts';
import { PROBLEMS } from './problem.ts';

/** What the overview needs of an operation in an OpenAPI document. */
interface Operation {
  summary?: string;
  parameters?: {
    name?: string;
    in?: string;
    description?: string;
    schema?: { description?: string; enum?: string[] };
  }[];
}

/** What the page explains once for all lists is no filter. */
const isFilter = (parameter: { name?: string; in?: string }) =>
  parameter.in === 'query' && parameter.name !== 'limit' && parameter.name !== 'cursor';

/** The page `/api`: what can be asked, from the OpenAPI document, and what can go wrong. */
export function overview(c: Context, document: ReturnType<OpenAPIHono['getOpenAPI31Document']>) {
  const operations = Object.entries(document.paths ?? {}).map(([path, { get }]) => ({ path, ...(get as Operation) }));
  const body = html`<h1>API</h1>
<p>Answers JSON to <code>GET</code>, and changes nothing.
<a href="/api/openapi.json">The OpenAPI document</a> has all that a program needs to know.</p>
<h2>What can be asked</h2>
<dl>${operations.map(
    ({ path, summary, parameters = [] }) => html`
<dt>${path.includes('{') ? html`<code>/api${path}</code>` : html`<a href="/api${path}"><code>/api${path}</code></a>`}</dt>
<dd>${summary}${parameters
      .filter(isFilter)
      .map(
        ({ name, description, schema }) =>
          html`<br><code>${name}</code> ${description ?? schema?.description ?? schema?.enum?.join(', ') ?? ''}`,
      )}</dd>`,
  )}
</dl>
<h2>Pages</h2>
<p>A list takes <code>limit</code>, 50 without it and 200 at most. It gives <code>items</code> and, in <code>next</code> and in the header <code>Link</code>, the address of the next
page. All that was there when the first page was asked for comes exactly once, whatever is added meanwhile.</p>
<h2>Problems</h2>
<p>Errors are <code>application/problem+json</code> (RFC 9457).</p>
<dl>${Object.entries(PROBLEMS).map(
    ([status, { name, title, meaning }]) => html`
<dt id="${name}">${status} ${title}</dt>
<dd>${meaning}</dd>`,
  )}
</dl>`;
  return page(c, { title: 'API', active: 'api', body });
}
