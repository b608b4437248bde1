import { describe, expect, test } from 'vitest';
import { dumpTables } from '../support/dump.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, failureOf, runWorker } from '../support/temporal.ts';

const { db } = await createTestDatabase();
const ingest = await createTestIngest();
await runWorker(ingest, db);

/** Resets a run to each point that it can be reset to, one after the other. @returns the ids of the new runs. */
async function resetEverywhere(workflowId: string, runId: string): Promise<string[]> {
  const { workflowService } = ingest.client;
  const { events } = await ingest.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const points = (events ?? [])
    .filter((event) => event.workflowTaskCompletedEventAttributes)
    .map(({ eventId }) => eventId);
  expect(points.length).toBeGreaterThan(1);
  const runs: string[] = [];
  for (const workflowTaskFinishEventId of points) {
    const { runId: newRun } = await workflowService.resetWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId, runId },
      workflowTaskFinishEventId,
      reason: 'test',
      requestId: crypto.randomUUID(),
    });
    runs.push(newRun);
    await ingest.client.workflow
      .getHandle(workflowId, newRun)
      .result()
      .catch(() => undefined);
  }
  return runs;
}

describe('a reset to any event', () => {
  test('leaves the rows of a published version as they were', async () => {
    const source = await ingest.addRaw('ferry.txt', { article: 'ferry.txt' });
    const handle = await ingest.start({ source });
    const result = await handle.result();
    const before = await dumpTables(db);
    const runs = await resetEverywhere(handle.workflowId, handle.firstExecutionRunId);
    expect(runs).toHaveLength(6);
    expect(await dumpTables(db)).toEqual(before);
    for (const run of runs) {
      expect(await ingest.client.workflow.getHandle(handle.workflowId, run).result()).toEqual(result);
    }
  });

  test('of a run whose version has been followed by another brings nothing back', async () => {
    const key = 'wire:ferry';
    const original = await ingest.addRaw('original.txt', { article: 'ferry.txt' });
    const correction = await ingest.addRaw('correction.txt', { article: 'ferry-corrected.txt' });
    const handle = await ingest.start({ source: original, key });
    await handle.result();
    await ingest.ingest({ source: correction, key });
    const before = await dumpTables(db);
    await resetEverywhere(handle.workflowId, handle.firstExecutionRunId);
    expect(await dumpTables(db)).toEqual(before);
  });

  test('leaves the rows of a failure as they were', async () => {
    const handle = await ingest.start({ source: 'raw/missing.txt' });
    await failureOf(handle.result());
    const before = await dumpTables(db);
    await resetEverywhere(handle.workflowId, handle.firstExecutionRunId);
    expect(await dumpTables(db)).toEqual(before);
  });
});
