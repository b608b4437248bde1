import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds: a headline to a document that takes its whole limit. */
const STAGE_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];
/** Seconds: at once to a backlog of ten minutes. */
const LAG_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 180, 600];

/** What this process counts; docs/observability.md lists it. */
export type Metrics = ReturnType<typeof createMetrics>;

/** The metrics of one process, all at nothing, with those of Node itself. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    documents: new Counter({
      name: 'copydesk_documents_total',
      help: 'Documents that ended, by outcome, and by kind: in a run of their own (single) or in a chunk (batch).',
      labelNames: ['outcome', 'kind'] as const,
      registers,
    }),
    failures: new Counter({
      name: 'copydesk_failures_total',
      help: 'Documents that could not be processed, by the type of error that is recorded.',
      labelNames: ['type'] as const,
      registers,
    }),
    stageSeconds: new Histogram({
      name: 'copydesk_stage_seconds',
      help: 'Seconds that a stage ran on its thread, without waiting, by lane: interactive or bulk.',
      labelNames: ['stage', 'lane'] as const,
      buckets: STAGE_SECONDS,
      registers,
    }),
    stageReused: new Counter({
      name: 'copydesk_stage_reused_total',
      help: 'Results of stages that the memo had, so that the stage was not run.',
      labelNames: ['stage'] as const,
      registers,
    }),
    queueLag: new Histogram({
      name: 'copydesk_queue_lag_seconds',
      help: 'Seconds between the schedule of an activity and its start here, by Temporal task queue.',
      labelNames: ['queue'] as const,
      buckets: LAG_SECONDS,
      registers,
    }),
  };
}

/** Tells, whenever it is asked, how many tasks wait for a stage thread. */
export function observeStageQueue({ registry }: Metrics, waiting: () => Record<string, number>): void {
  new Gauge({
    name: 'copydesk_stage_queue',
    help: 'Tasks that wait for a stage thread, by lane: interactive or bulk.',
    labelNames: ['lane'] as const,
    registers: [registry],
    collect() {
      for (const [lane, tasks] of Object.entries(waiting())) this.set({ lane }, tasks);
    },
  });
}
