import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Milliseconds that a check may take before it counts as failed. */
const CHECK_TIMEOUT = 2_000;

/** Something that work needs. @returns null when it is there, else why not. */
export type Check = (signal: AbortSignal) => Promise<string | null> | string | null;

export interface HttpServerOptions {
  /** Port 0 takes any. */
  address: { host: string; port: number };
  /** What `/readyz` asks, by name. */
  checks: () => Record<string, Check>;
  /** What `/metrics` gives: Prometheus text. */
  metrics: () => Promise<string>;
}

export interface HttpServer {
  /** `http://host:port`. */
  url: string;
  close(): Promise<void>;
}

/**
 * Answers those who watch this process:
 * - `/healthz`: 200 while its event loop turns; a process that does not answer in seconds is to be started again.
 * - `/readyz`: 200 when all checks pass, else 503; a line of JSON names each and says what is wrong.
 * - `/metrics`: what it has counted.
 *
 * @throws when the address cannot be listened on.
 */
export async function startHttpServer({
  address: { host, port },
  checks,
  metrics,
}: HttpServerOptions): Promise<HttpServer> {
  const pages: Record<string, (response: ServerResponse) => Promise<void> | void> = {
    '/healthz': (response) => json(response, 200, { status: 'ok' }),
    '/readyz': async (response) => {
      const answers = await runChecks(checks());
      const ready = Object.values(answers).every((answer) => answer === 'ok');
      json(response, ready ? 200 : 503, { ready, ...answers });
    },
    '/metrics': async (response) => {
      const body = await metrics();
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(body);
    },
  };
  const answer = async ({ method, url = '' }: IncomingMessage, response: ServerResponse) => {
    const page = pages[url.split('?', 1)[0]];
    if (method !== 'GET' && method !== 'HEAD') json(response, 405, { error: 'only GET is answered' });
    else if (!page) json(response, 404, { error: `expected ${Object.keys(pages).join(', ')}` });
    else await page(response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      if (!response.headersSent) json(response, 500, { error: error.message });
      else response.destroy(error);
    });
  });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, host, done));
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function runChecks(checks: Record<string, Check>): Promise<Record<string, string>> {
  const answers = Object.entries(checks).map(async ([name, check]) => [name, await runCheck(check)]);
  return Object.fromEntries(await Promise.all(answers));
}

async function runCheck(check: Check): Promise<string> {
  const signal = AbortSignal.timeout(CHECK_TIMEOUT);
  const late = new Promise<string>((done) => {
    signal.addEventListener('abort', () => done(`no answer in ${CHECK_TIMEOUT / 1000} seconds`), { once: true });
  });
  try {
    return await Promise.race([Promise.resolve(check(signal)).then((reason) => reason ?? 'ok'), late]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
