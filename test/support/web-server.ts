import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './clean-up.ts';

/** Answers one path. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface WebServer {
  /** `http://127.0.0.1:port`. */
  origin: string;
  port: number;
  /** Paths asked for, in order. */
  requests: IncomingMessage[];
  /** What each path answers; others answer 404. May be changed at any time. */
  pages: Map<string, Answer>;
}

/** A web server on all loopback addresses (127.0.0.1, 127.0.0.2 …), until the file's tests are done. */
export async function serveWeb(pages: Record<string, Answer> = {}): Promise<WebServer> {
  const requests: IncomingMessage[] = [];
  const answers = new Map(Object.entries(pages));
  const server = createServer((request, response) => {
    requests.push(request);
    const answer = answers.get(request.url ?? '');
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '0.0.0.0', done));
  const { port } = server.address() as AddressInfo;
  atEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  return { origin: `http://127.0.0.1:${port}`, port, requests, pages: answers };
}

/** An HTML article. */
export function htmlPage(title: string, paragraphs: string[], head = ''): string {
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body><article><h1>${title}</h1>\n${body}\n</article></body></html>`;
}
