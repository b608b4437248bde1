import type { LogMetadata } from '@temporalio/worker';

/** The SDK's names for what we call otherwise. */
const RENAMED: Record<string, string> = {
  workflowRunId: 'runId',
  activityType: 'activity',
  sdkComponent: 'component',
};

/** Told by the SDK and of no use to a reader of the log. */
const LEFT_OUT = new Set(['taskToken', 'isLocal', 'activityId']);

/** The fields of a line, in our names. Symbols, which the SDK uses for itself, are left out. */
export function fieldsOf(meta: LogMetadata = {}): Record<string, unknown> {
  const fields = Object.entries(meta).flatMap(([name, value]) => {
    if (LEFT_OUT.has(name) || value === undefined) return [];
    return [[RENAMED[name] ?? name, typeof value === 'bigint' ? Number(value) : value]];
  });
  return Object.fromEntries(fields);
}
