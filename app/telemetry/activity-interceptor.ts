import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { READERS, type Subject } from './activity-reports.ts';
import type { Metrics } from './metrics.ts';

/**
 * Counts what activities do and writes a log line for each that ended well. Those that fail are logged by the SDK, with
 * the fields that this adds: at level DEBUG where the document is to blame, which `recordFailure` then tells.
 *
 * @param annotate told the same fields, for a trace.
 */
export function observeActivities(metrics: Metrics, annotate: (fields: object) => void): ActivityInterceptorsFactory {
  return ({ info, log }) => {
    let subject: Subject = {};
    return {
      inbound: {
        async execute(input, next) {
          const lag = (Date.now() - info.currentAttemptScheduledTimestampMs) / 1000;
          // Below nothing where the clocks of server and worker differ.
          metrics.queueLag.observe({ queue: info.taskQueue }, Math.max(0, lag));
          const reader = READERS[info.activityType];
          const [request] = input.args;
          subject = reader?.subject(request) ?? {};
          annotate(subject);
          const start = performance.now();
          const result = await next(input);
          const report = reader?.report?.(metrics, result, request) ?? {};
          annotate(report);
          const level = reader?.level?.(request) ?? 'info';
          log[level](`${info.activityType} done`, { ...report, durationMs: Math.round(performance.now() - start) });
          return result;
        },
      },
      outbound: { getLogAttributes: (attributes, next) => next({ ...attributes, ...subject }) },
    };
  };
}
