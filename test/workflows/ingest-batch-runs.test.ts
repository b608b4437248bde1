import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { History } from '../../app/history-json.ts';
import { pauseUpdate, resumeUpdate } from '../../workflows/messages.ts';
import { articleLines, expectReported, ledger, startBatch } from '../support/batch.ts';
import { startEagerTemporal } from '../support/eager-temporal.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, runWorker, type TestIngest } from '../support/temporal.ts';
import { serveWeb } from '../support/web-server.ts';

/** Events after which this file's own server suggests to continue as new. */
const SUGGESTED = 60;

const eager = startEagerTemporal(SUGGESTED);

type Started = NonNullable<History['events']>[number]['workflowExecutionStartedEventAttributes'];

/** All runs of a workflow, the first one first, each with its events. */
async function runsOf({ client }: TestIngest, workflowId: string, last: string) {
  const runs: { started: Started; events: unknown[] }[] = [];
  for (let runId: string | undefined = last; runId; ) {
    const history: History = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const started: Started = history.events?.[0].workflowExecutionStartedEventAttributes;
    runs.unshift({ started, events: history.events ?? [] });
    runId = started?.continuedExecutionRunId || undefined;
  }
  return runs;
}

describe('a batch that continues as new', { timeout: 120_000 }, () => {
  test('goes on with what it had: window, pause, counts, and documents that wait for runs of their own', {
    timeout: 120_000,
  }, async () => {
    const { db } = await createTestDatabaseLate();
    const ingest = { ...(await createTestIngest()), ...(await eager) };
    await runWorker(ingest, db);
    // More failing documents than have runs of their own at once, so that some wait when the run ends.
    const lines = articleLines(200).map((line, index) => (index % 4 === 0 ? `broken ${index}` : line));
    await ingest.addRaw('many.jsonl', lines.join('\n'));
    const handle = await startBatch(ingest, { source: 'raw/many.jsonl', chunkSize: 25, window: 3 });
    const latest = ingest.client.workflow.getHandle(handle.workflowId);
    await expect
      .poll(async () => (await latest.describe()).runId !== handle.firstExecutionRunId, { timeout: 40_000 })
      .toBe(true);
    const paused = await latest.executeUpdate(pauseUpdate);
    expect(paused).toMatchObject({ paused: true, window: 3, source: 'raw/many.jsonl' });
    expect(paused.published).toBeGreaterThan(0);
    await latest.executeUpdate(resumeUpdate);
    const progress = await handle.result();
    expect(progress).toMatchObject({ status: 'completed', listed: 200, published: 150, failed: 50, underWay: 0 });
    await expectReported(db, progress);

    const { runId } = await latest.describe();
    const runs = await runsOf(ingest, handle.workflowId, runId);
    expect(runs.length).toBeGreaterThanOrEqual(3);
    for (const { events } of runs) expect(events.length).toBeLessThan(SUGGESTED * 6);
    for (const { started } of runs.slice(1)) {
      const bytes = started?.input?.payloads?.reduce((size, { data }) => size + (data?.length ?? 0), 0);
      expect(bytes).toBeLessThan(20_000);
    }
  });
});

describe('a batch', { timeout: 120_000 }, () => {
  test('gives a failing document that is being ingested already a second run', async () => {
    const { db } = await createTestDatabaseLate();
    const ingest = await createTestIngest();
    const asked = Promise.withResolvers<ServerResponse>();
    const { origin } = await serveWeb({ '/slow': (_, response) => asked.resolve(response) });
    await runWorker(ingest, db);
    const source = await ingest.addRaw('empty.txt', '');
    // Under way until the server answers.
    const first = await ingest.start({ source: `${origin}/slow` }, `ingest:${source}`);
    const response = await asked.promise;
    const progress = await (await startBatch(ingest, { source })).result();
    expect(progress).toMatchObject({ listed: 1, failed: 1 });
    expect(await db.selectFrom('batch_documents').select(['outcome', 'workflow_id']).execute()).toEqual([
      { outcome: 'failed', workflow_id: `ingest:${source}:batch-${progress.batchId}-0` },
    ]);
    await expectReported(db, progress);
    response.writeHead(200, { 'content-type': 'text/plain' }).end('It rained.');
    expect(await first.result()).toMatchObject({ published: true });
  });

  test('keeps payloads small, however long the names are', async () => {
    const { db } = await createTestDatabaseLate();
    const ingest = await createTestIngest();
    await runWorker(ingest, db);
    const id = (index: number) => `${index}-${'é'.repeat(1000)}`;
    const lines = Array.from({ length: 200 }, (_, index) =>
      JSON.stringify({ id: id(index), text: index % 3 === 0 ? '' : `It rained for ${index} days, said Ann Lee.` }),
    );
    await ingest.addRaw('long.jsonl', lines.join('\n'));
    const handle = await startBatch(ingest, { source: 'raw/long.jsonl', chunkSize: 100, window: 2 });
    const progress = await handle.result();
    expect(progress).toMatchObject({ listed: 200, published: 133, failed: 67 });
    expect(await ledger(db, progress.batchId as number)).toEqual({ published: 133, failed: 67 });
    const { events = [] } = await handle.fetchHistory();
    const sizes = events?.flatMap((event) =>
      [
        event.workflowExecutionStartedEventAttributes?.input,
        event.activityTaskScheduledEventAttributes?.input,
        event.activityTaskCompletedEventAttributes?.result,
        event.startChildWorkflowExecutionInitiatedEventAttributes?.input,
      ].flatMap((payloads) => payloads?.payloads?.map(({ data }) => data?.length ?? 0) ?? []),
    );
    expect(Math.max(...(sizes ?? []))).toBeGreaterThan(40_000);
    expect(Math.max(...(sizes ?? []))).toBeLessThan(256 * 1024);
  });
});

/** Each of these tests has a database of its own; they are made at the top of the file, as they have to be. */
function createTestDatabaseLate() {
  const next = databases.shift();
  if (!next) throw new Error('There is one database for each test.');
  return next;
}

const databases = Array.from({ length: 3 }, () => createTestDatabase());
