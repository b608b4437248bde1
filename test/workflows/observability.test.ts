import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DefaultLogger, Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { historyFromJson } from '../../app/history-json.ts';
import { startTracing } from '../../app/telemetry/tracing.ts';
import { workflowBundle } from '../../app/worker/workflow-bundle.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, failureOf } from '../support/temporal.ts';
import { serveWeb } from '../support/web-server.ts';
import { startWorkerProcess } from '../support/worker-process.ts';

/** Reads what OTLP sends, with the exporter's own definitions. */
const { opentelemetry } = createRequire(import.meta.url)('@opentelemetry/otlp-transformer/build/src/generated/root');
const { ExportTraceServiceRequest } = opentelemetry.proto.collector.trace.v1;

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId: string;
  service: string;
  attributes: Record<string, unknown>;
}

const hex = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('hex');
const plain = (value: Record<string, unknown>) =>
  Object.values(value).map((one) => (typeof one === 'object' ? Number(one) : one))[0];
const attributesOf = (pairs: { key: string; value: Record<string, unknown> }[]) =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, plain(value)]));

const spans: Span[] = [];
const collector = await serveWeb({
  '/v1/traces': (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      for (const { resource, scopeSpans } of ExportTraceServiceRequest.decode(Buffer.concat(chunks)).resourceSpans) {
        const service = attributesOf(resource.attributes)['service.name'] as string;
        for (const span of scopeSpans.flatMap((scope: { spans: unknown[] }) => scope.spans)) {
          const { name, traceId, spanId, parentSpanId, attributes } = span;
          const ids = { traceId: hex(traceId), spanId: hex(spanId), parentSpanId: hex(parentSpanId) };
          spans.push({ name, ...ids, service, attributes: attributesOf(attributes) });
        }
      }
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  },
});

const { url } = await createTestDatabase();
const ingest = await createTestIngest();
const settings = {
  DATABASE_URL: url,
  TEMPORAL_ADDRESS: ingest.address,
  COPYDESK_TASK_QUEUE: ingest.taskQueue,
  COPYDESK_RAW_ROOT: ingest.rawRoot,
  COPYDESK_ALLOW_PRIVATE_ADDRESSES: 'true',
  COPYDESK_LOG_FORMAT: 'json',
};
const worker = await startWorkerProcess({
  ...settings,
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
  OTEL_SERVICE_NAME: 'desk-1',
});
const source = await ingest.addRaw('ferry.txt', { article: 'ferry.txt' });
const published = await ingest.start({ source });
await published.result();
await ingest.ingest({ source });
const missing = await ingest.start({ source: 'raw/missing.txt' });
await failureOf(missing.result());

const lines = () =>
  worker
    .log()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The runtime keeps lines back for a moment, to sort them. */
async function linesOf(workflowId: string, count: number) {
  const ours = () => lines().filter((line) => line.workflowId === workflowId);
  for (const deadline = performance.now() + 5_000; ours().length < count && performance.now() < deadline; )
    await sleep(50);
  return ours();
}

test('is ready when database and Temporal answer and it works', async () => {
  expect(JSON.parse((await worker.ask('/readyz')).body)).toEqual({
    ready: true,
    database: 'ok',
    temporal: 'ok',
    worker: 'ok',
  });
  expect((await worker.ask('/healthz')).status).toBe(200);
});

