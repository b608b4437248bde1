import { createRequire } from 'node:module';

/** Modules for the bundle of the workflows, which make workflows, and what they call, spans of a trace. */
export const TRACING_WORKFLOW_MODULES = [
  createRequire(import.meta.url).resolve('@temporalio/interceptors-opentelemetry/lib/workflow-interceptors'),
];
