import type { Logger } from '@temporalio/common';
import type { Tracing } from './tracing.ts';

/** Variables that name a collector of traces; without one nothing is traced, nor loaded. */
const ENDPOINTS = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];

/** Begins to trace, where the environment names a collector. @param logger told what could not be sent. */
export async function startTracingIfWanted(
  logger: Pick<Logger, 'warn'>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Tracing | null> {
  if (!ENDPOINTS.some((name) => environment[name]) || environment.OTEL_SDK_DISABLED === 'true') return null;
  const { startTracing } = await import('./tracing.ts');
  return startTracing(logger);
}
