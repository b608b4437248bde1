import type { Client } from '@temporalio/client';
import type { ingestFeed } from '../../workflows/ingest-feed.ts';
import type { FeedProgress } from '../../workflows/messages.ts';
import type { TestIngest } from './temporal.ts';
import { htmlPage, type WebServer } from './web-server.ts';

/** Starts `ingestFeed`, with a workflow id of its own unless one is given. The input may be as wrong as one likes. */
export function startFeed({ client, taskQueue }: { client: Client; taskQueue: string }, input: unknown, id?: string) {
  return client.workflow.start<typeof ingestFeed>('ingestFeed', {
    taskQueue,
    workflowId: id ?? `feed:${crypto.randomUUID()}`,
    args: [input],
  });
}

export async function runFeed(ingest: TestIngest, input: unknown): Promise<FeedProgress> {
  return (await startFeed(ingest, input)).result();
}

/** A site with articles under `/a/NAME`, each long enough to be one. */
export function serveArticle(server: WebServer, name: string, words: string): string {
  const page = htmlPage(`The ${name} story`, [
    `The council of ${name} will close the bridge in May, Mayor Ada Okoye said on Monday. Repairs are to last until the autumn.`,
    `“We have no other choice,” Okoye told reporters in ${name}. The works cost ${words}, according to the engineer Tom Reyes.`,
    `Residents of ${name} have asked for a ferry while the bridge is shut. The council is to decide on that next week.`,
  ]);
  server.pages.set(`/a/${name}`, (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page),
  );
  return `${server.origin}/a/${name}`;
}

/** An RSS item. */
export interface RssItem {
  link: string;
  title?: string;
  date?: string;
}

export function rss(items: RssItem[]): string {
  const body = items.map(
    ({ link, title = link, date }) =>
      `<item><title>${title}</title><link>${link}</link><guid isPermaLink="false">${link}</guid>${date ? `<pubDate>${date}</pubDate>` : ''}</item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>The Paper</title><link>https://paper.example</link><description>News</description>${body.join('')}</channel></rss>`;
}

/** Serves text with an ETag made of it, and answers 304 to who has it. */
export function serveWithEtag(server: WebServer, path: string, text: () => string): void {
  server.pages.set(path, (request, response) => {
    const etag = `"${Buffer.from(text()).toString('base64').length}-${hash(text())}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else response.writeHead(200, { etag, 'content-type': 'application/octet-stream' }).end(text());
  });
}

function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (Math.imul(value, 31) + (character.codePointAt(0) as number)) | 0;
  return value >>> 0;
}
