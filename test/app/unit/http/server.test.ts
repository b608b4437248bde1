import { afterAll, expect, test } from 'vitest';
import { type Check, startHttpServer } from '../../../../app/http/server.ts';

const checks: Record<string, Check> = {};
let metrics = async () => 'copydesk_documents_total 3\n';
const address = { host: '127.0.0.1', port: 0 };
const server = await startHttpServer({ address, checks: () => checks, metrics: () => metrics() });
afterAll(() => server.close());

const ask = async (path: string, init?: RequestInit) => {
  const response = await fetch(`${server.url}${path}`, init);
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
};

test('/healthz answers while the process does', async () => {
  expect(await ask('/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}\n' });
});

test('/readyz says what is missing, and whether all is there', async () => {
  checks.database = async () => null;
  checks.worker = () => 'starting';
  checks.temporal = () => {
    throw new Error('connect ECONNREFUSED');
  };
  const { status, body } = await ask('/readyz');
  expect(status).toBe(503);
  expect(JSON.parse(body)).toEqual({
    ready: false,
    database: 'ok',
    worker: 'starting',
    temporal: 'connect ECONNREFUSED',
  });
  checks.worker = () => null;
  checks.temporal = () => null;
  expect(await ask('/readyz?verbose')).toMatchObject({ status: 200 });
});

test('/readyz does not wait for what hangs', async () => {
  checks.database = () => new Promise(() => undefined);
  const { status, body } = await ask('/readyz');
  delete checks.database;
  expect(status).toBe(503);
  expect(JSON.parse(body)).toMatchObject({ ready: false, database: 'no answer in 2 seconds' });
});

test('/metrics is Prometheus text, or an error that is told', async () => {
  expect(await ask('/metrics')).toEqual({
    status: 200,
    type: 'text/plain; version=0.0.4; charset=utf-8',
    body: 'copydesk_documents_total 3\n',
  });
  metrics = async () => {
    throw new Error('no numbers');
  };
  expect(await ask('/metrics')).toMatchObject({ status: 500, body: '{"error":"no numbers"}\n' });
});

test('answers nothing else', async () => {
  expect(await ask('/')).toMatchObject({ status: 404 });
  expect(await ask('/healthz', { method: 'POST' })).toMatchObject({ status: 405 });
});

test('an address that is taken is an error', async () => {
  const taken = { host: '127.0.0.1', port: Number(new URL(server.url).port) };
  await expect(startHttpServer({ address: taken, checks: () => ({}), metrics })).rejects.toThrow('EADDRINUSE');
});
