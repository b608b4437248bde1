import {
  type ActivityInterceptorsFactory,
  type Logger,
  Runtime,
  type RuntimeOptions,
  type WorkerOptions,
} from '@temporalio/worker';
import type { StageRunner } from '../../activities/stage-runner/types.ts';
import type { Config } from '../config.ts';
import { observeActivities } from './activity-interceptor.ts';
import { createLogger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { observeStages } from './observed-stages.ts';
import { installRuntimeWithMetrics } from './sdk-metrics.ts';
import { startTracingIfWanted } from './tracing-if-wanted.ts';

/** What a worker process tells about itself: log, metrics, traces. */
export interface Telemetry {
  logger: Logger;
  metrics: Metrics;
  /** Modules of interceptors for the bundle of the workflows. */
  workflowModules: string[];
  /** Interceptors of activities, the outermost first. */
  activities: ActivityInterceptorsFactory[];
  /** What `Worker.create` takes beside. */
  worker: Pick<WorkerOptions, 'sinks'>;
  observeStages(runner: StageRunner): StageRunner;
  /** All metrics, ours and the SDK's, as Prometheus text. */
  readMetrics(): Promise<string>;
  /** Sends the traces that are left. */
  stop(): Promise<void>;
}

/**
 * Sets up the telemetry of a process, and installs the SDK's runtime with it: comes before the first connection. The SDK
 * counts only where metrics are served.
 *
 * @param options of the runtime.
 */
export async function startTelemetry(
  { logFormat, logLevel, httpAddress }: Config,
  options: RuntimeOptions,
): Promise<Telemetry> {
  const logger = createLogger({ format: logFormat, level: logLevel });
  const runtime: RuntimeOptions = {
    ...options,
    logger,
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
  };
  const readSdkMetrics = httpAddress ? await installRuntimeWithMetrics(runtime) : null;
  if (!readSdkMetrics) Runtime.install(runtime);
  const metrics = createMetrics();
  const tracing = await startTracingIfWanted(logger);
  const observed = observeActivities(metrics, tracing?.annotate ?? (() => undefined));
  return {
    logger,
    metrics,
    workflowModules: tracing?.workflowModules ?? [],
    // Ours within the span of the activity.
    activities: tracing ? [tracing.activities, observed] : [observed],
    worker: { ...(tracing && { sinks: tracing.sinks }) },
    observeStages: (runner) =>
      observeStages(runner, metrics, tracing?.inSpan ?? ((_name, _attributes, work) => work())),
    readMetrics: async () => (await Promise.all([metrics.registry.metrics(), readSdkMetrics?.() ?? ''])).join('\n'),
    stop: async () => await tracing?.stop(),
  };
}
