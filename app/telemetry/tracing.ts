import { setTimeout as sleep } from 'node:timers/promises';
import { DiagLogLevel, diag, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { detectResourcesSync, envDetectorSync, Resource } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { ClientInterceptors } from '@temporalio/client';
import {
  makeWorkflowExporter,
  OpenTelemetryActivityInboundInterceptor,
  OpenTelemetryActivityOutboundInterceptor,
  OpenTelemetryWorkflowClientInterceptor,
} from '@temporalio/interceptors-opentelemetry';
import type { ActivityInterceptorsFactory, InjectedSinks, Logger } from '@temporalio/worker';
import { asyncContextManager } from './context-manager.ts';
import type { InSpan } from './observed-stages.ts';
import { TRACING_WORKFLOW_MODULES } from './tracing-modules.ts';

/** Traces of this process, sent to the collector that the OTEL_… variables name. */
export interface Tracing {
  /** Makes each activity a span. */
  activities: ActivityInterceptorsFactory;
  /** Modules for the bundle of the workflows, which make workflows and what they call spans. */
  workflowModules: string[];
  /** Takes the spans out of the workflows. */
  sinks: InjectedSinks<Record<string, never>>;
  /** Makes the starts of workflows spans. */
  client: ClientInterceptors;
  inSpan: InSpan;
  /** Adds fields to the span that is active. */
  annotate(fields: object): void;
  /** Sends what is left, unless the collector is away. */
  stop(): Promise<void>;
}

/** Milliseconds that the collector gets for spans, unless the environment says otherwise, and for the last ones in any case. */
const LAST_WORDS = 3_000;

/**
 * Begins to trace. Loading this file takes time and memory, so only those who trace do.
 * @param logger told what could not be sent.
 */
export function startTracing(logger: Pick<Logger, 'warn'>): Tracing {
  const tell = (message: string, ...details: unknown[]) => logger.warn(`tracing: ${message}`, { details });
  const quiet = () => undefined;
  diag.setLogger(
    { error: tell, warn: tell, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const resource = new Resource({ 'service.name': 'copydesk' }).merge(
    detectResourcesSync({ detectors: [envDetectorSync] }),
  );
  const processor = new BatchSpanProcessor(
    new OTLPTraceExporter(process.env.OTEL_EXPORTER_OTLP_TIMEOUT ? {} : { timeoutMillis: LAST_WORDS }),
  );
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
  provider.register({ contextManager: asyncContextManager() });
  const tracer = provider.getTracer('copydesk');
  return {
    activities: (context) => ({
      inbound: new OpenTelemetryActivityInboundInterceptor(context),
      outbound: new OpenTelemetryActivityOutboundInterceptor(context),
    }),
    workflowModules: TRACING_WORKFLOW_MODULES,
    sinks: { exporter: makeWorkflowExporter(processor, resource) } as unknown as InjectedSinks<Record<string, never>>,
    client: { workflow: [new OpenTelemetryWorkflowClientInterceptor()] },
    inSpan: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await work();
        } catch (error) {
          span.recordException(error as Error);
          throw error;
        } finally {
          span.end();
        }
      }),
    annotate(fields) {
      const span = trace.getActiveSpan();
      for (const [name, value] of Object.entries(fields)) {
        if (value !== undefined) span?.setAttribute(`copydesk.${name}`, value as string | number | boolean);
      }
    },
    async stop() {
      const late = sleep(LAST_WORDS, `no answer in ${LAST_WORDS / 1000} seconds`, { ref: false });
      const failure = await Promise.race([provider.shutdown().catch((error: Error) => error.message), late]);
      if (failure !== undefined) tell(`spans are lost: ${failure}`);
    },
  };
}
