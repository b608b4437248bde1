import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

/** What a workflow and the runs that it continued as have in Temporal. */
export interface HistoryFigures {
  runs: number;
  /** Over all runs. */
  events: number;
  largestHistory: number;
  /** Bytes of the largest payload in any event. */
  largestPayload: number;
}

/** Reads a chain of runs from its first. */
export async function readHistories(client: Client, workflowId: string, firstRunId: string): Promise<HistoryFigures> {
  const figures: HistoryFigures = { runs: 0, events: 0, largestHistory: 0, largestPayload: 0 };
  for (let runId: string | null = firstRunId; runId !== null; ) {
    const history: temporal.api.history.v1.IHistory = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const events = history.events ?? [];
    figures.runs += 1;
    figures.events += events.length;
    figures.largestHistory = Math.max(figures.largestHistory, events.length);
    for (const event of events) figures.largestPayload = Math.max(figures.largestPayload, largestPayloadIn(event));
    runId = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? null;
  }
  return figures;
}

/** A payload is whatever has bytes under `data`, wherever in the event it lies. */
function largestPayloadIn(value: unknown): number {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return 0;
  const { data } = value as { data?: unknown };
  const own = data instanceof Uint8Array ? data.length : 0;
  return Object.values(value).reduce<number>((most, part) => Math.max(most, largestPayloadIn(part)), own);
}
