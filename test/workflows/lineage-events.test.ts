import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../app/lineage-events/schema.ts';
import { atEnd } from '../support/clean-up.ts';
import { tagsOf, validEvent } from '../support/open-lineage.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, failureOf } from '../support/temporal.ts';
import { serveWeb } from '../support/web-server.ts';
import { startWorkerProcess } from '../support/worker-process.ts';

const events: RunEvent[] = [];
const authorized: (string | undefined)[] = [];
const receiver = await serveWeb({
  '/api/v1/lineage': (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      authorized.push(request.headers.authorization);
      events.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      response.writeHead(201).end();
    });
  },
});

const { url } = await createTestDatabase();
const ingest = await createTestIngest();
const file = join(tmpdir(), `copydesk-lineage-${process.pid}`, 'runs.jsonl');
atEnd(() => rm(join(file, '..'), { recursive: true, force: true }));
const settings = {
  DATABASE_URL: url,
  TEMPORAL_ADDRESS: ingest.address,
  COPYDESK_TASK_QUEUE: ingest.taskQueue,
  COPYDESK_RAW_ROOT: ingest.rawRoot,
};
const worker = await startWorkerProcess({
  ...settings,
  COPYDESK_OPENLINEAGE_URL: `${receiver.origin}/api/v1/lineage`,
  COPYDESK_OPENLINEAGE_API_KEY: 'secret',
  COPYDESK_OPENLINEAGE_FILE: file,
});

/** Events of a run as soon as there are that many. */
async function eventsOf(runId: string, count: number): Promise<RunEvent[]> {
  const ours = () => events.filter(({ run }) => run.runId === runId);
  for (const deadline = performance.now() + 20_000; ours().length < count; await sleep(50)) {
    if (performance.now() > deadline) throw new Error(`${ours().length} of ${count} events came.`);
  }
  return ours().map(validEvent);
}

test('a run that goes well: START, what was read, and COMPLETE with what was written', async () => {
  const source = await ingest.addRaw('ferry.txt', { article: 'ferry.txt' });
  const handle = await ingest.start({ source });
  const { counts } = await handle.result();
  const [start, running, complete] = await eventsOf(handle.firstExecutionRunId, 3);
  const job = { namespace: 'temporal://default', name: 'ingestDocument' };
  expect([start, running, complete].map(({ eventType }) => eventType)).toEqual(['START', 'RUNNING', 'COMPLETE']);
  for (const event of [start, running, complete]) {
    expect(event.job).toMatchObject(job);
    expect(event.inputs).toMatchObject([{ namespace: 'file', name: source }]);
    expect(tagsOf(event).workflow_id).toBe(handle.workflowId);
  }
  expect(start.run.facets?.processing_engine).toMatchObject({ name: 'Copydesk', version: '0.1.0' });
  expect(running.inputs?.[0].facets?.version.datasetVersion).toMatch(/^sha256:[0-9a-f]{64}$/u);
  const { hostname, port, pathname } = new URL(url);
  const written = (complete.outputs ?? []).map(({ namespace, name, outputFacets }) => {
    expect(namespace).toBe(`postgres://${hostname}:${port}`);
    return [name, outputFacets?.outputStatistics.rowCount];
  });
  expect(Object.fromEntries(written)).toMatchObject({
    [`${pathname.slice(1)}.public.mentions`]: counts.mentions,
    [`${pathname.slice(1)}.public.document_versions`]: 1,
  });
  expect(tagsOf(complete)).toMatchObject({ document: source, outcome: 'published', version: '1' });
  expect(tagsOf(complete).attribution).toMatch(/^[0-9a-f]{16,}/u);

  const again = await ingest.start({ source });
  await again.result();
  const [, , unchanged] = await eventsOf(again.firstExecutionRunId, 3);
  expect([unchanged.outputs, tagsOf(unchanged).outcome]).toEqual([[], 'unchanged']);
});

test('a bad document: START and FAIL with the reason', async () => {
  const missing = await ingest.start({ source: 'raw/missing.txt' });
  await failureOf(missing.result());
  const [start, fail] = await eventsOf(missing.firstExecutionRunId, 2);
  expect([start.eventType, fail.eventType]).toEqual(['START', 'FAIL']);
  expect(fail.run.facets?.errorMessage.message).toMatch(/^NotFound: .*raw\/missing\.txt/u);
  const unreadable = await ingest.start(['\ud800', 5]);
  await failureOf(unreadable.result());
  expect((await eventsOf(unreadable.firstExecutionRunId, 2))[1].eventType).toBe('FAIL');
});

test('a batch: a run for each chunk, under that of the batch', async () => {
  const sources = await Promise.all(
    ['a.txt', 'b.txt'].map((name) => ingest.addRaw(name, `${name} opened on Monday, said Ann Lee.`)),
  );
  const handle = await ingest.client.workflow.start('ingestBatch', {
    taskQueue: ingest.taskQueue,
    workflowId: `batch:${crypto.randomUUID()}`,
    args: [{ documents: sources.map((source) => ({ source })) }],
  });
  await handle.result();
  const chunk = events.find(
    ({ job, eventType }) => job.name === 'ingestBatch.chunk' && eventType === 'START',
  ) as RunEvent;
  const [start, complete] = await eventsOf(chunk.run.runId, 2);
  expect([start.eventType, complete.eventType]).toEqual(['START', 'COMPLETE']);
  expect(complete.run.facets?.parent).toMatchObject({
    run: { runId: handle.firstExecutionRunId },
    job: { name: 'ingestBatch' },
  });
  expect(tagsOf(complete)).toMatchObject({ positions: '0-1', published: '2' });
});

test('the file has the same events, and none is lost at the end', async () => {
  expect(await worker.stop()).toBe(0);
  const written = (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => validEvent(JSON.parse(line)));
  const brief = ({ eventType, run, job }: RunEvent) => `${eventType} ${job.name} ${run.runId}`;
  expect(written.map(brief)).toEqual(events.map(brief));
  expect(new Set(authorized)).toEqual(new Set(['Bearer secret']));
});

test('a receiver that is away holds nothing up; what is dropped is counted and logged', async () => {
  const away = await startWorkerProcess({
    ...settings,
    COPYDESK_OPENLINEAGE_URL: 'http://127.0.0.1:1/',
    COPYDESK_LOG_FORMAT: 'json',
  });
  await ingest.ingest({ source: 'raw/ferry.txt' });
  for (const deadline = performance.now() + 20_000; performance.now() < deadline; await sleep(100)) {
    const { body } = await away.ask('/metrics');
    if (body.includes('copydesk_openlineage_events_total{result="dropped"} 3')) break;
  }
  expect((await away.ask('/metrics')).body).toContain('copydesk_openlineage_events_total{result="dropped"} 3');
  expect(await away.stop()).toBe(0);
  expect(away.log()).toContain('OpenLineage events were dropped');
});
