import type { Config } from '../config.ts';
import { createReadiness, type Readiness } from '../http/readiness.ts';
import { type HttpServer, startHttpServer } from '../http/server.ts';
import type { Telemetry } from '../telemetry/index.ts';
import { StartError } from './start-error.ts';

/**
 * Serves health and metrics, where the settings say where, from the start on: so that it can be seen what is waited for.
 * @throws StartError when nothing can be served there.
 */
export async function serveHealth(
  { httpAddress: address }: Config,
  { readMetrics, logger }: Telemetry,
): Promise<{ readiness: Readiness; server: HttpServer | null }> {
  const readiness = createReadiness();
  if (!address) return { readiness, server: null };
  try {
    const server = await startHttpServer({ address, checks: readiness.checks, metrics: readMetrics });
    logger.info('health and metrics are served', { url: server.url });
    return { readiness, server };
  } catch (error) {
    throw new StartError(
      `Health and metrics cannot be served at ${address.host}:${address.port}: ${(error as Error).message}. Set another COPYDESK_HTTP_ADDRESS, or none.`,
      { cause: error },
    );
  }
}
