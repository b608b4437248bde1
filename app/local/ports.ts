import { createServer } from 'node:net';

/**
 * A port on 127.0.0.1 that nobody listens on.
 * @param preferred tried first, in this order.
 */
export async function freePort(preferred: readonly (number | undefined)[] = []): Promise<number> {
  for (const port of preferred) {
    if (port !== undefined && (await isFreePort(port))) return port;
  }
  return (await bind(0)) as number;
}

/** Whether a port on 127.0.0.1 can be listened on now. */
export async function isFreePort(port: number): Promise<boolean> {
  return (await bind(port)) !== null;
}

/** Binds a port for a moment; 0 means any. Null where it is taken or not allowed. */
function bind(port: number): Promise<number | null> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? done(null) : fail(error),
    );
    server.listen({ host: '127.0.0.1', port }, () => {
      const { port: bound } = server.address() as { port: number };
      server.close(() => done(bound));
    });
  });
}
