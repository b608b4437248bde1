import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DefaultLogger, type LogEntry, NativeConnection } from '@temporalio/worker';
import { describe, expect, inject, test } from 'vitest';
import { ensureSearchAttributes } from '../../app/telemetry/search-attributes.ts';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.ts';
import { atEnd } from '../support/clean-up.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestIngest, failureOf, runWorker } from '../support/temporal.ts';
import { htmlPage } from '../support/web-server.ts';

const { address, cli } = inject('temporal');
const logged: LogEntry[] = [];
const logger = new DefaultLogger('INFO', (entry) => logged.push(entry));
const connection = await NativeConnection.connect({ address });
atEnd(() => connection.close());

const { db } = await createTestDatabase();
const ingest = await createTestIngest();
const known = await ensureSearchAttributes(connection, 'default', logger);
await runWorker(ingest, db, { searchable: true });

/** What the command line finds, once the server's index has it. */
async function find(query: string, count: number): Promise<string[]> {
  const scoped = `TaskQueue = '${ingest.taskQueue}' AND ${query}`;
  for (const deadline = performance.now() + 20_000; ; await sleep(100)) {
    const list = ['workflow', 'list', '--address', address, '--output', 'json', '--query', scoped];
    const { stdout } = await promisify(execFile)(cli, list);
    const found = (JSON.parse(stdout) as { execution: { workflowId: string } }[]).map(
      (run) => run.execution.workflowId,
    );
    if (found.length === count || performance.now() > deadline) return found;
  }
}

async function attributesOf(workflowId: string): Promise<Record<string, unknown>> {
  const { searchAttributes } = await ingest.client.workflow.getHandle(workflowId).describe();
  const ours = Object.values(SEARCH_ATTRIBUTES).map(({ name }) => [name, searchAttributes[name]?.[0]]);
  return Object.fromEntries(ours);
}

describe('a worker that starts', () => {
  test('makes the search attributes, and finds them made the next time', async () => {
    expect(known).toBe(true);
    expect(await ensureSearchAttributes(connection, 'default', logger)).toBe(true);
    expect(logged).toEqual([]);
  });

  test('says how they are made where the server does not let it', async () => {
    // Nobody may make anything in a namespace that is not there.
    expect(await ensureSearchAttributes(connection, 'elsewhere', logger)).toBe(false);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ level: 'WARN' });
    expect(logged[0].meta?.advice).toMatch(
      /temporal operator search-attribute create --namespace elsewhere --type Keyword --name CopydeskKey --name /u,
    );
  });
});

describe('a run is found by', () => {
  test('the key, outlet and outcome of what was published', async () => {
    const page = htmlPage(
      'Ferry',
      ['The ferry sank, said Ann Lee.'],
      '<meta property="og:site_name" content="Coast Post">',
    );
    const source = await ingest.addRaw('ferry.html', page);
    const run = await ingest.start({ source, key: 'wire:ferry' });
    await run.result();
    expect(await attributesOf(run.workflowId)).toEqual({
      CopydeskKey: 'wire:ferry',
      CopydeskOutlet: 'Coast Post',
      CopydeskStage: 'publish',
      CopydeskOutcome: 'published',
    });
    expect(await find(`CopydeskKey = 'wire:ferry' AND CopydeskOutlet = 'Coast Post'`, 1)).toEqual([run.workflowId]);
  });

  test('its failure, and where it failed', async () => {
    const missing = await ingest.start({ source: 'raw/missing.txt' });
    const empty = await ingest.start({ text: ' ', key: 'wire:empty' });
    await failureOf(missing.result());
    await failureOf(empty.result());
    expect(await attributesOf(missing.workflowId)).toMatchObject({
      CopydeskKey: 'raw/missing.txt',
      CopydeskStage: 'acquire',
      CopydeskOutcome: 'failed',
    });
    expect(new Set(await find(`CopydeskOutcome = 'failed'`, 2))).toEqual(
      new Set([missing.workflowId, empty.workflowId]),
    );
    expect(await find(`CopydeskStage = 'normalize' AND CopydeskOutcome = 'failed'`, 1)).toEqual([empty.workflowId]);
  });

  test('a name that is long, or has characters that no index takes', async () => {
    const long = await ingest.start({ text: 'It rained, said Ann Lee.', key: 'k'.repeat(400) });
    await long.result();
    expect(await attributesOf(long.workflowId)).toMatchObject({ CopydeskKey: `${'k'.repeat(254)}…` });
    const odd = await ingest.start({ source: 'raw/a\u0000b' });
    await failureOf(odd.result());
    expect(await attributesOf(odd.workflowId)).toMatchObject({ CopydeskKey: 'raw/a\ufffdb' });
  });
});

test('a run whose server lacks the attributes sets none', async () => {
  const elsewhere = await createTestIngest();
  await runWorker(elsewhere, db);
  const run = await elsewhere.start({ text: 'It snowed, said Ann Lee.' });
  await run.result();
  expect(await attributesOf(run.workflowId)).toEqual({
    CopydeskKey: undefined,
    CopydeskOutlet: undefined,
    CopydeskStage: undefined,
    CopydeskOutcome: undefined,
  });
});
