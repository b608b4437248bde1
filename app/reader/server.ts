import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { connectForReading } from '../../db/reading/connect.ts';
import { freePort } from '../local/ports.ts';
import { createReader } from './app.ts';
import type { ReaderContext } from './context.ts';

/** Taken where nobody has it and no other is asked for. */
const USUAL_PORT = 8234;

export interface ReaderOptions extends Omit<ReaderContext, 'db'> {
  /** Connection string of the database. */
  databaseUrl: string;
  /** Address to listen on. There is no login: on another than a loopback address, whoever reaches it may read. */
  host: string;
  /** undefined: 8234, else any free one. */
  port: number | undefined;
  /** Told what its user should know: no login, no role to read as. */
  onWarning: (message: string) => void;
}

export interface ReaderServer {
  /** `http://host:port` */
  url: string;
  /** Ends it; requests under way are cut off. */
  stop(): Promise<void>;
}

/**
 * Serves the reader's pages and the API.
 * @throws where the address cannot be listened on.
 */
export async function startReader({
  databaseUrl,
  host,
  port,
  onWarning,
  ...context
}: ReaderOptions): Promise<ReaderServer> {
  const db = connectForReading(databaseUrl, { onWarning });
  const temporalUi = context.temporalUi?.replace(/\/+$/u, '') ?? null;
  const reader = createReader({ ...context, temporalUi, db });
  const isLocal = isLoopback(host);
  const server = createAdaptorServer({
    // A page elsewhere whose name leads here would be asked of under its own name.
    fetch: (request) =>
      isLocal && !isLoopback(new URL(request.url).hostname)
        ? new Response('Ask for this under a name of this machine, such as localhost.\n', { status: 421 })
        : reader.fetch(request),
  }) as Server;
  try {
    const wanted = port ?? (await freePort([USUAL_PORT]));
    await new Promise<void>((done, fail) => server.once('error', fail).listen(wanted, host, done));
  } catch (error) {
    await db.destroy();
    throw new Error(`The reader cannot listen on ${host}, port ${port ?? 'any'}: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  const { port: taken } = server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
  if (!isLocal) {
    onWarning(
      `${url} is open to all who can reach it, and has no login: put a proxy with one before it, or a firewall.`,
    );
  }
  return {
    url,
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
      await db.destroy();
    },
  };
}

/** Whether an address or name leads to this machine and nowhere else. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/iu.test(host);
}