test('counts documents, failures, stages and queues, and gives the SDK’s metrics with ours', async () => {
  const { body } = await worker.ask('/metrics');
  const queue = ingest.taskQueue;
  for (const line of [
    'copydesk_documents_total{outcome="published",kind="single"} 1',
    'copydesk_documents_total{outcome="unchanged",kind="single"} 1',
    'copydesk_documents_total{outcome="failed",kind="single"} 1',
    'copydesk_failures_total{type="NotFound"} 1',
    'copydesk_stage_reused_total{stage="attribution"} 1',
    'copydesk_stage_queue{lane="bulk"} 0',
    // acquire, three stages, publish, twice; acquire, recordFailure.
    `copydesk_queue_lag_seconds_count{queue="${queue}"} 12`,
    `copydesk_backlog_tasks{queue="${queue}",kind="activity"} 0`,
    `copydesk_backlog_tasks{queue="${queue}-bulk",kind="activity"} 0`,
  ]) {
    expect(body.split('\n')).toContain(line);
  }
  expect(body).toMatch(/^copydesk_stage_seconds_count\{stage="normalize",lane="interactive"\} [1-9]/mu);
  expect(body).toMatch(/^temporal_activity_execution_latency_seconds_bucket\{.*activity_type="publish".*le="0\.05"/mu);
  expect(body).toMatch(/^process_resident_memory_bytes [1-9]/mu);
  // What the dashboard shows; failed calls are counted when there is one.
  const dashboard = readFileSync(new URL('../../deploy/grafana/dashboards/copydesk.json', import.meta.url), 'utf8');
  const shown = Array.from(dashboard.matchAll(/\b(?:copydesk|temporal)_[a-z0-9_]+(?=[[{) ])/gu), ([name]) => name);
  const missingHere = shown.filter((name) => !body.includes(`\n${name}`) && name !== 'temporal_request_failure_total');
  expect(missingHere).toEqual([]);
  const names = [...body.matchAll(/^# TYPE (\S+)/gmu)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe('logs', () => {
  test('a line for each activity, with run, document, stage, outcome', async () => {
    const { workflowId, firstExecutionRunId: runId } = published;
    const common = { level: 'info', workflowId, runId, workflowType: 'ingestDocument', document: source, attempt: 1 };
    expect(await linesOf(workflowId, 5)).toEqual(
      [
        { activity: 'acquire', stage: 'acquire', source },
        { activity: 'normalize', stage: 'normalize', reused: false },
        { activity: 'tagEntities', stage: 'entities', reused: false },
        { activity: 'attribute', stage: 'attribution', reused: false },
        { activity: 'publish', stage: 'publish', outcome: 'published', version: 1 },
      ].map((own) => expect.objectContaining({ ...common, ...own, durationMs: expect.any(Number) })),
    );
  });

  test('one line for a document that failed, as a warning that says why', async () => {
    expect(await linesOf(missing.workflowId, 1)).toEqual([
      expect.objectContaining({
        level: 'warn',
        document: 'raw/missing.txt',
        stage: 'acquire',
        outcome: 'failed',
        errorType: 'NotFound',
        reason: expect.stringContaining('there is no file'),
      }),
    ]);
  });
});

test('is not ready while it ends, lets what runs come to its end, and sends all traces', async () => {
  const web = await serveWeb({
    '/slow': (_, response) => {
      setTimeout(() => response.writeHead(200, { 'content-type': 'text/plain' }).end('It rained, said Ann Lee.'), 1500);
    },
  });
  await ingest.start({ source: `${web.origin}/slow` });
  while (web.requests.length === 0) await sleep(20);
  worker.child.kill('SIGTERM');
  const answers: { status: number; body: string }[] = [];
  while (worker.child.exitCode === null && answers.at(-1)?.status !== 503) {
    answers.push(await worker.ask('/readyz'));
    await sleep(20);
  }
  expect(JSON.parse(answers.at(-1)?.body ?? '')).toMatchObject({ ready: false, database: 'ok', worker: /ing/u });
  expect(await worker.stop()).toBe(0);

  const trace = spans.find(
    ({ name, attributes }) =>
      name === 'RunWorkflow:ingestDocument' && attributes.runId === published.firstExecutionRunId,
  );
  const mine = spans.filter(({ traceId }) => traceId === trace?.traceId);
  expect(new Set(mine.map(({ service }) => service))).toEqual(new Set(['desk-1']));
  const child = (parent: Span | undefined, name: string) =>
    mine.find((span) => span.name === name && span.parentSpanId === parent?.spanId);
  const run = child(child(trace, 'StartActivity:tagEntities'), 'RunActivity:tagEntities');
  expect(run?.attributes).toMatchObject({
    'copydesk.document': source,
    'copydesk.stage': 'entities',
    'copydesk.reused': false,
    temporalWorkflowId: published.workflowId,
  });
  expect(child(run, 'stage tagEntities')?.attributes).toMatchObject({ 'copydesk.lane': 'interactive' });
  expect(mine.map(({ name }) => name).filter((name) => name.startsWith('RunActivity')).length).toBe(5);
});

test('an address that is taken keeps it from starting, with a message that says what to do', async () => {
  const { port } = collector;
  const script = fileURLToPath(new URL('../../app/worker.ts', import.meta.url));
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ...settings, COPYDESK_HTTP_ADDRESS: `127.0.0.1:${port}` };
  await expect(promisify(execFile)(process.execPath, [script], { env })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/cannot be served at 127\.0\.0\.1:\d+: .*EADDRINUSE.*COPYDESK_HTTP_ADDRESS/u),
  });
});

test('tracing may be turned on while runs are under way: their histories replay with it', async () => {
  const { workflowModules, sinks } = startTracing(new DefaultLogger('ERROR'));
  const { code, built } = await workflowBundle([join(worker.stateDir, 'bundles')], workflowModules);
  expect(built).toBe(false);
  const folder = new URL('../histories/', import.meta.url);
  const saved = readdirSync(folder).map((file) => ({
    workflowId: file,
    history: historyFromJson(readFileSync(new URL(file, folder), 'utf8')),
  }));
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { code }, sinks }, saved)) {
    expect(error, workflowId).toBeUndefined();
  }
});
